import { expect, test } from 'vitest'
import { readDocument } from '../../engines/documents/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { completionOf } from './domain/completion.ts'
import { holdSupervision } from './fixtures.ts'
import { escalateTasks, planSection, programmeIndicators } from './index.ts'

const house = signedInApp()
const zhuzhou = '430200'
type Task = { id: string; kind: string; title: string; dueDate: string | null; tags: { value: string }[] }

const open = async () => {
  await holdSupervision(house, ['national', 'zhuzhou', 'changzhou'], [planSection])
  return house.signIn('chain_office')
}
const get = (path: string, cookie: string) => bodyOf(house.send('GET', path, undefined, cookie))

test('L29 L30 A10: the pilot plan stands with ten actions, ten items, nine policies, their last days and rates', async () => {
  const office = await open()
  const { items } = await get(`/api/programmes/plans?city=${zhuzhou}&dataset=held`, office)
  expect(items).toHaveLength(1)
  const rates = new Map(items[0].rates.map((rate: { kind: string }) => [rate.kind, rate]))
  expect(rates.get('item')).toMatchObject({ row: 'L29', total: 10, reached: 0, rate: null })
  expect(rates.get('policy')).toMatchObject({ row: 'L30', total: 9, reached: 0, rate: null })
  const list = await get(`/api/programmes/tasks?city=${zhuzhou}&dataset=held`, office)
  const tasks = list.items as Task[]
  const days = (kind: string) => {
    const due = tasks.filter((task) => task.kind === kind).map(({ dueDate }) => dueDate ?? '—')
    return [...new Set(due)].sort().map((day) => `${day} ${due.filter((one) => one === day).length}`)
  }
  // Requirement row L29: 2023.04 once, 2023.10 once, 2023.12 three times, 2024.12 five times.
  expect(days('item')).toEqual(['2023-04-30 1', '2023-10-31 1', '2023-12-31 3', '2024-12-31 5'])
  // L30: 2023.04 twice, 2023.10 once, 2023.12 six times.
  expect(days('policy')).toEqual(['2023-04-30 2', '2023-10-31 1', '2023-12-31 6'])
  const under = (value: string) => tasks.filter(({ tags }) => tags.some((tag) => tag.value === value)).length
  expect(['union-institute', 'union-private', 'service-platforms', 'policy-support'].map(under)).toEqual([
    2, 2, 2, 1,
  ])
})

test('A20 B36 B37: four replies of Changzhou stand with their commitments, eight directions and five', async () => {
  const office = await open()
  const { items } = await get('/api/programmes/plans?city=320400&dataset=held', office)
  const totals = Object.fromEntries(
    items.map((plan: { source: string; total: number }) => [plan.source, plan.total]),
  )
  expect(totals).toEqual({
    'changzhou-reply-2022-57': 3,
    'changzhou-reply-2022-54': 4,
    'changzhou-reply-2020-0287': 27 + 8,
    'changzhou-reply-2021-44': 17 + 5,
  })
})

test('packs loaded again change nothing; what the office changed stays', async () => {
  const office = await open()
  const path = `/api/programmes/tasks?city=${zhuzhou}&dataset=held`
  const before = (await get(path, office)) as { items: Task[] }
  const { id } = before.items[0]!
  const shown = await get(`/api/programmes/tasks/${id}`, office)
  const change = {
    seen: shown.life.seen,
    title: '改过的标题',
    content: null,
    units: [{ part: 'lead', name: '市发改委' }],
    leadPersons: ['某副市长'],
    dueWritten: null,
    dueDate: '2099-01-01',
    tags: [{ dimension: 'focus', value: 'chain' }],
    chainId: 'rail-transit',
    parentId: null,
    reason: '核对原文',
  }
  expect((await house.send('PUT', `/api/programmes/tasks/${id}`, change, office)).status).toBe(200)
  await open()
  const after = (await get(path, office)) as { items: Task[] }
  expect(after.items).toHaveLength(before.items.length)
  expect(after.items.find((task) => task.id === id)).toMatchObject({
    title: '改过的标题',
    dueDate: '2099-01-01',
  })
})

