// Functions that run as the owner, and the session around them: what hand-written SQL as the app role can make of them.
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { signedInApp } from '../../src/modules/access/fixtures.ts'
import type { Db } from '../../src/platform/database/index.ts'
import { holdSecrets } from './confidential-city.ts'

const house = signedInApp({ keepBetweenTests: true })
// The attack spoils the connection it runs on, so it has connections of its own.
const attacked = signedInApp({ keepBetweenTests: true })
let ids: Record<string, string> = {}
beforeAll(async () => {
  ids = await holdSecrets(house)
})

const asFirm = <T>(work: (db: Db) => Promise<T>, { database } = house) =>
  database.transaction({ contextToken: house.tokenFor('firm', new Date(), '1', ids.甲) }, work)

type DefinerFunction = { name: string; path: string | null }

/** Functions of the rooms that run with the owner's rights and may be called by the app role. */
async function listDefinerFunctions(): Promise<DefinerFunction[]> {
  const { rows } = await sql<DefinerFunction>`
    select n.nspname || '.' || p.proname as name,
      (select s from unnest(p.proconfig) s where s like 'search_path=%') as path
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname !~ '^pg_' and has_function_privilege('lianshu_app', p.oid, 'execute')
    order by 1`.execute(house.database.owner)
  return rows
}

describe('functions that run as the owner', () => {
  test('are those that were looked at: a new one is added here once its answers are', async () => {
    expect((await listDefinerFunctions()).map(({ name }) => name)).toEqual([
      'access.append_audit',
      'access.closed_uploads',
      'access.count_closed_uploads',
      'access.first_audit_fault',
      'access.may_read_all',
      'access.unread_uploads',
      'access.verified_claims',
      'atlas.take_back_leads', // administrators and the chain office only; titles of leads that they read anyway
      'evaluation.clear_demo', // invented rows only
      'gaps.clear_demo',
      'network.packed_private', // ledgers and what is for two parties only: to the program alone
      'network.packed_purchases',
      'network.packed_purchases_of',
      'network.retire_closed',
      'network.stamp_change',
      'policy.reviewed_applications', // ids of what the reader's own account was named to judge
      'policy.stamp_facts', // counts and times, no fact
      // Merging and splitting: everything but the catalogue refuses whoever is not the program.
      'registry.bring_back',
      'registry.clear_demo_libraries',
      'registry.list_references',
      'registry.move_back',
      'registry.move_import_rows',
      'registry.move_references',
      'registry.organisation_references', // names of tables and columns, no row
      'registry.organisations_in_use', // offices only; ids that they have already, and where
      'registry.retire_closed_figures', // does what consent says, whoever calls; ids of firms, no figure
      'registry.take_back_library_import',
      'registry.take_back_park_import', // offices only; names of parks that everybody reads
      'registry.take_out',
      'risk.retire_closed_reports', // does what consent says, whoever calls; gives nothing back
    ])
  })

  test('that merge and split refuse whoever is not the program', async () => {
    const calls = [
      sql`select registry.bring_back('{}')`,
      sql`select registry.list_references(1)`,
      sql`select registry.move_back(1, 2, '[]', '[]')`,
      sql`select registry.move_import_rows(1, 2, null)`,
      sql`select registry.move_references(1, 2, null)`,
      sql`select registry.take_out(1)`,
      sql`select registry.organisations_in_use('{1}', 1)`,
    ]
    for (const call of calls)
      await expect(asFirm((db) => call.execute(db))).rejects.toMatchObject({ code: '42501' })
  })

  // PostgreSQL looks for types in pg_temp first unless the path names it, and anybody may make types there.
  test('name pg_temp last in their search path', async () => {
    const open = (await listDefinerFunctions()).filter(({ path }) => !path?.endsWith(', pg_temp'))
    expect(open).toEqual([])
  })

  test('do not run what the caller put into pg_temp: the signing key stays with the owner', async () => {
    const steal = asFirm(async (db) => {
      await sql`
        create function pg_temp.leak(value pg_catalog.jsonb) returns boolean language plpgsql as $$ begin
          raise exception 'runs as % and reads %', current_user, (select count(*) from access.signing_key);
        end $$`.execute(db)
      await sql`create domain pg_temp.jsonb as pg_catalog.jsonb check (pg_temp.leak(value))`.execute(db)
      return (await sql`select access.verified_claims()`.execute(db)).rows.length
    }, attacked)
    const outcome = await steal.catch((error: Error) => error.message)
    expect(String(outcome)).not.toMatch(/runs as lianshu_owner/)
  })

  test('give a firm no purchase of two others', async () => {
    const packed = await asFirm(async (db) => {
      const { rows } = await sql<{ packed: Buffer | null }>`
        select packed from network.packed_purchases('held', 0, 1000)`.execute(db)
      return rows[0]?.packed ?? Buffer.alloc(0)
    }).catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error
      return Buffer.alloc(0)
    })
    const own = BigInt(ids.甲!)
    const foreign = Array.from({ length: packed.length / 40 }, (_, i) => [
      packed.readBigInt64BE(i * 40),
      packed.readBigInt64BE(i * 40 + 8),
    ]).filter((ends) => !ends.includes(own))
    expect(foreign).toEqual([])
  })

  test('give a firm no purchases of buyers that it names, not even its own packed', async () => {
    const all = Object.values(ids).map(BigInt)
    const packed = await asFirm(async (db) => {
      const { rows } = await sql<{ packed: Buffer | null }>`
        select network.packed_purchases_of('held', ${all}::bigint[]) as packed`.execute(db)
      return rows[0]!.packed
    })
    expect(packed).toBeNull()
  })
})

test('give a firm nothing of the sealed ledgers, not even packed', async () => {
  const packed = await asFirm(async (db) => {
    const { rows } = await sql<{ packed: Buffer | null }>`
      select network.packed_private('held') as packed`.execute(db)
    return rows[0]!.packed
  })
  expect(packed).toBeNull()
})

test('the app role may make nothing in the database that outlives or shadows', async () => {
  const { rows } = await sql<{ temporary: boolean; create: boolean; schemas: bigint }>`
    select has_database_privilege('lianshu_app', current_database(), 'temporary') as temporary,
      has_database_privilege('lianshu_app', current_database(), 'create') as create,
      (select count(*) from pg_namespace where has_schema_privilege('lianshu_app', oid, 'create')) as schemas`.execute(
    house.database.owner,
  )
  expect(rows[0]).toEqual({ temporary: false, create: false, schemas: 0n })
})

// Sessions of one role see each other's statements: a token written into one could be taken and used.
test('nobody’s signed token is seen in the list of running statements', async () => {
  const contextToken = house.tokenFor('administrator', new Date())
  const seen = await house.database.transaction({ contextToken }, () =>
    asFirm(async (db) => {
      const { rows } = await sql<{ query: string }>`
        select query from pg_stat_activity where pid <> pg_backend_pid()`.execute(db)
      return rows.map(({ query }) => query)
    }),
  )
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter((query) => query.includes(contextToken.slice(0, 40)))).toEqual([])
})
