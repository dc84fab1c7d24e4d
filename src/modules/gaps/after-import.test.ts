import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '../../platform/testing/index.ts'
import { audit, type Context, systemActor } from '../access/index.ts'
import { inTestContext, loadProjectPacks } from './fixtures.ts'
import { getChainGaps, listGaps } from './service/chain-gaps.ts'
import { loadCityFacts } from './service/city-facts.ts'
import { generateDemoCity } from './service/demo-city.ts'
import './index.ts'

const database = testDatabase({ keepBetweenTests: true })
const city = { city: '320400', dataset: 'demo' as const }

/** What is told by figures that were kept and followed, and by a process that reads everything for the first time. */
async function bothWays() {
  const tell = (gaps: typeof listGaps, chain: typeof getChainGaps) =>
    inTestContext(database, async (ctx) => ({
      gaps: await gaps(ctx, city),
      chain: await chain(ctx, { ...city, chain: 'rail-transit' }),
    }))
  const followed = await tell(listGaps, getChainGaps)
  vi.resetModules()
  const fresh = await import('./index.ts')
  return { followed, whole: await tell(fresh.listGaps, fresh.getChainGaps) }
}

const change = (statement: ReturnType<typeof sql>) =>
  inTestContext(database, async (ctx) => void (await statement.execute(ctx.db)))

const some = (where: string, many: number) =>
  sql`(select id from registry.organisation where dataset = 'demo' and ${sql.raw(where)} order by id limit ${many})`

describe('figures that follow what changed', () => {
  beforeAll(async () => {
    await loadProjectPacks(database)
    await inTestContext(database, (ctx) =>
      generateDemoCity(ctx, { city: '320400', firms: 900, links: 4_000, seed: 3 }),
    )
    await inTestContext(database, (ctx) => listGaps(ctx, city), { actor: systemActor })
  }, 120_000)

  test.each([
    [
      'firms move to another city and back into this one',
      () =>
        sql`update registry.organisation set city_code = case city_code when '320400' then '320200' else '320400' end,
          lng = lng + 0.4 where id in ${some('city_code is not null and lng is not null', 60)}`,
    ],
    [
      'firms change their owner',
      () =>
        sql`update registry.organisation set group_id = null where id in ${some("city_code = '320400'", 80)}`,
    ],
    [
      'purchases change, and others are superseded',
      () => sql`update network.supply_link set amount_fen = amount_fen * 3,
        superseded_at = case when id % 2 = 0 then now() end where dataset = 'demo' and superseded_at is null and id % 7 = 0`,
    ],
    [
      'firms stand at other nodes',
      () => sql`update chains.node_placement p set node_id = 'axle-steel' where dataset = 'demo' and evidence = 'stated'
        and organisation_id in ${some("city_code = '320400'", 40)}
        and not exists (select from chains.node_placement o where o.dataset = p.dataset and o.node_id = 'axle-steel'
          and o.organisation_id = p.organisation_id and o.evidence = p.evidence)`,
    ],
    [
      'a merge moves what a firm bought to another one and takes the firm away',
      () => sql`with pair as (select min(buyer_id) as gone, max(buyer_id) as kept from network.supply_link
          where dataset = 'demo' and superseded_at is null)
        update network.supply_link l set buyer_id = pair.kept, superseded_at = now() from pair where l.buyer_id = pair.gone`,
    ],
  ])('after %s they are what a fresh reading gives', async (_name, statement) => {
    const before = await inTestContext(database, (ctx) => listGaps(ctx, city))
    await change(statement())
    const { followed, whole } = await bothWays()
    expect(followed).toEqual(whole)
    expect(before.items.length).toBeGreaterThan(0)
  })

  test('what a transaction sees that is rolled back is not kept', async () => {
    const before = await inTestContext(database, (ctx) => listGaps(ctx, city))
    const undone = inTestContext(database, async (ctx) => {
      await sql`update registry.organisation set city_code = '110100' where dataset = 'demo'`.execute(ctx.db)
      const inside = await listGaps(ctx, city)
      expect(inside.items.every(({ here }) => here === 0)).toBe(true)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await inTestContext(database, (ctx) => listGaps(ctx, city))).toEqual(before)
  })

  test('who writes something else in the same transaction is given what is kept, and reads nothing anew', async () => {
    const facts = (ctx: Context) => loadCityFacts(ctx, 'demo', '320400')
    const kept = await inTestContext(database, facts, { actor: systemActor })
    const writing = async (ctx: Context) => {
      await audit(ctx, { action: 'gaps.read_node_ratios', subject: 'test', detail: {} })
      return facts(ctx)
    }
    expect(await inTestContext(database, writing, { actor: systemActor })).toBe(kept)
  })
})