test('a rate of nothing is unknown; dropped promises count as not reached', () => {
  expect(completionOf([], '2024-01-01')).toEqual([])
  const task = (dueDate: string | null, completedOn: string | null, hasRecord = true) => ({
    kind: 'item' as const,
    dueDate,
    completedOn,
    hasRecord,
  })
  expect(completionOf([task(null, null, false)], '2024-01-01')[0]!.rate).toBeNull()
  const tasks = [
    task('2023-01-31', '2023-01-20'),
    task('2023-06-30', null),
    task('2025-01-01', null),
    task(null, null),
  ]
  expect(completionOf(tasks, '2024-01-01')).toEqual([
    { kind: 'item', total: 4, reached: 1, fallenDue: 2, overdue: 1, rate: 0.25 },
  ])
})

test('L29 L30: the indicators are unknown while nothing is held, then count what is done of the plan by a day', async () => {
  const office = await open()
  const on = (onDate: string) =>
    house.asSystem((ctx) => programmeIndicators.compute(ctx, { cityCode: zhuzhou, dataset: 'held', onDate }))
  const today = new Date().toISOString().slice(0, 10)
  expect(await on(today)).toMatchObject([
    {
      indicator: 'ten-items-done',
      value: null,
      coverageRatio: 0,
      inputs: [{ value: null }, { value: '10' }, {}],
    },
    { indicator: 'policies-issued', value: null, coverageRatio: 0 },
  ])
  const { items } = await get(`/api/programmes/tasks?city=${zhuzhou}&dataset=held`, office)
  const { id } = (items as Task[]).find(({ kind }) => kind === 'item')!
  const path = `/api/programmes/tasks/${id}`
  const form = new FormData()
  form.set('file', new File([Buffer.from('%PDF-1.4\n%%EOF\n')], '佐证.pdf'))
  const file = await bodyOf(house.send('POST', `${path}/evidence`, form, office))
  await house.send('POST', `${path}/progress`, { donePercent: 100, text: '成', evidence: [file.id] }, office)
  for (const action of ['report_done', 'accept']) {
    const { life } = await get(path, office)
    await house.send('POST', `${path}/acts`, { seen: life.seen, action }, office)
  }
  const [item] = await on('2099-01-01')
  // One of ten is told of: a tenth is covered; the day before it was done nothing was.
  expect(item).toMatchObject({
    value: '1',
    coverageRatio: 0.1,
    openPath: expect.stringMatching(/^\/tasks\?plan=\d+$/),
  })
  expect((await on('2020-01-01'))[0]).toMatchObject({ value: '0' })
})

type Listed = Task & {
  parentTitle: string | null
  dueWritten: string | null
  light: string
  units: { part: string; name: string }[]
}
const unitsOf = (task: Listed, part: string) =>
  task.units
    .filter((unit) => unit.part === part)
    .map(({ name }) => name)
    .join('、')

