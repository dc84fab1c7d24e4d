import { beforeAll, describe, expect, test } from 'vitest'
import { startWorker } from '../../platform/jobs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { asSystem } from '../access/index.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { listRelationYears } from './queries/network.ts'

const scope = 'city=430200&dataset=demo'

describe('risk over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const { database } = house
  let office = ''
  let on = ''
  beforeAll(async () => {
    await loadProjectPacks(database)
    await inTestContext(database, (ctx) =>
      generateDemoCity(ctx, { city: '430200', firms: 300, links: 1500, seed: 5 }),
    )
    on = await inTestContext(
      database,
      async ({ db }) => `${(await listRelationYears(db, 'demo'))[0]!.year}-12-31`,
    )
    office = await house.signIn('chain_office')
  }, 120_000)

  const get = async (path: string, cookie = office) => {
    const answer = await house.send('GET', path, undefined, cookie)
    expect(answer.status, path).toBe(200)
    return bodyOf(answer)
  }
  const runOf = (more: object = {}) => ({ city: '430200', dataset: 'demo', on, draws: 3, ...more })

  async function ranked(key: string) {
    const begun = await bodyOf(house.send('POST', '/api/risk/runs', runOf({ key }), office))
    const worker = await startWorker(database, { asProgram: (work) => asSystem(database, work) })
    try {
      for (let look = 0; look < 600; look++) {
        const run = await get(`/api/risk/runs/${begun.id}`)
        if (run.status === 'done') return run
        if (run.status === 'failed') throw new Error(run.problem)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    } finally {
      await worker.stop()
    }
    throw new Error('the run does not end')
  }

  test.each([
    ['administrator', 201],
    ['chain_office', 201],
    ['chain_leader', 403],
    ['department', 403],
    ['firm', 403],
    ['bank', 403],
    ['auditor', 403],
  ] as const)('a %s who starts a ranking is answered %i', async (role, status) => {
    const answer = await house.send(
      'POST',
      '/api/risk/runs',
      runOf({ key: `role-${role}`, draws: 0 }),
      await house.signIn(role),
    )
    expect(answer.status).toBe(status)
    if (status !== 201) return
    const { id } = await bodyOf(answer)
    const changed = await house.send('POST', `/api/risk/runs/${id}/changes`, { change: 'cancel' }, office)
    expect((await bodyOf(changed)).status).toBe('cancelled')
    // What has ended is not changed again, and says so.
    const again = await house.send('POST', `/api/risk/runs/${id}/changes`, { change: 'cancel' }, office)
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'risk.run_ended'])
  })

  test('a ranking tells firms and groups with intervals, paths and change; others see aggregates only', async () => {
    const first = await ranked('first')
    const second = await ranked('second')
    const { items } = await get(`/api/risk/runs/${second.id}/firms?limit=50`)
    const [top] = items
    expect(top).toMatchObject({ rank: 1, previous: { rank: 1, esri: top.esri } })
    expect(top.estimatedRatio).toBeGreaterThanOrEqual(0)
    if (second.draws > 0) {
      expect(top.esriInterval.low).toBeLessThanOrEqual(top.esriInterval.high)
      expect(top.rankInterval).not.toBeNull()
    }

    const told = await get(`/api/risk/runs/${second.id}/firms/${top.organisationId}`)
    expect(told.esri).toBeCloseTo(top.esri, 12)
    expect(told.history.map((h: { runId: string }) => h.runId)).toEqual([first.id, second.id])
    expect(told.paths.length).toBeGreaterThan(0)
    for (const path of told.paths) {
      expect(path.firms[0].id).toBe(top.organisationId)
      expect(path.ways).toHaveLength(path.firms.length - 1)
    }

    for (const kind of ['node', 'chain', 'region']) {
      const all = (await get(`/api/risk/runs/${second.id}/groups?kind=${kind}`)).items
      expect(all.length, kind).toBeGreaterThan(0)
      const bank = await house.signIn('bank')
      const open = (await get(`/api/risk/runs/${second.id}/groups?kind=${kind}`, bank)).items
      expect(open.every((group: { firmCount: number }) => group.firmCount >= 3)).toBe(true)
      expect(open.length).toBeLessThanOrEqual(all.length)
    }
    const onChain = (await get(`/api/risk/runs/${second.id}/firms?chain=rail-transit`)).items
    expect(onChain.length).toBeGreaterThan(0)

    const own = await house.signIn('firm', { organisationId: top.organisationId, cityCode: '430200' })
    const exposure = `/api/risk/own?${scope}&organisation=`
    expect((await get(exposure + top.organisationId, own)).exposure.rank).toBe(1)
    expect((await get(exposure + items[1].organisationId, own)).exposure).toBeNull()
    expect((await get(`/api/risk/latest?${scope}`, own)).run.id).toBe(second.id)
  }, 120_000)
})
