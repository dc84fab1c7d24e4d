// `lianshu backup` and `lianshu restore` as an office runs them: from one data folder into another, empty one.
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { firmsCsv, relationsCsv } from './import-files.ts'
import { openHouse } from './killed-house.ts'

const [house, copy] = [openHouse(), openHouse()]
afterAll(async () => {
  await house.close()
  await copy.close()
}, 60_000)

type House = typeof house
async function run(on: House, ...argv: string[]): Promise<{ code: number | null; said: string }> {
  const command = on.run(argv)
  return { code: await command.ended, said: command.said() }
}
/** The JSON among what a command said: from the first line that is an opening brace to the first that is a closing one. */
const printed = (said: string) => JSON.parse(/^\{[\s\S]*?^\}/m.exec(said)![0]) as Record<string, unknown>

/**
 * A digest of every table of the rooms, over whole rows. The trail is compared by itself: it goes on; and when a migration
 * was applied is each house's own.
 */
async function digests(client: pg.Client): Promise<Record<string, string>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema|pgboss)'
       and n.nspname || '.' || c.relname !~ '^(access.audit_|platform.migration$)' order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t`,
    )
    found[name] = rows[0]!.digest
  }
  return found
}
const migrations = async (client: pg.Client) =>
  (await client.query('select name, sha256 from platform.migration order by name')).rows
const trail = async (client: pg.Client, upTo: string) =>
  (
    await client.query<{ digest: string }>(
      `select count(*) || ' ' || md5(string_agg(e::text, '|' order by e.seq)) as digest from access.audit_entry e
       where e.seq <= $1`,
      [upTo],
    )
  ).rows[0]!.digest

test('what was backed up stands in an empty folder, table by table; the trail is whole and the house works on', async () => {
  const firms = house.write('firms.csv', firmsCsv(1, 300))
  const relations = house.write('suppliers.csv', relationsCsv(1, 300, 600))
  for (const [kind, file] of [
    ['firms', firms],
    ['relations', relations],
  ] as const)
    expect((await run(house, 'import', 'run', file, '--kind', kind, '--json')).code).toBe(0)
  const file = join(house.write('beside', ''), '..', 'saved.backup')
  const backup = await run(house, 'backup', file, '--json')
  expect(backup.code, backup.said).toBe(0)
  const { audit } = printed(backup.said) as { audit: { entries: string; head: string } }

  const restored = await run(copy, 'restore', file, '--json')
  expect(restored.code, restored.said).toBe(0)
  const [before, after] = [await house.connect(), await copy.connect()]
  try {
    const held = await digests(before)
    expect(Object.keys(held).length).toBeGreaterThan(150)
    // The 300 firms of the file beside the organisations that the packs name.
    expect(Number.parseInt(held['registry.organisation']!, 10)).toBeGreaterThanOrEqual(300)
    expect(held['network.supply_link']).toMatch(/^600 /)
    expect(await digests(after)).toEqual(held)
    expect(await migrations(after)).toEqual(await migrations(before))
    expect(await trail(after, audit.entries)).toBe(await trail(before, audit.entries))

    const anchor = `${audit.entries}:${audit.head}`
    const verified = await run(copy, 'audit', 'verify', '--anchor', anchor)
    expect(verified.code, verified.said).toBe(0)
    // The same file again brings nothing new: names and codes are found, and new ids do not meet old ones.
    const again = await run(copy, 'import', 'run', firms, '--kind', 'firms', '--json')
    expect(printed(again.said)).toMatchObject({ created: 0, joined: 0, unchanged: 300 })
    const more = copy.write('more.csv', firmsCsv(2, 20))
    const fresh = await run(copy, 'import', 'run', more, '--kind', 'firms', '--json')
    expect(printed(fresh.said)).toMatchObject({ created: 20 })

    const standing = await digests(after)
    const second = await run(copy, 'restore', file, '--json')
    expect(second.code).toBe(1)
    expect(await digests(after)).toEqual(standing)
  } finally {
    await before.end()
    await after.end()
  }
}, 300_000)
