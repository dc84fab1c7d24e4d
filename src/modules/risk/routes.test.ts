import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { readDocument } from '../../engines/documents/index.ts'
import { projectFolder } from '../../platform/config.ts'
import { startWorker } from '../../platform/jobs/index.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { asSystem } from '../access/index.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { gatherFacts } from './domain/network-facts.ts'
import { essentialInputSection } from './index.ts'
import { listRelationYears } from './queries/network.ts'
import { findMatrix } from './service/essential-inputs.ts'
import { checkMatrix } from './service/supply-network.ts'

const scope = 'city=430200&dataset=demo'
/** Firms of which one fewer than half have an industry code. */
const firmsWithoutClass = (count: number) =>
  JSON.stringify(
    Array.from({ length: count }, (_, i) => [
      ...[String(i), true, i < count / 2 - 1 ? '3411' : null, [], null, null],
    ]),
  )

describe('risk over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const { database } = house
  let office = ''
  let on = ''
  let supplier = ''
  let node = ''
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
    const row = await inTestContext(database, async ({ db }) => {
      // The firm of the city whose node has few others and that sells to most.
      const { rows } = await sql<{ id: string; nodeId: string }>`
        select r.supplier_id::text as id, min(p.node_id) as node_id from network.current_relation r
        join registry.organisation o on o.id = r.supplier_id and o.city_code = '430200'
        join chains.placed_organisation p on p.organisation_id = r.supplier_id and p.dataset = 'demo'
          and p.evidence <> 'words'
        where r.dataset = 'demo' and r.valid_to >= ${on}::date group by 1 order by count(*) desc, 1 limit 1`.execute(
        db,
      )
      return rows[0]!
    })
    supplier = row.id
    node = row.nodeId
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

  const stressOf = (more: object = {}) => ({
    ...{ city: '430200', dataset: 'demo', on, title: '测试：停一家', draws: 2, durationDays: 60 },
    shocks: [{ kind: 'firms', ids: [supplier], lossRatio: 1 }],
    ...more,
  })
  const run = (body: object, cookie = office) => house.send('POST', '/api/risk/stress-tests', body, cookie)
  test.each([
    ['administrator', 201],
    ['chain_leader', 403],
    ['firm', 403],
    ['auditor', 403],
  ] as const)('a %s who runs a stress test is answered %i', async (role, status) => {
    expect((await run(stressOf({ draws: 0 }), await house.signIn(role))).status).toBe(status)
  })

  test('D16: a stopped firm tells steps, paths, substitutes and a range of loss, and a retry makes no second test', async () => {
    const input = stressOf({ onceKey: 'once' })
    const told = await bodyOf(run(input))
    const { result } = told
    expect(result.shockedCount).toBe(1)
    expect(result.steps[0]).toMatchObject({ step: 0, newFirms: 1 })
    const losses = result.steps.map(({ lossRatio }: { lossRatio: number }) => lossRatio)
    expect([...losses].sort((a, b) => a - b)).toEqual(losses)
    expect(losses.at(-1)).toBe(result.esri)
    const reached = result.steps
      .slice(1)
      .reduce((sum: number, step: { newFirms: number }) => sum + step.newFirms, 0)
    expect(reached).toBe(result.reachedCount)
    expect(result.reachedCount).toBeGreaterThan(0)
    expect(result.paths[0].firms[0].id).toBe(supplier)
    expect(result.substitutes.every(({ id }: { id: string }) => id !== supplier)).toBe(true)
    // No stock was reported: days are unknown, not nought.
    expect(
      result.leading.every(
        (firm: { stockDays: null; daysUntilEmpty: null }) =>
          firm.stockDays === null && firm.daysUntilEmpty === null,
      ),
    ).toBe(true)
    expect((await bodyOf(run(input))).id).toBe(told.id)
    expect(
      (await get(`/api/risk/stress-tests?${scope}`)).items.filter((t: { id: string }) => t.id === told.id),
    ).toHaveLength(1)
  })

  test('a node, a district, a drawn area and a ban on what comes from outside hit whom they name', async () => {
    const shocksOf = async (shock: object) =>
      (await bodyOf(run(stressOf({ shocks: [shock], draws: 0 })))).result
    const whole = await shocksOf({ kind: 'node', nodeId: node, who: 'all' })
    const ban = await bodyOf(
      run(stressOf({ shocks: [{ kind: 'node', nodeId: node, who: 'outside_city' }], draws: 0 })),
    )
    expect(whole.shockedCount).toBeGreaterThan(0)
    if (ban.result) expect(ban.result.shockedCount).toBeLessThan(whole.shockedCount)
    else expect(ban.code).toBe('risk.nobody_hit')
    const half = await shocksOf({ kind: 'node', nodeId: node, who: 'all', lossRatio: 0.5 })
    expect(half.esri).toBeLessThan(whole.esri)
    const circle = await shocksOf({ kind: 'circle', centre: { lng: 113.13, lat: 27.83 }, radiusKm: 60 })
    expect(circle.shockedCount).toBeGreaterThan(0)
    expect(circle.leftOut.placeUnknown).toBeGreaterThan(0)
    const { items } = await get(`/api/risk/places?${scope}`)
    expect(items.length).toBeGreaterThan(circle.shockedCount)
    expect(items.every(({ lng, lat }: { lng: number; lat: number }) => lng > 100 && lat > 20)).toBe(true)
    const nobody = await run(stressOf({ shocks: [{ kind: 'region', code: '110101' }], draws: 0 }))
    expect([nobody.status, (await bodyOf(nobody)).code]).toEqual([409, 'risk.nobody_hit'])
  })

  test('remedies are measured alone and as a set within a budget, and stand in the report', async () => {
    const { id, result } = await bodyOf(run(stressOf()))
    const at = `/api/risk/stress-tests/${id}`
    const { items } = await get(`${at}/suggestions`)
    expect(items.length).toBeGreaterThan(0)
    const remedies = items.map((remedy: object, k: number) => ({
      ...remedy,
      costFen: String((k + 1) * 100_000_000),
    }))
    const answer = await house.send(
      'POST',
      `${at}/remedies`,
      { remedies, most: 2, budgetFen: '500000000' },
      office,
    )
    expect(answer.status).toBe(201)
    const [set] = (await bodyOf(answer)).remedies
    expect(set.single).toHaveLength(remedies.length)
    expect(set.best.esriBefore).toBeCloseTo(result.esri, 9)
    expect(set.best.chosen.length).toBeLessThanOrEqual(2)
    expect(set.best.esriAfter).toBeLessThanOrEqual(set.best.esriBefore)
    expect(BigInt(set.best.costFen)).toBeLessThanOrEqual(500_000_000n)
    for (const format of ['docx', 'pdf']) {
      const file = await house.send('GET', `${at}/report?format=${format}`, undefined, office)
      expect(file.status).toBe(200)
      const bytes = Buffer.from(await file.arrayBuffer())
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(format === 'docx' ? 'PK\u0003\u0004' : '%PDF')
      if (format === 'docx') {
        const text = JSON.stringify(await readDocument(bytes))
        for (const part of ['演示数据', '逐步传导', '可替代企业', '补救措施', '没有文件依据'])
          expect(text).toContain(part)
      }
    }
  }, 60_000)

  test('essential inputs may come from the 616-sector matrix, with its licence and how many firms it knows; too few are refused', async () => {
    const input = stressOf({ essentialFrom: 'nace-616', draws: 0 })
    const without = await run(input)
    expect([without.status, (await bodyOf(without)).code]).toEqual([409, 'risk.no_matrix'])
    const national = readAllPacks({
      sections: [essentialInputSection],
      folder: join(projectFolder, 'packs'),
    }).find(({ name }) => name === 'national')!
    await inTestContext(database, (ctx) =>
      essentialInputSection.load(ctx, national.docs.get('essential-inputs') as never, national as never),
    )
    const answer = await run(input)
    const told = await bodyOf(answer)
    expect(answer.status, JSON.stringify(told)).toBe(201)
    const { matrix, firmCount } = told.result
    expect(matrix).toMatchObject({ licence: 'CC BY 4.0', firmCount })
    expect(matrix.mappedFirms).toBeGreaterThanOrEqual(firmCount / 2)
    expect(told.input.essentialFrom).toBe('nace-616')
    const whole = { shocks: [{ kind: 'region', code: '430200', lossRatio: 0.5 }], draws: 0 }
    const losses: number[] = []
    for (const essentialFrom of ['nace-616', 'chain-maps', 'none']) {
      const { result } = await bodyOf(run(stressOf({ ...whole, essentialFrom })))
      expect(result.matrix === null).toBe(essentialFrom !== 'nace-616')
      expect(result.maps === null).toBe(essentialFrom !== 'chain-maps')
      // No document states a need of the map yet: whoever reads the result is told so.
      if (result.maps) expect(result.maps.assumedNeeds).toBe(result.maps.essentialNeeds)
      if (result.maps) expect(result.maps.essentialNeeds).toBeGreaterThan(10)
      losses.push(result.esri)
    }
    // Each says something else of what stops whom.
    expect(new Set(losses).size).toBe(3)
    const ranking = await bodyOf(
      house.send('POST', '/api/risk/runs', runOf({ essentialFrom: 'nace-616', draws: 0 }), office),
    )
    expect(ranking.summary.matrix.mappedFirms).toBe(matrix.mappedFirms)
    await house.send('POST', `/api/risk/runs/${ranking.id}/changes`, { change: 'cancel' }, office)

    const few = await inTestContext(database, async (ctx) =>
      gatherFacts({
        ...{ relations: [], firms: [firmsWithoutClass(40)], nodes: [], needs: [] },
        essentialFrom: await findMatrix(ctx),
      }),
    )
    expect(few.matrix).toMatchObject({ mappedFirms: 19, firmCount: 40, needsVerification: true })
    expect(() => checkMatrix(few.matrix!)).toThrow('risk.matrix_maps_few')
  }, 60_000)

  const waitFor = async <T>(look: () => Promise<T>, isDone: (seen: T) => boolean): Promise<T> => {
    const worker = await startWorker(house.database, { asProgram: (work) => asSystem(house.database, work) })
    try {
      for (let k = 0; k < 600; k++) {
        const seen = await look()
        if (isDone(seen)) return seen
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    } finally {
      await worker.stop()
    }
    throw new Error('the work does not end')
  }

  test('a test left to the workers is the test that is computed at once; a retry is the same one', async () => {
    const input = stressOf({ onceKey: 'by-worker', inBackground: true })
    const asked = await bodyOf(run(input))
    expect([asked.result, asked.work.status, asked.reachedCount]).toEqual([null, 'waiting', null])
    expect((await bodyOf(run(input))).id).toBe(asked.id)
    const at = `/api/risk/stress-tests/${asked.id}`
    const early = await house.send(
      'POST',
      `${at}/remedies`,
      { remedies: [{ kind: 'fill_node', nodeId: node, shareRatio: 0.3 }] },
      office,
    )
    expect([early.status, (await bodyOf(early)).code]).toEqual([409, 'risk.test_not_computed'])
    expect((await house.send('GET', `${at}/report?format=pdf`, undefined, office)).status).toBe(409)
    const done = await waitFor(
      () => get(at),
      ({ result }) => result !== null,
    )
    const inRequest = await bodyOf(run(stressOf()))
    expect(done.work).toBeNull()
    expect(done.result).toEqual(inRequest.result)

    const { items } = await get(`${at}/suggestions`)
    const remedies = { remedies: items, most: 2, inBackground: true }
    const measure = (body: object) => house.send('POST', `${at}/remedies`, body, office)
    expect((await bodyOf(measure(remedies))).measuring.status).toBe('waiting')
    expect((await bodyOf(measure(remedies))).remedies).toHaveLength(0)
    const other = await measure({ remedies: items.slice(0, 1), inBackground: true })
    expect([other.status, (await bodyOf(other)).code]).toEqual([409, 'risk.measuring_already'])
    const measured = await waitFor(
      () => get(at),
      ({ measuring }) => measuring === null,
    )
    const again = await bodyOf(measure({ ...remedies, inBackground: false }))
    expect(again.remedies).toEqual(measured.remedies)
    expect(measured.remedies).toHaveLength(1)
  }, 120_000)

  test('a test that workers compute in slices is the same test, and a lost worker is missed within a minute', async () => {
    const { rows: newest } = await sql<{
      id: bigint
    }>`select coalesce(max(id), 0) as id from job.run`.execute(database.owner)
    const before = newest[0]!.id
    const asked = await bodyOf(run(stressOf({ onceKey: 'in-slices', inBackground: true })))
    let now = 0
    // Every look at the clock finds ten seconds gone: each slice ends after one redraw.
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000))
    const at = `/api/risk/stress-tests/${asked.id}`
    const done = await waitFor(
      () => get(at),
      ({ result }) => result !== null,
    ).finally(() => clock.mockRestore())
    expect(done.result).toEqual((await bodyOf(run(stressOf()))).result)
    const { rows } = await sql<{ runs: number; expires: number }>`
      select count(*)::int as runs, max(extract(epoch from q.expire_in))::int as expires
      from job.run r join job.piece p on p.run_id = r.id
        join pgboss.job q on q.id = md5(r.ticket::text || '/' || p.index || '/' || r.round)::uuid
      where r.name = 'risk.compute_test' and r.id > ${before}`.execute(database.owner)
    expect(rows[0]!.runs).toBeGreaterThan(2)
    expect(rows[0]!.expires).toBeLessThanOrEqual(45)
  }, 120_000)

  test('what is under way can be cancelled: an uncomputed test is not kept, a computed one stays', async () => {
    const test1 = await bodyOf(run(stressOf({ inBackground: true })))
    const at = `/api/risk/stress-tests/${test1.id}`
    const leader = await house.signIn('chain_leader')
    expect((await house.send('POST', `${at}/cancel`, {}, leader)).status).toBe(403)
    expect(await bodyOf(house.send('POST', `${at}/cancel`, {}, office))).toEqual({ isKept: false })
    expect((await house.send('GET', at, undefined, office)).status).toBe(404)
    const { id } = await bodyOf(run(stressOf()))
    const on = `/api/risk/stress-tests/${id}`
    const nothing = await house.send('POST', `${on}/cancel`, {}, office)
    expect([nothing.status, (await bodyOf(nothing)).code]).toEqual([409, 'risk.nothing_under_way'])
    const { items } = await get(`${on}/suggestions`)
    await house.send('POST', `${on}/remedies`, { remedies: items, inBackground: true }, office)
    expect(await bodyOf(house.send('POST', `${on}/cancel`, {}, office))).toEqual({ isKept: true })
    expect((await get(on)).measuring).toBeNull()
  }, 60_000)

  test('nobody but those who may read all relations sees a row of stress tests', async () => {
    expect(await house.rowsSeenBy('chain_office', 'risk.stress_test')).toBeGreaterThan(0)
    for (const role of ['firm', 'bank', 'chain_leader', 'auditor'] as const)
      expect(await house.rowsSeenBy(role, 'risk.stress_test'), role).toBe(0)
  })
})
