import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { extractDocument } from './extract.ts'
import type { Target } from './model.ts'

const folder = new URL('../../../../shared/mission/seeds/', import.meta.url)
const file = new URL('003_615e9a7bda2e21e0.txt', folder)
const text = existsSync(file) ? readFileSync(file, 'utf8') : ''

/** Read by hand from the plan of Zhuzhou: the ten actions with their units. */
const actions: readonly (readonly [title: string, leads: string, responsibles: string])[] = [
  ['开展创新平台升级行动', '市科技局', '市发改委、市工信局、石峰区政府、各相关企事业单位'],
  ['开展技术联合攻关行动', '市科技局', '市发改委、市工信局、各相关企事业单位'],
  ['开展企业培育提速行动', '市工信局', '市发改委、市科技局、株洲高新区管委会、株洲经开区管委会'],
  [
    '开展联手开拓市场行动',
    '市发改委、市商务局',
    '市工信局、市贸促会、株洲高新区管委会、株洲经开区管委会、各相关企事业单位',
  ],
  ['开展数智赋能行动', '市工信局', '株洲高新区、株洲经开区、各相关企事业单位'],
  ['开展金融赋能行动', '市政府金融办', '市发改委、市科技局、市工信局、各金融机构、各相关企事业单位'],
  ['开展人才赋能行动', '市委人才办', '市人社局、市教育局、市职教办、市工信局、各相关企事业单位'],
  [
    '开展政务服务平台提质行动',
    '市发改委、市行政审批局',
    '市科技局、市工信局、市市场监管局、各相关企事业单位',
  ],
  [
    '开展社会服务平台集聚行动',
    '市工信局',
    '市发改委、市科技局、市市场监管局、株洲高新区管委会、株洲经开区管委会、各相关企事业单位',
  ],
  ['开展政策供给强化行动', '市发改委、市工信局', '市科技局、市人社局、市财政局、市税务局、市政府金融办'],
]

/** The ten items of annex 1. */
const items: readonly (readonly [title: string, leads: string, responsibles: string, due: string])[] = [
  ['完善一套产业链推进机制', '市发改委', '石峰区政府、省轨道交通装备产业协会', '2023-04-30'],
  ['签订一项企地战略合作协议', '市工信局', '市发改委、石峰区政府', '2023-10-31'],
  ['出台一项专项扶持政策', '市发改委', '石峰区政府、市工信局', '2023-12-31'],
  ['成立一支产投基金', '市政府金融办', '市国投集团', '2023-12-31'],
  ['举办一期国际会展活动', '市贸促会', '市工信局、株洲高新区管委会', '2023-12-31'],
  ['推进一批重大项目', '市发改委', '株洲高新区管委会、株洲经开区管委会', '2024-12-31'],
  ['培育一批优质企业', '市工信局', '株洲高新区管委会、株洲经开区管委会', '2024-12-31'],
  [
    '打造一批重大科创平台',
    '市科技局',
    '市发改委、市工信局、湖南工业大学、湖南铁道职院、湖南铁科职院',
    '2024-12-31',
  ],
  ['形成一批技术创新成果', '市科技局', '相关企事业单位', '2024-12-31'],
  ['举办一系列供应商大会', '市发改委、石峰区政府', '中车株机、中车株所', '2024-12-31'],
]

/** The nine policies of annex 2: title, direction, month, lead. */
const policies: readonly (readonly [string, string, string, string])[] = [
  ['株洲市“智赋千企”行动实施方案（2023-2025）', '数字赋能', '2023.04', '市工信局'],
  ['株洲市中小企业公共服务体系建设及管理办法', '公共服务', '2023.04', '市工信局'],
  ['株洲市先进轨道交通装备向世界级集群提升的三年行动方案（2023-2025）', '政策支持', '2023.10', '市工信局'],
  ['建立重大项目融资需求库，建立招商引资重点合作银行联系服务机制', '融资服务', '2023.12', '市发改委'],
  ['完善长株潭一体化发展合作机制', '开放合作', '2023.12', '市发改委'],
  ['科技体制改革三年攻坚行动实施方案', '科技创新', '2023.12', '市科技局'],
  ['出台政务服务事项标准化、规范化、便利化动态管理办法', '政务服务', '2023.12', '市行政审批局'],
  ['金融支持制造强市建设实施方案', '金融支持', '2023.12', '市政府金融办'],
  ['株洲市大力培养工匠人才的实施意见', '人才培育', '2023.12', '市总工会'],
]

