import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'

const database = testDatabase()

// A table that exists in the test only: made and filled as the owner, granted as a migration would.
type Shelf = { 'public.shelf': { id: bigint; dueDate: string | null; amountFen: bigint | null } }
const makeShelf = async () => {
  await sql`create table if not exists public.shelf (id bigint generated always as identity primary key,
    due_date date, amount_fen bigint)`.execute(database.owner)
  await sql`grant select, insert, update on public.shelf to lianshu_app`.execute(database.owner)
}
const countShelf = async () => {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from public.shelf`.execute(database.owner)
  return rows[0]?.n
}

describe('transaction', () => {
  test('runs as the app role, which owns nothing, with the context that was handed in', async () => {
    const { rows } = await database.transaction({ contextToken: "a'b\\c" }, (db) =>
      sql`select current_user as who, current_setting('lianshu.context') as token`.execute(db),
    )
    expect(rows).toEqual([{ who: 'lianshu_app', token: "a'b\\c" }])
  })

  test('leaves no context to the next user of the connection', async () => {
    await database.transaction({ contextToken: 'secret' }, async () => {})
    const seen = await Promise.all(
      [1, 2, 3].map(() =>
        sql`select coalesce(current_setting('lianshu.context', true), '') as token`.execute(database.app),
      ),
    )
    expect(seen.map(({ rows }) => rows[0])).toEqual([{ token: '' }, { token: '' }, { token: '' }])
  })

  test('keeps nothing when the work throws', async () => {
    await makeShelf()
    const failing = database.transaction({ contextToken: null }, async (db) => {
      await sql`insert into public.shelf (amount_fen) values (1)`.execute(db)
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await countShelf()).toBe(0n)
  })

  test('does not report success when a statement failed and the work went on', async () => {
    await makeShelf()
    const swallowing = database.transaction({ contextToken: null }, async (db) => {
      await sql`insert into public.shelf (amount_fen) values (1)`.execute(db)
      await sql`select 1/0`.execute(db).catch(() => {})
    })
    await expect(swallowing).rejects.toThrow('rolled back')
    expect(await countShelf()).toBe(0n)
  })

  test('read only refuses a write', async () => {
    await makeShelf()
    const writing = database.transaction({ contextToken: null, readOnly: true }, (db) =>
      sql`insert into public.shelf (amount_fen) values (1)`.execute(db),
    )
    await expect(writing).rejects.toMatchObject({ code: '25006' })
  })

  test('two serializable transactions that read and write the same thing both end, one after the other', async () => {
    await makeShelf()
    await sql`insert into public.shelf (amount_fen) values (0)`.execute(database.owner)
    const add = () =>
      database.transaction({ contextToken: null, isolation: 'serializable' }, async (db) => {
        const { rows } = await sql<{ amountFen: bigint }>`select amount_fen from public.shelf`.execute(db)
        await sql`select pg_sleep(0.05)`.execute(db)
        await sql`update public.shelf set amount_fen = ${(rows[0]?.amountFen ?? 0n) + 1n}`.execute(db)
      })
    await Promise.all([add(), add()])
    const { rows } = await sql`select amount_fen from public.shelf`.execute(database.owner)
    expect(rows).toEqual([{ amountFen: 2n }])
  })

  test('several queries at once run one after the other on the one connection', async () => {
    const seen = await database.transaction({ contextToken: null }, (db) =>
      Promise.all([1, 2, 3].map((n) => sql`select ${n}::int as n, txid_current() as t`.execute(db))),
    )
    expect(seen.map(({ rows }) => (rows[0] as { n: number }).n)).toEqual([1, 2, 3])
    expect(new Set(seen.map(({ rows }) => (rows[0] as { t: bigint }).t)).size).toBe(1)
  })
})

describe('values', () => {
  test('whole numbers stay exact, days stay days, stored JSON keeps its keys', async () => {
    const { rows } = await sql`select 9007199254740993::bigint as amount_fen, date '2026-02-28' as due_date,
      '{"some_key": {"innerKey": 1}}'::jsonb as detail, null::bigint as unknown_fen`.execute(database.app)
    expect(rows).toEqual([
      {
        amountFen: 9007199254740993n,
        dueDate: '2026-02-28',
        detail: { some_key: { innerKey: 1 } },
        unknownFen: null,
      },
    ])
  })

  test('a day is a day in China', async () => {
    const { rows } = await sql`select ('2026-01-01T17:00:00Z'::timestamptz)::date as day`.execute(
      database.app,
    )
    expect(rows).toEqual([{ day: '2026-01-02' }])
  })

  test('trigrams of Chinese words are found', async () => {
    const { rows } = await sql`select cardinality(show_trgm('轨道交通')) as n`.execute(database.app)
    expect(rows).toEqual([{ n: 5 }])
  })
})

describe('the app role', () => {
  test('can neither read nor replace the signing key, nor become the owner', async () => {
    for (const statement of [
      sql`select key from access.signing_key`,
      sql`update access.signing_key set key = decode(repeat('00', 32), 'hex')`,
      sql`set role lianshu_owner`,
      sql`create table public.own (id int)`,
      sql`create schema own`,
      sql`select * from platform.migration`,
    ]) {
      await expect(statement.execute(database.app)).rejects.toMatchObject({ code: '42501' })
    }
    expect(database.signingKey).toHaveLength(32)
  })

  test('has no right that row security would not bind', async () => {
    const { rows } = await sql`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong,
      (select count(*) from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = current_user`.execute(database.app)
    expect(rows).toEqual([{ strong: false, owned: 0n }])
  })
})

describe('the database of a test', () => {
  test('can be filled', async () => {
    await makeShelf()
    await database.app
      .withTables<Shelf>()
      .insertInto('public.shelf')
      .values({ amountFen: 5n } as never)
      .execute()
    expect(await countShelf()).toBe(1n)
  })

  test('is empty again in the next one, keeps what migrations wrote, and counts from one', async () => {
    await makeShelf()
    expect(await countShelf()).toBe(0n)
    await database.app
      .withTables<Shelf>()
      .insertInto('public.shelf')
      .values({ amountFen: 5n } as never)
      .execute()
    const shelf = await database.app.withTables<Shelf>().selectFrom('public.shelf').select('id').execute()
    expect(shelf).toEqual([{ id: 1n }])
    const { rows } = await sql`select count(*) as n from access.signing_key`.execute(database.owner)
    expect(rows).toEqual([{ n: 1n }])
  })
})
