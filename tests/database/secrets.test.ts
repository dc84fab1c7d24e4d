// What a firm or an office without the right must not learn about a relation of two others: by any route, by any SQL.
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApi } from '../../src/app.ts'
import { signedInApp } from '../../src/modules/access/fixtures.ts'
import type { Role } from '../../src/modules/access/index.ts'
import type { Db } from '../../src/platform/database/index.ts'
import { holdSecrets, markers, ownMarkers, secretCity } from './confidential-city.ts'

type Parameter = { name: string; in: string; required?: boolean; schema?: { enum?: string[] } }
type Route = { path: string; parameters: Parameter[] }

const routes: Route[] = Object.entries(describeApi().paths ?? {}).flatMap(([path, item]) =>
  item?.get ? [{ path, parameters: (item.get.parameters ?? []) as Parameter[] }] : [],
)
const house = signedInApp({ keepBetweenTests: true })
let ids: Record<string, string> = {}
beforeAll(async () => {
  ids = await holdSecrets(house)
})

const samples: Readonly<Record<string, readonly string[]>> = {
  city: [secretCity],
  chain: ['secret-chain'],
  node: ['secret-chain-node'],
  on: ['2026-01-01'],
  dataset: ['held'],
  q: ['乙密'],
  limit: ['100'],
}

/** Every address of a route: each organisation, import and chain as its id, with and without what is optional. */
function addressesOf({ path, parameters }: Route): string[] {
  const known = [ids.甲!, ids.乙!, ids.丙!, '1', '2', 'secret-chain']
  const places = path.includes('{id}') ? known.map((id) => path.replace('{id}', id)) : [path]
  const valuesOf = ({ name, schema }: Parameter) => samples[name] ?? schema?.enum ?? []
  const queries = parameters
    .filter((parameter) => parameter.in === 'query')
    .reduce<string[]>(
      (heads, parameter) => {
        const added = valuesOf(parameter).flatMap((value) =>
          heads.map((head) => `${head}&${parameter.name}=${encodeURIComponent(value)}`),
        )
        return parameter.required ? added : heads.concat(added)
      },
      [''],
    )
  return places.flatMap((place) => queries.map((query) => `${place}?${query.slice(1)}`)).slice(0, 200)
}

const found = (text: string, among = markers) => among.filter((marker) => text.includes(marker))

/** Ids under the names by which answers list partners and buyers. */
function partnersIn(value: unknown, inside = false): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => partnersIn(item, inside))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inside && (key === 'organisationId' || key === 'buyerId')) return [String(inner)]
    return partnersIn(inner, inside || ['suppliers', 'buyers', 'byBuyer', 'relations'].includes(key))
  })
}

async function bodiesFor(cookie: string): Promise<{ address: string; status: number; text: string }[]> {
  const bodies = []
  for (const address of routes.flatMap(addressesOf)) {
    const answer = await house.send('GET', address, undefined, cookie)
    bodies.push({ address, status: answer.status, text: await answer.text() })
  }
  return bodies
}

