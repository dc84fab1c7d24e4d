import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { cascade, closures } from '../../engines/cascade/index.ts'
import { startWorker } from '../../platform/jobs/index.ts'
import { signedInApp } from '../access/fixtures.ts'
import { type Actor, asProgramAlready, asSystem, type Context, systemActor } from '../access/index.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import {
  buildSupplyNetwork,
  cancelRun,
  findOwnExposure,
  getRun,
  listFirmRisks,
  loadNetworkFacts,
  type RiskRun,
  startRun,
} from './index.ts'
import { listRelationYears } from './queries/network.ts'

const house = signedInApp({ keepBetweenTests: true })
const { database } = house
const city = '430200'
const office: Actor = { ...systemActor, role: 'chain_office', userName: 'office' }
const inContext = <T>(work: Parameters<typeof inTestContext<T>>[1], actor: Actor = office) =>
  inTestContext(database, work, { actor })

beforeAll(async () => {
  await loadProjectPacks(database)
  await inTestContext(database, (ctx) => generateDemoCity(ctx, { city, firms: 300, links: 1500, seed: 5 }))
}, 120_000)

async function waitFor(id: string): Promise<RiskRun> {
  for (let look = 0; look < 400; look++) {
    const run = await inContext((ctx) => getRun(ctx, id))
    if (['done', 'failed', 'cancelled'].includes(run.status)) return run
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`run ${id} does not end`)
}

/** The last day for which the demo city holds relations. */
const lastDay = () =>
  inTestContext(database, async ({ db }) => `${(await listRelationYears(db, 'demo'))[0]!.year}-12-31`)

/** As a firm really asks: under its own claims, which row security reads. */
const asFirm = (actor: Actor, work: (ctx: Context) => Promise<void>) =>
  database.transaction(
    { contextToken: house.tokenFor('firm', new Date(), '1', actor.organisationId!) },
    (db) => work({ db, actor, now: new Date(), lang: 'zh', requestId: 'test', asProgram: asProgramAlready }),
  )

describe('a ranking of the demo city', () => {
  const input = async (more: object = {}) =>
    ({ city, dataset: 'demo', on: await lastDay(), essentialFrom: 'chain-maps', draws: 4, ...more }) as const

  test('outside the period of every relation there is no network', async () => {
    await expect(
      inContext(async (ctx) => startRun(ctx, { ...(await input()), on: '1999-06-30' })),
    ).rejects.toMatchObject({
      code: 'risk.network_empty',
    })
  })

  test('is worked on in pieces and equals the engine run at once, to the last bit', async () => {
    const asked = await inContext(async (ctx) => startRun(ctx, await input()))
    const worker = await startWorker(database, { asProgram: (work) => asSystem(database, work) })
    const run = await waitFor(asked.id).finally(() => worker.stop())
    expect(run).toMatchObject({ status: 'done', doneRatio: 1 })
    const firms = await inContext((ctx) =>
      listFirmRisks(ctx, run.id, { offset: 0, limit: 1_000, inCityOnly: false }),
    )
    const built = await inContext(async (ctx) => buildSupplyNetwork(ctx, await input()))
    const { esri } = await cascade(built.network, closures(Int32Array.from(built.facts.firms, (_, i) => i)))
    const byFirm = new Map(firms.map((firm) => [firm.organisationId, firm]))
    built.facts.firms.forEach(({ id }, i) => {
      expect(byFirm.get(id)?.esri).toBe(esri.both[0]![i])
    })
    // One piece for each chunk of firms and one for the groups, of every redraw: none of them is long.
    const pieces = (run.draws + 1) * 2
    expect([run.pieceCount, run.doneCount]).toEqual([pieces, pieces])
    expect(firms[0]!.rank).toBe(1)
    expect(firms[0]!.esri).toBeGreaterThan(0)
    for (const { rankInterval } of firms) {
      if (run.draws === 0) expect(rankInterval).toBeNull()
      else expect(rankInterval!.low).toBeLessThanOrEqual(rankInterval!.high)
    }
    const first = firms[0]!
    const own: Actor = { ...systemActor, role: 'firm', organisationId: first.organisationId, cityCode: city }
    const other = firms[1]!.organisationId
    await asFirm(own, async (ctx) => {
      expect(
        await findOwnExposure(ctx, { city, dataset: 'demo', organisationId: first.organisationId }),
      ).toEqual(first)
      expect(await findOwnExposure(ctx, { city, dataset: 'demo', organisationId: other })).toBeUndefined()
    })
  }, 60_000)

  test('can be cancelled, once, and asked for again under a key gives the same run', async () => {
    const asked = await inContext(async (ctx) => startRun(ctx, await input({ key: 'again' })))
    expect((await inContext(async (ctx) => startRun(ctx, await input({ key: 'again' })))).id).toBe(asked.id)
    expect(await inContext((ctx) => cancelRun(ctx, asked.id))).toMatchObject({ status: 'cancelled' })
    await expect(inContext((ctx) => cancelRun(ctx, asked.id))).rejects.toMatchObject({
      code: 'risk.run_ended',
    })
  })

  test('relations of an upload whose consent was withdrawn do not enter', async () => {
    const count = async () =>
      (await inContext(async (ctx) => loadNetworkFacts(ctx, await input()))).relations.suppliers.length
    const before = await count()
    const moved = await inTestContext(database, async ({ db }) => {
      const { rows } = await sql<{ id: bigint }>`
        insert into registry.import (kind, dataset, file_name, file_digest, rows_digest, mapping, report, imported_by, imported_at)
        values ('relations', 'demo', 'a.csv', '\\x00', '\\x00', '{}', '{}', 'test', now()) returning id`.execute(
        db,
      )
      const { numAffectedRows } = await sql`
        update network.supply_link set import_id = ${rows[0]!.id}
        where buyer_id = (select buyer_id from network.current_relation where dataset = 'demo' and valid_to = ${(await input()).on}
          order by id limit 1)`.execute(db)
      expect(await count()).toBe(before)
      await sql`insert into access.consent (kind, upload_id, name, dataset, readers, given_at, withdrawn_at)
        values ('registry.import', ${rows[0]!.id}, 'a.csv', 'demo', '{administrator,chain_office}', now(), now())`.execute(
        db,
      )
      return Number(numAffectedRows)
    })
    expect(moved).toBeGreaterThan(0)
    expect(await count()).toBeLessThan(before)
  })

  test('is refused to a firm and to the office of another city', async () => {
    const firm: Actor = { ...systemActor, role: 'firm', organisationId: '1' }
    const elsewhere: Actor = { ...office, cityCode: '320400' }
    for (const actor of [firm, elsewhere])
      await expect(inContext(async (ctx) => startRun(ctx, await input()), actor)).rejects.toMatchObject({
        kind: 'forbidden',
      })
  })
})
