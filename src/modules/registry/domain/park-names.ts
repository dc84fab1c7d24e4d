/** Names of parks: what is surely the same, and what a person must look at. Pure. */

// Official forms and the everyday ones; the longer first, since one contains the other.
const forms: readonly (readonly [long: string, short: string])[] = [
  ['高新技术产业开发区', '高新区'],
  ['高新技术开发区', '高新区'],
  ['高新技术产业园区', '高新区'],
  ['经济技术开发区', '经开区'],
  ['经济开发区', '经开区'],
  ['综合保税区', '综保区'],
  ['出口加工区', '加工区'],
  ['产业示范区', '示范区'],
  ['产业集中区', '集中区'],
  ['产业园区', '产业园'],
  ['工业园区', '工业园'],
  ['科技园区', '科技园'],
  ['工业集中区', '集中区'],
]

/** Width, case, spaces and brackets made even: under it two names are the same name. */
export const evenParkName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s()·-]/g, '')
    .toLowerCase()

/** The even name in everyday form, without the level in front and without the places given. */
function plain(name: string, places: readonly string[]): string {
  let text = evenParkName(name).replace(/^(国家级|国家|省级|市级)/, '')
  for (const place of places) text = text.replace(place, '')
  text = text.replaceAll(/(国家级|国家|省级)/g, '')
  for (const [long, short] of forms) text = text.replaceAll(long, short)
  return text
}

const pairsOf = (text: string): string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2))

/**
 * How much two names of parks of one city resemble: the share of neighbouring pairs of characters that both have (Dice),
 * after official forms are put in everyday words (高新技术产业开发区 → 高新区) and level and place are left out.
 *
 * @param places names of the city and its districts that stand in front of names and tell parks of one city nothing
 * @returns 0 to 1; 1 is no proof: a person says whether 株洲高新区 is 株洲高新技术产业开发区
 */
export function likenessOfParks(a: string, b: string, places: readonly string[]): number {
  const [left, right] = [pairsOf(plain(a, places)), pairsOf(plain(b, places))]
  const rest = [...right]
  let shared = 0
  for (const pair of left) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    shared++
  }
  return (2 * shared) / (left.length + right.length)
}

/** From this likeness on a person is asked; below, a name is a new park's. */
export const LOOKS_ALIKE_FROM = 0.6