/** Files (Word, Excel, PDF, ZIP) begin otherwise; their markers are looked for in the bytes. */
const isJson = (text: string) => /^[[{"]/.test(text)

describe('no route tells of a relation of two others', () => {
  const readers: readonly (readonly [Role, string])[] = [
    ['firm', '甲'],
    ['leading_firm', '甲'],
    ['firm', '丁'],
    ...(['bank', 'institute', 'department', 'chain_leader', 'park', 'provider', 'auditor'] as const).map(
      (role) => [role, ''] as const,
    ),
  ]
  test.each(readers)('%s %s', { timeout: 120_000 }, async (role, name) => {
    const cookie = await house.signIn(role, name ? { organisationId: ids[name]! } : {})
    const bodies = await bodiesFor(cookie)
    // 0.412357 is also what 乙's own coverage comes to: an answer of the ratio alone would be found too.
    expect(bodies.filter(({ text }) => found(text).length > 0)).toEqual([])
    const partners = bodies.flatMap(({ address, status, text }) =>
      status === 200 && isJson(text) ? partnersIn(JSON.parse(text)).map((id) => ({ address, id })) : [],
    )
    expect(partners.filter(({ id }) => id === ids.丙)).toEqual([])
    const own = bodies.filter(({ text }) => found(text, ownMarkers).length > 0)
    expect(own.length > 0, 'its own purchase').toBe(name === '甲')
  })

  test('what is looked for is there: the chain office finds it', async () => {
    const bodies = await bodiesFor(await house.signIn('chain_office'))
    const relations = bodies.find(({ address }) => address.includes(`/${ids.乙}/relations`))!
    expect(found(relations.text)).toEqual(
      expect.arrayContaining(['412357', '765432109', '387654', '未登记壬密']),
    )
    expect(partnersIn(JSON.parse(relations.text))).toContain(ids.丙)
    expect(bodies.filter(({ status }) => status === 200).length).toBeGreaterThan(20)
  })
})

type Claims = 'none' | 'forged' | 'firm 甲' | 'bank' | 'chain_office'

function tokenOf(claims: Claims): string | null {
  const now = new Date()
  if (claims === 'none') return null
  if (claims === 'firm 甲') return house.tokenFor('firm', now, '1', ids.甲)
  if (claims !== 'forged') return house.tokenFor(claims, now)
  const body = Buffer.from(JSON.stringify({ role: 'system', userId: 1, expiresAt: 9_999_999_999 })).toString(
    'hex',
  )
  return `${body}.${'ab'.repeat(32)}`
}

const inRole = <T>(claims: Claims, work: (db: Db) => Promise<T>) =>
  house.database.transaction({ contextToken: tokenOf(claims) }, work)

/** All that one table or view shows, as text; what may not be read is empty. */
async function textOf(db: Db, relation: string): Promise<string> {
  await sql`savepoint one`.execute(db)
  try {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(t::text, chr(10)) as text from ${sql.raw(relation)} t`.execute(db)
    return rows[0]?.text ?? ''
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    await sql`rollback to savepoint one`.execute(db)
    return ''
  }
}

type Relation = {
  name: string
  enabled: boolean
  forced: boolean
  kind: string
  /** A view that reads with the rights of whoever asks: the row security of its tables holds for it. */
  readsAsInvoker: boolean
}
async function listRelations(): Promise<Relation[]> {
  const { rows } = await sql<Relation>`
    select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      c.relkind::text as kind,
      c.relkind = 'v' and exists (select from unnest(c.reloptions) o
        where o in ('security_invoker=true', 'security_invoker=on', 'security_invoker=1')) as reads_as_invoker
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'test_seed')
    order by 1`.execute(house.database.owner)
  return rows
}

/** Tables and views in which somebody finds a figure or partner of 乙. */
async function leaksTo(claims: Claims): Promise<string[]> {
  const relations = await listRelations()
  return inRole(claims, async (db) => {
    const leaks = []
    for (const { name } of relations) if (found(await textOf(db, name)).length > 0) leaks.push(name)
    return leaks
  })
}

describe('hand-written SQL as the app role', () => {
  const links = (claims: Claims) =>
    inRole(claims, async (db) => {
      const { rows } = await sql<{ buyer: string; supplier: string | null; text: string }>`
        select buyer_id::text as buyer, supplier_id::text as supplier, l::text as text from network.supply_link l
        order by l.id`.execute(db)
      return rows
    })

  test('reads the relations of its own firm, one step, and no other', async () => {
    expect(await links('firm 甲')).toMatchObject([{ buyer: ids.甲, supplier: ids.乙 }])
    expect(await links('chain_office')).toHaveLength(7)
  })

  test.each(['none', 'forged', 'bank'] as const)('under %s reads no relation', async (claims) => {
    expect(await links(claims)).toEqual([])
  })

  test('does not get further by counting, by the planner’s statistics or by an error', async () => {
    const rows = await inRole('firm 甲', async (db) => {
      // A leaky function of one's own is asked only about rows that the policy lets through.
      const seen = await sql`select * from network.supply_link where 1 / (share_ppm - 412357) > -1`.execute(
        db,
      )
      const counted = await sql<{ n: bigint }>`select count(*) as n from network.supply_link`.execute(db)
      const stats =
        await sql`select most_common_vals::text from pg_stats where tablename = 'supply_link'`.execute(db)
      return { seen: seen.rows.length, counted: counted.rows[0]!.n, stats: stats.rows.length }
    })
    expect(rows).toEqual({ seen: 1, counted: 1n, stats: 0 })
  })

  test('the figures stand in tables with row security, enabled and forced, or in views that read as who asks', async () => {
    const holding = []
    for (const relation of await listRelations()) {
      const { rows } = await sql<{ text: string | null }>`
        select string_agg(t::text, chr(10)) as text from ${sql.raw(relation.name)} t`.execute(
        house.database.owner,
      )
      if (found(rows[0]?.text ?? '').length > 0) holding.push(relation)
    }
    expect(holding.map(({ name }) => name)).toContain('network.supply_link')
    const isSafe = ({ enabled, forced, kind, readsAsInvoker }: Relation) =>
      kind === 'v' ? readsAsInvoker : enabled && forced
    expect(holding.filter((relation) => !isSafe(relation))).toEqual([])
  })

  test.each(['none', 'forged', 'firm 甲', 'bank'] as const)(
    'under %s finds no figure of 乙 in any table or view of any schema',
    async (claims) => {
      expect(await leaksTo(claims)).toEqual([])
    },
  )

  test('a view made the ordinary way would be found out: it reads with its owner’s rights', async () => {
    await sql`create view public.careless as select * from network.supply_link`.execute(house.database.owner)
    const careless = (await listRelations()).find(({ name }) => name === 'public.careless')
    expect(careless).toMatchObject({ kind: 'v', readsAsInvoker: false })
    await sql`drop view public.careless`.execute(house.database.owner)
  })

  test('finds them under the chain office’s token: the search sees what there is', async () => {
    expect(await leaksTo('chain_office')).toContain('network.supply_link')
  })
})
