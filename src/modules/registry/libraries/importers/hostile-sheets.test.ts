// Hostile cells in sheets of libraries and projects: refused or kept as text, line by line, never a fault of the house.
import { beforeEach, expect, test } from 'vitest'
import { signedInApp } from '../../../access/fixtures.ts'
import { importCsv } from '../../fixtures.ts'
import { holdLibraries } from '../fixtures.ts'

const house = signedInApp()
beforeEach(() => holdLibraries(house))

const cells = [
  'a\u0007b',
  '\ud800',
  '=HYPERLINK("http://x","y")',
  "'; drop table registry.library_entry; --",
  '9'.repeat(400),
  '-1',
  '1e308',
  '２０２４年１３月',
  '０',
  '<script>alert(1)</script>',
  '𠮷'.repeat(300),
  '..',
  'null',
  'constructor',
  '__proto__',
]
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

test.each([
  [
    'library',
    '类别,名称,城市,级别,依托单位,获批时间,规模（亿元）,类型,领域,参展（参会）单位数,成员,签约方·身份',
    ['产业基金', '实验室', '会展', '出海联合体（联合舰队）', '企地合作协议'],
  ],
  [
    'projects',
    '项目名称,城市,总投资（亿元）,投资主体,所在园区,产业链代码,2024年完成投资（万元）,签约时间,阶段,是否重大项目',
    [''],
  ],
] as const)(
  '%s: every cell in every column, and every row is accounted for',
  async (kind, header, sorts) => {
    const columns = header.split(',')
    const base = (sort: string, i: number) =>
      columns.map(
        (_, at) => (kind === 'library' ? [sort, `甲${i}`, '株洲市'][at] : [`甲${i}`, '株洲市'][at]) ?? '',
      )
    const lines: string[] = []
    for (const sort of sorts)
      for (const cell of cells)
        for (const at of columns.keys()) {
          const row = base(sort, lines.length)
          row[at] = cell
          lines.push(row.map(quoted).join(','))
        }
    const report = await importCsv(house, [header, ...lines].join('\n'), {
      ...{ kind, options: { dataset: 'held', fileName: 'x.csv', partner: null } },
    })
    expect(report.rows).toBe(lines.length)
    expect(report.accepted + report.refused).toBe(report.rows)
    expect(report.refused).toBeGreaterThan(0)
    expect(report.problems.every(({ message }) => message.length > 0)).toBe(true)
  },
  120_000,
)
