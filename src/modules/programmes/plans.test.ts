import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { completionOf } from './domain/completion.ts'
import { holdSupervision } from './fixtures.ts'
import { planSection, programmeIndicators } from './index.ts'

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