/** Rows of the requirement list: title, lead units, responsible units, deadline as written. */
const annex1 = [
  ['完善一套产业链推进机制', '市发改委', '石峰区政府、省轨道交通装备产业协会', '2023.04'],
  ['签订一项企地战略合作协议', '市工信局', '市发改委、石峰区政府', '2023.10'],
  ['出台一项专项扶持政策', '市发改委', '石峰区政府、市工信局', '2023.12'],
  ['成立一支产投基金', '市政府金融办', '市国投集团', '2023.12'],
  ['举办一期国际会展活动', '市贸促会', '市工信局、株洲高新区管委会', '2023.12'],
  ['推进一批重大项目', '市发改委', '株洲高新区管委会、株洲经开区管委会', '2024.12'],
  ['培育一批优质企业', '市工信局', '株洲高新区管委会、株洲经开区管委会', '2024.12'],
  [
    '打造一批重大科创平台',
    '市科技局',
    '市发改委、市工信局、湖南工业大学、湖南铁道职院、湖南铁科职院',
    '2024.12',
  ],
] as const
const annex2 = [
  ['株洲市“智赋千企”行动实施方案（2023-2025）', '市工信局', '2023.04'],
  ['株洲市中小企业公共服务体系建设及管理办法', '市工信局', '2023.04'],
  ['株洲市先进轨道交通装备向世界级集群提升的三年行动方案（2023-2025）', '市工信局', '2023.10'],
  ['建立重大项目融资需求库，建立招商引资重点合作银行联系服务机制', '市发改委', '2023.12'],
  ['完善长株潭一体化发展合作机制', '市发改委', '2023.12'],
  ['科技体制改革三年攻坚行动实施方案', '市科技局', '2023.12'],
  ['出台政务服务事项标准化、规范化、便利化动态管理办法', '市行政审批局', '2023.12'],
  ['金融支持制造强市建设实施方案', '市政府金融办', '2023.12'],
  ['株洲市大力培养工匠人才的实施意见', '市总工会', '2023.12'],
] as const
const actionLeads = [
  ...['市科技局', '市科技局', '市工信局', '市发改委、市商务局', '市工信局', '市政府金融办', '市委人才办'],
  ...['市发改委、市行政审批局', '市工信局', '市发改委、市工信局'],
]

test('B00 B12 B14 B19 B23 B24 B25 B26 B27 B28 B29 B30 B31: actions, items and policies of the plan stand with their units and deadlines', async () => {
  const office = await open()
  const list = await get(`/api/programmes/tasks?city=${zhuzhou}&dataset=held`, office)
  const ofKind = (kind: string) =>
    (list.items as Listed[]).filter((task) => task.kind === kind).sort((a, b) => Number(a.id) - Number(b.id))
  expect(ofKind('action').map((task) => unitsOf(task, 'lead'))).toEqual(actionLeads)
  expect(ofKind('action').every((task) => unitsOf(task, 'responsible') !== '')).toBe(true)
  const items = ofKind('item').map((task) => [
    task.title,
    unitsOf(task, 'lead'),
    unitsOf(task, 'responsible'),
    task.dueWritten,
  ])
  expect(items.slice(0, annex1.length)).toEqual(annex1)
  expect(ofKind('policy').map((task) => [task.title, unitsOf(task, 'lead'), task.dueWritten])).toEqual(annex2)
  // Years past their last days: every dated one is red, and goes up the path of four steps.
  expect(ofKind('item').every(({ light }) => light === 'red')).toBe(true)
  await house.asSystem((ctx) => escalateTasks(ctx))
  const { path } = await get(`/api/programmes/tasks/${ofKind('item')[0]!.id}`, office)
  expect(path.map(({ takenAt }: { takenAt: string | null }) => takenAt !== null)).toEqual([
    ...[true, true, true, true],
  ])
  expect(path[3].told).toContain('打造“三个高地”指挥部')
})

test('B11: the list of items prints in the layout of an office as it stands now, Word, Excel and PDF', async () => {
  const office = await open()
  const { items } = await get(`/api/programmes/plans?city=${zhuzhou}&dataset=held`, office)
  const print = async (kind: string, format: string) => {
    const path = `/api/programmes/plans/${items[0].id}/list/${kind}/${format}`
    const answer = await house.send('GET', path, undefined, office)
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  expect((await print('item', 'pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const { bytes } = await print('item', 'docx')
  const { text } = await readDocument(bytes)
  for (const word of ['序号', '重点事项', '牵头单位', '完成时限', '签订一项企地战略合作协议', '2023.10'])
    expect(text).toContain(word)
  expect((await print('item', 'xlsx')).bytes.subarray(0, 2).toString()).toBe('PK')
  expect((await print('decision', 'docx')).status).toBe(404)
})
