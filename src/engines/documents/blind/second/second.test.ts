import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { extractDocument } from '../../extract.ts'
import { readDocument } from '../../read-document.ts'
import { addCounts, type Key, scoreDocument } from '../blind-score.ts'

const read = async (name: string) => {
  const bytes = readFileSync(new URL(name, import.meta.url))
  const key = JSON.parse(
    readFileSync(new URL(name.replace(/\.\w+$/, '.key.json'), import.meta.url), 'utf8'),
  ) as Key
  return { key, got: extractDocument((await readDocument(bytes)).text) }
}
const names = ['11-park-three-years.docx', '12-reply-farm-subsidies.txt', '13-notice-annexes.txt'] as const

/** Right and at most found, as docs/methods/documents.md has the last run of these three. */
const floors: Record<string, readonly [right: number, found: number]> = {
  head: [13, 14],
  tasks: [19, 19],
  'tasks.leads': [16, 16],
  'tasks.responsibles': [10, 10],
  'tasks.supports': [11, 11],
  'tasks.leadPersons': [4, 4],
  'tasks.dueDate': [14, 14],
  'tasks whole': [16, 19],
  targets: [53, 53],
  policies: [4, 4],
  'policies whole': [4, 4],
  subsidies: [7, 7],
  commitments: [8, 8],
  'commitments whole': [8, 8],
  organisations: [44, 45],
  conflicts: [0, 0],
}

describe('three more documents of invented cities, keyed before the first run', () => {
  test('no kind falls below what was measured', async () => {
    const all = await Promise.all(names.map(read))
    const total = addCounts(all.map(({ key, got }) => scoreDocument(key, got)))
    expect(Object.keys(floors).sort()).toEqual(Object.keys(total).sort())
    for (const [kind, [right, found]] of Object.entries(floors)) {
      expect(total[kind]!.right, kind).toBeGreaterThanOrEqual(right)
      expect(total[kind]!.found - total[kind]!.right, kind).toBeLessThanOrEqual(found - right)
    }
  })

  test('columns of years under one head are the content, and date their figures', async () => {
    const { got } = await read(names[0])
    const task = (title: string) => got.tasks.find((one) => one.title === title)!
    expect(task('盘活低效工业用地').content).toBe(
      '2026年：盘活用地150亩；2027年：盘活用地250亩；2028年：盘活用地200亩',
    )
    expect(task('设立低空装备产业投资基金').content).toBe(
      '2026年：完成首期募集5亿元；2027年、2028年：基金规模达到20亿元',
    )
    expect(task('支持企业取得适航证件').content).toBe('建立“一企一策”辅导机制，全程跟踪服务')
    const signed = got.targets.filter((target) => target.indicator === '引进整机企业（签约）')
    expect(signed.map(({ comparator, value, due }) => [comparator, value, due])).toEqual([
      ['=', 1, '2026-12-31'],
      ['=', 2, '2027-12-31'],
      ['=', 2, '2028-12-31'],
    ])
    expect(got.targets.find((target) => target.value === 4)!.due).toBeNull()
  })

  test('a cell of several lines and cells left blank by merging do not end a list', async () => {
    const { got } = await read(names[2])
    expect(got.tasks.map((task) => [task.dueWritten, task.dueDate])).toEqual([
      ['11月底', '2026-11-30'],
      ['12月底', '2026-12-31'],
      ['全年', '2026-12-31'],
      ['9月30日前', '2026-09-30'],
      ['上半年', '2026-06-30'],
      ['10月底', '2026-10-31'],
      ['2026年底', '2026-12-31'],
    ])
    expect(got.tasks[0]!.responsibles).toEqual(['市工信局', '南川高新区管委会'])
    expect(got.tasks[2]!.leadPersons).toEqual([])
  })

  test('what a year had already reached is content, no target', () => {
    const text = [
      '青屿市工业园区重点任务表',
      '序号\t重点任务\t2025年完成情况\t2026年目标\t牵头单位\t完成时限',
      '1\t盘活低效用地\t盘活用地120亩\t盘活用地300亩\t市自然资源局\t2026年12月',
      '2\t建设标准厂房\t建成厂房6万平方米\t建成厂房9万平方米\t市城投集团\t2026年6月底前',
    ].join('\n')
    const got = extractDocument(text)
    expect(got.targets.map(({ value, due }) => [value, due])).toEqual([
      [300, '2026-12-31'],
      [9, '2026-06-30'],
    ])
    expect(got.tasks[0]!.content).toBe('2025年完成情况：盘活用地120亩；2026年目标：盘活用地300亩')
  })
})