/** Every figure that the plan wants reached: words of the indicator, comparator, value, unit, year of the date. */
const targets: readonly (readonly [
  words: string,
  comparator: string,
  value: number,
  unit: string,
  year: string | null,
])[] = [
  ['产业集群规模', '~', 2000, '亿元', '2024'],
  ['营收过500亿企业', '=', 1, '家', '2024'],
  ['过百亿企业', '=', 4, '家', '2024'],
  ['省级专精特新中小企业', '=', 40, '家', '2024'],
  ['国家专精特新“小巨人”企业', '=', 15, '家', '2024'],
  ['单项冠军企业', '=', 6, '家', '2024'],
  ['领航企业', '=', 1, '家', '2024'],
  ['主机企业国际化经营指数', '>', 30, '%', '2024'],
  ['核心部件、器件、软件本地配套率', '=', 50, '%', '2024'],
  ['规上企业研发投入强度', '=', 8, '%', '2024'],
  ['国际标准', '>=', 100, '项', '2024'],
  ['国家标准', '>=', 200, '项', '2024'],
  ['新增国家级创新平台', '=', 1, '家', '2024'],
  ['国家工业互联网试点示范平台', '=', 1, '家', '2024'],
  ['新增省级以上创新平台', '=', 20, '家', '2024'],
  ['规模工业企业创新活动覆盖', '=', 100, '%', '2024'],
  ['基础器件“卡脖子”技术', '=', 20, '大', null],
  ['关键系统技术攻关', '=', 9, '大', null],
  ['中车株机', '=', 300, '亿元', null],
  ['中车株所', '=', 500, '亿元', null],
  ['城际铁路', '=', 10, '条', null],
  ['新引进上下游配套企业', '=', 50, '家', null],
  ['竣工重大项目', '>=', 50, '个', null],
  ['生态配套圈', '=', 200, '公里', null],
  ['数字化供应链平台', '=', 6, '家', null],
  ['省级以上上云用云', '=', 10, '家', null],
  ['信贷额度年均增长', '=', 15, '%', null],
  ['省级专精特新中小企业', '=', 50, '家', '2024'],
  ['国省级专精特新“小巨人企业”', '=', 20, '家', '2024'],
  ['单项冠军企业', '=', 6, '家', '2024'],
  ['领航企业', '=', 1, '家', '2024'],
]

const fits = (target: Target, [words, comparator, value, unit, year]: (typeof targets)[number]) =>
  target.indicator.includes(words) &&
  target.comparator === comparator &&
  target.value === value &&
  target.unit === unit &&
  (target.due?.slice(0, 4) ?? null) === year

describe.skipIf(!existsSync(file))('the plan of Zhuzhou', () => {
  const found = extractDocument(text)

  test('gives the ten actions with all units, and no deadline where the text names none', () => {
    const body = found.tasks.filter((task) => task.annexRow === null)
    expect(body.map((task) => [task.title, task.leads.join('、'), task.responsibles.join('、')])).toEqual(
      actions,
    )
    expect(body.map((task) => task.dueDate)).toEqual(['2024-12-31', ...Array(9).fill(null)])
    expect(body[3]?.dueWritten).toBe('2年内')
  })

  test('gives the ten items of annex 1 with units and deadlines', () => {
    const rows = found.tasks.filter((task) => task.annexRow !== null)
    expect(
      rows.map((task) => [task.title, task.leads.join('、'), task.responsibles.join('、'), task.dueDate]),
    ).toEqual(items)
    expect(rows[0]?.dueWritten).toBe('2023.04')
    expect(found.tasks).toHaveLength(20)
  })

  test('gives the nine policies of annex 2 among the policies only', () => {
    expect(found.policies.map((p) => [p.title, p.direction, p.dueWritten, p.leads.join('、')])).toEqual(
      policies,
    )
  })

  test('gives every target once and none besides', () => {
    const left = [...found.targets]
    const missing = targets.filter((key) => {
      const at = left.findIndex((target) => fits(target, key))
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    expect(missing).toEqual([])
    expect(left).toEqual([])
  })

  test('finds the conflict of value 40/50 and the difference of scope 15/20 by itself', () => {
    const seen = found.conflicts.map(({ kind, items }) => [
      kind,
      ...items.map(({ value, scope }) => `${scope} ${value}`),
    ])
    expect(seen).toEqual([
      ['value', '省级 40', '省级 50'],
      ['scope', '国家 15', '国省级 20'],
    ])
  })

  test('carries for every item the span that it was read from', () => {
    for (const { title, span } of found.policies) expect(text.slice(...span)).toContain(title)
    for (const { title, span } of found.tasks) expect(text.slice(...span)).toContain(title)
    for (const { value, span } of found.targets) {
      expect(text.slice(...span)).toMatch(value === 100 ? /100|全覆盖/ : new RegExp(String(value)))
    }
    for (const { name, span } of found.organisations) expect(text.slice(...span)).toBe(name)
  })
})
