/** Documents of invented cities in five layouts, with keys made by hand beside them. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { extractDocument } from './extract.ts'
import type { Extraction, Target, Task } from './model.ts'

const fixture = (name: string): { text: string; found: Extraction } => {
  const text = readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8')
  return { text, found: extractDocument(text) }
}

const who = ({ title, leads, responsibles, supports, leadPersons, dueWritten, dueDate }: Task) => [
  title,
  leads.join('、'),
  responsibles.join('、'),
  supports.join('、'),
  leadPersons.join('、'),
  dueWritten,
  dueDate,
]

const goal = ({ indicator, comparator, value, unit, due }: Target) => [
  indicator,
  comparator,
  value,
  unit,
  due,
]

describe('responsibility in 〔〕 after the sentence', () => {
  const { found } = fixture('brackets-after-sentence')

  test('head of a notice that issues a plan', () => {
    expect(found.head).toMatchObject({
      title:
        '云澜市人民政府办公室关于印发《云澜市推动新能源装备产业链高质量发展行动方案（2024—2026年）》的通知',
      number: '云澜政办发〔2024〕18号',
      date: '2024-03-15',
      addressee: '各县（市、区）人民政府，市政府各部门、各直属机构',
    })
  })

  test('each sentence with its own bracket is a task', () => {
    expect(found.tasks.map(who)).toEqual([
      [
        '实施链主引航行动',
        '市工业和信息化局',
        '市发展改革委、市财政局、各县（市、区）人民政府',
        '',
        '',
        '到2026年',
        '2026-12-31',
      ],
      ['每年实施重点攻关项目不少于20项', '市科技局', '', '市工业和信息化局', '', null, null],
      [
        '2025年6月底前建成市储能技术中试基地',
        '云澜高新区管委会',
        '',
        '市科技局、市自然资源和规划局',
        '',
        '2025年6月底前',
        '2025-06-30',
      ],
      ['强化用地保障', '', '市自然资源和规划局、各县（市、区）人民政府', '', '', '长期坚持', null],
      [
        '强化金融支持',
        '市财政局',
        '市地方金融管理局、云澜产投集团',
        '人民银行云澜市分行',
        '',
        '2024年12月底前',
        '2024-12-31',
      ],
      ['加强统筹协调', '', '市工业和信息化局', '', '', null, null],
    ])
    expect(found.tasks[2]?.parent).toBe('实施创新攻坚行动')
  })

  test('figures of where the chain stands are no targets; those ahead are', () => {
    expect(found.targets.map(goal)).toEqual([
      ['全市新能源装备产业产值', '>', 800, '亿元', '2026-12-31'],
      ['全市新能源装备产业产值年均增长', '>=', 20, '%', '2026-12-31'],
      ['规上企业', '~', 300, '家', '2026-12-31'],
      ['核心零部件本地配套率', '>=', 60, '%', '2026-12-31'],
      ['单位产值能耗下降', '=', 12, '%', '2026-12-31'],
      ['产业链营业收入', 'x', 2, '倍', '2026-12-31'],
      ['百亿级链主企业', '=', 3, '家', '2026-12-31'],
      ['专精特新“小巨人”企业', '>=', 25, '家', '2026-12-31'],
      ['重点攻关项目', '>=', 20, '项', null],
      ['新能源装备产业用地', '>=', 1500, '亩', null],
      ['产业引导基金', '=', 50, '亿元', '2024-12-31'],
    ])
  })

  test('a document to be written that an action names is a policy', () => {
    expect(found.policies.map(({ title, leads, dueDate }) => [title, leads, dueDate])).toEqual([
      ['云澜市新能源装备产业基金管理办法', ['市财政局'], '2024-12-31'],
    ])
  })
})

describe('labels on lines of their own, with 牵头领导', () => {
  const { found } = fixture('label-lines')

  test('tasks with leaders, supporting units and 长期坚持', () => {
    expect(found.tasks.map(who)).toEqual([
      [
        '建设起降设施',
        '市交通运输局',
        '市自然资源局、市公安局、各县区政府',
        '',
        '陈志远',
        '2025年底前',
        '2025-12-31',
      ],
      [
        '拓展应用场景',
        '市发改委、市邮政管理局',
        '',
        '市应急局、青禾市低空产业协会',
        '王敏、赵建国',
        '2025年9月',
        '2025-09-30',
      ],
      ['强化安全监管', '市公安局', '市交通运输局', '', '', '长期坚持', null],
    ])
    expect(found.head.date).toBe('2025-02-18')
  })

  test('targets take the date that their task states', () => {
    expect(found.targets.map(goal)).toEqual([
      ['起降场', '=', 40, '个', '2025-12-31'],
      ['航线', '>=', 30, '条', '2025-09-30'],
      ['累计飞行', '>', 10, '万架次', '2025-09-30'],
      ['低空飞行器监管覆盖', '=', 100, '%', null],
    ])
  })
})

describe('lists with their columns in another order, half-width punctuation', () => {
  const { found } = fixture('table-other-order')

  test('every row under the right heads; an empty cell is an empty list', () => {
    expect(found.tasks.map(who)).toEqual([
      ['编制产业链图谱', '市工信局', '市科技局、市财政局', '', '', '2025年3月底前', '2025-03-31'],
      ['开展精准招商', '市商务局、市投促局', '各县(区)政府', '', '', '2025年第三季度', '2025-09-30'],
      ['突破关键技术', '市科技局', '砚州陶瓷研究院', '', '', '2025.10', '2025-10-31'],
      ['加强质量监管', '市市场监管局', '', '', '', '长期坚持', null],
      ['推进智能化改造', '市工信局', '市大数据局', '', '', '年底前', '2025-12-31'],
    ])
  })

  test('policies and indicators have lists of their own', () => {
    expect(
      found.policies.map(({ title, direction, dueDate, leads }) => [title, direction, dueDate, leads.join()]),
    ).toEqual([
      ['砚州市先进陶瓷产业扶持办法', '产业扶持', '2025-06-30', '市工信局'],
      ['砚州市陶瓷工匠评选办法', '人才培育', '2025-11-30', '市人社局'],
    ])
    expect(found.targets.slice(-3).map(goal)).toEqual([
      ['产业链产值', '=', 260, '亿元', '2025-12-31'],
      ['规上工业企业数', '>=', 95, '家', '2025-12-31'],
      ['研发投入强度', '>=', 4, '%', '2025-12-31'],
    ])
  })

  test('4.5 in a row due in October and 4 or more by the end of the year is no conflict of one date', () => {
    expect(found.conflicts).toEqual([])
  })
})

describe('a list whose cells arrive as loose lines', () => {
  const { found } = fixture('loose-lines')

  test('cells of several lines come together again, heads torn in two too', () => {
    expect(found.tasks.map(who)).toEqual([
      ['品牌提升行动', '市农业农村局', '', '市市场监管局、市商务局', '', null, null],
      ['冷链建设行动', '市商务局', '市供销社、岚城农商集团', '', '', null, null],
      ['建设中央厨房产业园', '市农业农村局', '临江区政府、岚城农商集团', '', '', '2024.12', '2024-12-31'],
      ['培育国家级龙头企业', '市农业农村局', '各县（市、区）政府', '', '', '2026.12', '2026-12-31'],
      ['举办绿色食品博览会', '市商务局', '市贸促会', '', '', '每年10月', null],
    ])
  })

  test('6 in the body against 8 in the list is found', () => {
    expect(found.conflicts.map(({ kind, items }) => [kind, ...items.map(({ value }) => value)])).toEqual([
      ['value', 6, 8],
    ])
  })
})

describe('a reply with subsidies', () => {
  const { text, found } = fixture('reply-with-subsidies')

  test('head', () => {
    expect(found.head).toEqual({
      title: '关于对市十六届人大二次会议第112号建议的答复',
      number: '柏科函〔2023〕31号',
      date: '2023-06-09',
      addressee: '周文涛、刘倩代表',
      signer: '何建平',
      handler: '宋晓雨',
      copies: ['市人大常委会代表工委', '市政府督查室'],
    })
  })

  test('exact amounts, ceilings and rates are told apart; money spent is no subsidy', () => {
    expect(
      found.subsidies.map(({ what, rate, capCny, isCeiling }) => [what, rate, capCny, isCeiling]),
    ).toEqual([
      ['首次认定的高新技术企业', null, 200_000, false],
      ['企业年度研发费用增量部分', '不超过10%', 3_000_000, true],
      ['新获批的国家级重点实验室', null, 5_000_000, true],
      ['新获批的省级重点实验室', null, 2_000_000, true],
      ['投资1000万元以上的技改项目', '设备投资额的8%', null, false],
    ])
  })

  test('commitments with who and when', () => {
    expect(found.commitments.map((made) => [made.text.slice(0, 8), made.units, made.dueDate])).toEqual([
      ['一是完善政策体系', ['柏陵市科学技术局', '市财政局'], '2023-12-31'],
      ['二是加大金融支持', [], '2024-12-31'],
      ['三是优化服务。选', [], null],
    ])
    for (const made of found.commitments) expect(text.slice(...made.span)).toBe(made.text)
  })
})

describe('labels inside the sentence, without brackets', () => {
  const { found } = fixture('inline-labels')

  test('tasks of a county', () => {
    expect(found.tasks.map(who)).toEqual([
      ['推进亩均评价', '县工信局', '县税务局、县统计局', '', '', '2023年12月31日前', '2023-12-31'],
      [
        '盘活闲置资产',
        '县自然资源局、园区管委会',
        '县法院、各乡镇（街道）',
        '',
        '',
        '2025年底',
        '2025-12-31',
      ],
      ['提升服务水平', '县行政审批局', '', '', '', '持续推进', null],
    ])
  })
})

test('two runs give the same', () => {
  const { text, found } = fixture('loose-lines')
  expect(extractDocument(text)).toEqual(found)
})

test('a plan of forty pages is read within two seconds', () => {
  const { text } = fixture('brackets-after-sentence')
  const page = text.slice(text.indexOf('三、重点任务'))
  const plan = Array.from({ length: 80 }, () => page).join('\n')
  expect(plan.length).toBeGreaterThan(30_000)
  const start = performance.now()
  expect(extractDocument(plan).tasks.length).toBeGreaterThan(200)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('text that is no document gives empty lists and nulls', () => {
  for (const text of ['', '\n\n', '哈哈', 'a'.repeat(5000), '（'.repeat(3000), '1\n2\n3\n4']) {
    const found = extractDocument(text)
    expect([found.tasks, found.targets, found.policies, found.subsidies, found.commitments]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
  }
})
