// The demo city on its first start: tasks in every colour, meetings that led to tasks, proposals under way.
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from '../chains/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { holdSupervision } from './fixtures.ts'
import { ensureDemoTasks, type OccasionSummary, type ProposalSummary, type TaskSummary } from './index.ts'

const city = '320400'
const scope = `city=${city}&dataset=demo`

describe('tasks of the demo city', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  const get = (path: string) => bodyOf(house.send('GET', path, undefined, office))
  const tasks = async (): Promise<TaskSummary[]> => (await get(`/api/programmes/tasks?${scope}`)).items
  beforeAll(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['changzhou']))
    office = await house.signIn('chain_office', { cityCode: city })
  }, 120_000)

  test('without a city or a rule nothing is invented', async () => {
    await house.asSystem((ctx) => ensureDemoTasks(ctx, undefined))
    await house.asSystem((ctx) => ensureDemoTasks(ctx, city))
    const { rows } = await house.asSystem(({ db }) => sql`select id from programmes.task`.execute(db))
    expect(rows).toEqual([])
  })

  test('some stand in each colour, one went up the whole path, and a second start adds nothing', async () => {
    await holdSupervision(house)
    for (const name of ['演示甲厂', '演示乙厂']) await holdFirm(house, { name, dataset: 'demo' })
    await house.asSystem(({ db }) =>
      sql`update registry.organisation set city_code = ${city} where dataset = 'demo'`.execute(db),
    )
    await house.asSystem((ctx) => ensureDemoTasks(ctx, city))
    const made = await tasks()
    await house.asSystem((ctx) => ensureDemoTasks(ctx, city))
    expect((await tasks()).length).toBe(made.length)

    const count = (light: string) => made.filter((task) => task.light === light).length
    for (const light of ['red', 'yellow', 'green', 'none'])
      expect(count(light), light).toBeGreaterThanOrEqual(4)
    expect(made.every(({ title }) => title.endsWith('（演示）'))).toBe(true)
    expect(new Set(made.map(({ chainId }) => chainId)).size).toBeGreaterThan(4)
    expect(made.filter(({ completedOn }) => completedOn !== null).length).toBe(4)
    expect(made.some(({ hasNoOwner }) => hasNoOwner)).toBe(true)

    const week = await get(`/api/programmes/digest?kind=city&${scope}`)
    expect(week.done.length).toBeGreaterThan(0)

    const { rows } = await house.asSystem(({ db }) =>
      sql<{ steps: bigint }>`select count(*) as steps from programmes.task_reminder group by task_id`.execute(
        db,
      ),
    )
    const steps = rows.map((row) => Number(row.steps))
    expect([Math.min(...steps), Math.max(...steps)]).toEqual([1, 3])
  })

  test('decisions of a meeting became tasks, one point is open, one meeting has no minutes, one is to come', async () => {
    const { items }: { items: OccasionSummary[] } = await get(`/api/programmes/occasions?${scope}`)
    expect(items.map(({ standing }) => standing).sort()).toEqual([
      'planned',
      'unwritten',
      'written',
      'written',
    ])
    const joint = items.find(({ kind }) => kind === 'joint')!
    const { pointList } = await get(`/api/programmes/occasions/${joint.id}`)
    expect(
      pointList.map(({ task, noTaskWhy }: Record<string, unknown>) => [task !== null, noTaskWhy !== null]),
    ).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ])
    const visit = items.find(({ kind }) => kind === 'visit')!
    expect([visit.points, visit.settled]).toEqual([2, 1])
    expect((await tasks()).some(({ id }) => id === pointList[0].task.id)).toBe(true)
  })

  test('proposals stand at three steps, a draft with its source among them, and nothing of it is held data', async () => {
    const { items }: { items: ProposalSummary[] } = await get(`/api/programmes/proposals?${scope}`)
    const of = new Map(items.map(({ number, state }) => [number, state]))
    expect([of.get('演示001'), of.get('演示002'), of.get('演示003')]).toEqual([
      'drafting',
      'signing',
      'received',
    ])
    const { reply } = await get(
      `/api/programmes/proposals/${items.find(({ number }) => number === '演示001')!.id}`,
    )
    expect(reply.paragraphs.some(({ source }: { source: string | null }) => source !== null)).toBe(true)
    const held = await get(`/api/programmes/tasks?city=${city}&dataset=held`)
    expect(held.items).toEqual([])
  })

  test('firms have cadres: one heard something that became a task, one was never heard of', async () => {
    const { items, holding } = await get(`/api/programmes/cadres?${scope}`)
    expect(holding).toBe(2)
    const heard = items.find(({ personName }: { personName: string }) => personName === '演示干部甲')
    const { log } = await get(`/api/programmes/cadres/${heard.id}`)
    expect(log.map(({ taskId }: { taskId: string | null }) => taskId !== null).sort()).toEqual([false, true])
    expect((await tasks()).some(({ title }) => title.startsWith('电芯结构件只有一家外地供应商'))).toBe(true)
  })
})
