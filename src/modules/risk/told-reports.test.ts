import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { listRelationYears } from './queries/network.ts'

const house = signedInApp({ keepBetweenTests: true })
const { database } = house

beforeAll(async () => {
  await loadProjectPacks(database)
  await inTestContext(database, (ctx) =>
    generateDemoCity(ctx, { city: '430200', firms: 300, links: 1500, seed: 5 }),
  )
}, 120_000)

test('a kept stress test shows spare capacity only while its reader may read the report that told it', async () => {
  const office = await house.signIn('chain_office')
  const asSystem = (statement: ReturnType<typeof sql>) => house.asSystem(({ db }) => statement.execute(db))
  const on = await inTestContext(
    database,
    async ({ db }) => `${(await listRelationYears(db, 'demo'))[0]!.year}-12-31`,
  )
  // Every firm of the city reports that it is full, so whoever could step in has no room to spare.
  await asSystem(sql`insert into risk.report (dataset, city_code, organisation_id, cadence, period, period_end,
      capacity_use_ratio, via, reported_by, created_at)
    select dataset, '430200', id, 'month', left(${on}, 7), ${on}::date, 1, 'form', 'test', now()
    from registry.organisation where dataset = 'demo'`)
  const { rows } = await inTestContext(database, ({ db }) =>
    sql<{ id: string }>`select r.supplier_id::text as id from network.current_relation r
      join chains.placed_organisation p on p.organisation_id = r.supplier_id and p.dataset = 'demo'
        and p.evidence <> 'words'
      where r.dataset = 'demo' group by 1 order by count(*) desc, 1 limit 1`.execute(db),
  )
  const shock = { kind: 'firms', ids: [rows[0]!.id], lossRatio: 1 }
  const asked = {
    ...{ title: '试', city: '430200', dataset: 'demo', on, durationDays: 30, draws: 0, shocks: [shock] },
    onceKey: 'told-reports',
  }
  const answer = await house.send('POST', '/api/risk/stress-tests', asked, office)
  expect(answer.status).toBe(201)
  const { id } = await bodyOf(answer)
  const substitutes = async () =>
    (await bodyOf(house.send('GET', `/api/risk/stress-tests/${id}`, undefined, office))).result.substitutes
  const before = await substitutes()
  expect(before.length).toBeGreaterThan(0)
  expect(before[0]).toMatchObject({ spareRatio: 0, lacks: expect.arrayContaining(['no_spare']) })
  await asSystem(sql`update risk.report set superseded_at = now()`)
  const after = await substitutes()
  expect(after.map(({ spareRatio }: { spareRatio: null }) => spareRatio)).toEqual(after.map(() => null))
  expect(after[0].lacks).toContain('spare_unknown')
  expect(after[0].lacks).not.toContain('no_spare')
})
