// Kill -9 in the middle of imports: what was acknowledged is whole, what was not is whole or not there, nothing twice.
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { firmsCsv, relationsCsv } from './import-files.ts'
import {
  awaitHeldWriter,
  awaitNoWriter,
  awaitWriting,
  type Command,
  killGroup,
  openHouse,
} from './killed-house.ts'

const house = openHouse()
afterAll(() => house.close(), 60_000)

const firms = 1_500
const relations = 4_500
const kills = 20
const seed = 20_261_122

type ImportFile = {
  readonly kind: 'firms' | 'relations'
  readonly path: string
  readonly name: string
  readonly rows: number
}

const files: readonly ImportFile[] = [1, 2].flatMap((n) => [
  {
    kind: 'firms',
    name: `firms-${n}.csv`,
    path: house.write(`firms-${n}.csv`, firmsCsv(n, firms)),
    rows: firms,
  },
  {
    kind: 'relations',
    name: `suppliers-${n}.csv`,
    path: house.write(`suppliers-${n}.csv`, relationsCsv(n, firms, relations)),
    rows: relations,
  },
])

// Park and Miller's generator: the same moments in every run of the same seed.
let state = seed
function random(): number {
  state = (state * 48_271) % 2_147_483_647
  return state / 2_147_483_647
}

const importOf = ({ kind, path }: ImportFile) => house.run(['import', 'run', path, '--kind', kind, '--json'])

/** What stands of one file: imports recorded, rows of their reports, things written by them, audit entries about them. */
async function standing(client: pg.Client, { kind, name }: ImportFile) {
  const table = kind === 'firms' ? 'registry.organisation' : 'network.supply_link'
  const column = kind === 'firms' ? 'created_import_id' : 'import_id'
  const { rows } = await client.query<{ imports: number; rows: number; things: number; entries: number }>(
    `with own as (select id, report from registry.import where file_name = $1)
     select (select count(*) from own)::int as imports,
       (select count(*) from registry.import_row r join own on own.id = r.import_id)::int as rows,
       (select count(*) from ${table} t join own on own.id = t.${column})::int as things,
       (select count(*) from access.audit_entry e join own on e.subject = 'registry.import/' || own.id
        where e.action = 'registry.import')::int as entries`,
    [name],
  )
  return rows[0]!
}

const whole = ({ rows }: ImportFile) => ({ imports: 1, rows, things: rows, entries: 1 })
const nothing = { imports: 0, rows: 0, things: 0, entries: 0 }

/** Everything that an import writes, as one digest: equal before and after means that nothing changed. */
async function digest(client: pg.Client): Promise<string> {
  const tables = [
    'registry.organisation',
    'registry.identifier',
    'registry.product',
    'registry.fact',
    'registry.import',
  ]
  const parts = [
    ...tables,
    'registry.import_row',
    'network.supply_link',
    'chains.node_placement',
    'access.audit_entry',
  ].map((table) => `(select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${table} t)`)
  return (await client.query<{ all: string }>(`select ${parts.join(' || ')} as all`)).rows[0]!.all
}

type Blow = { readonly at: 'starting' | 'writing' | 'held'; readonly on: 'command' | 'postgres' | 'both' }
type Outcome = Blow & { readonly wasWriting: boolean; readonly acknowledged: boolean }

/**
 * The blow of one round: a quarter while the command starts; a quarter while its transaction is held fast before a
 * table that it writes, so that on a machine of any speed those fall inside; the others anywhere around the writing.
 * Every fifth takes the server too, one of those the server alone.
 */
function blowOf(round: number): Blow {
  const at = round % 4 === 3 ? 'starting' : round % 4 === 1 ? 'held' : 'writing'
  if (round % 5 !== 4) return { at, on: 'command' }
  return { at, on: round === 9 ? 'postgres' : 'both' }
}

/** Where a held transaction stands still: before its rows, or before the audit entry, the last thing that it writes. */
const holdBefore = (round: number) => (round % 8 === 1 ? 'registry.import_row' : 'access.audit_entry')

/** Waits for the moment of the blow; tells whether the transaction is writing then. */
async function awaitMoment(client: pg.Client, command: Command, at: Blow['at'], writingMs: number) {
  if (at === 'held') return awaitHeldWriter(client, command)
  const isWriting = at === 'writing' && (await awaitWriting(client, command))
  // Somewhat beyond the usual end, so that some blows fall around the commit and after it.
  await sleep(random() * (at === 'writing' ? writingMs * 1.2 : 900))
  return isWriting
}

async function strike(file: ImportFile, round: number, writingMs: number) {
  const { at, on } = blowOf(round)
  const client = await house.connect()
  // A connection of its own: within one transaction, pg_stat_activity does not change.
  const holder = await house.connect()
  if (at === 'held') await holder.query(`begin; lock table ${holdBefore(round)} in share row exclusive mode`)
  const command = importOf(file)
  const isWriting = await awaitMoment(client, command, at, writingMs)
  const hit = command.child.exitCode === null
  if (on !== 'postgres') killGroup(command.child)
  if (on !== 'command') house.killPostgres()
  await Promise.allSettled([holder.end(), client.end()]) // their server may just have been killed
  await command.ended
  return { command, wasWriting: isWriting && hit }
}

/** One kill, and a look at what stands: the file is there whole or not at all, and whole if its report was printed. */
async function killOnce(file: ImportFile, round: number, writingMs: number): Promise<Outcome> {
  const blow = blowOf(round)
  const { command, wasWriting } = await strike(file, round, writingMs)
  const acknowledged = command.report() !== null
  const client = await house.connect()
  await awaitNoWriter(client)
  const found = await standing(client, file)
  await client.end()
  const place = `round ${round}: ${file.name}, ${JSON.stringify(blow)}, ${command.said()}`
  if (acknowledged) expect(found, place).toEqual(whole(file))
  else expect([nothing, whole(file)], place).toContainEqual(found)
  return { ...blow, wasWriting, acknowledged }
}

/** Runs a file to its end; tells the report and how long its transaction wrote. */
async function complete(file: ImportFile) {
  const client = await house.connect()
  const command = importOf(file)
  await awaitWriting(client, command)
  const began = Date.now()
  const code = await command.ended
  await client.end()
  expect(code, command.said()).toBe(0)
  return { report: command.report()!, writingMs: Date.now() - began }
}

test(`${kills} kills during imports: nothing acknowledged is lost or doubled`, {
  timeout: 300_000,
}, async () => {
  const prepared = house.run(['audit', 'verify', '--json'])
  expect(await prepared.ended, prepared.said()).toBe(0)
  // A file that nobody disturbs tells how long writing takes on this machine.
  const calm = {
    kind: 'firms',
    name: 'calm.csv',
    path: house.write('calm.csv', firmsCsv(9, firms)),
    rows: firms,
  } as const
  const { report, writingMs } = await complete(calm)
  expect(report).toMatchObject({
    rows: firms,
    accepted: firms,
    refused: 0,
    created: firms,
    joined: 0,
    unchanged: 0,
  })

  const outcomes: Outcome[] = []
  for (const [i, file] of files.entries()) {
    for (let round = (i * kills) / files.length; round < ((i + 1) * kills) / files.length; round++)
      outcomes.push(await killOnce(file, round, writingMs))
    // The next command works; what an earlier, killed run had already committed is then unchanged, not doubled.
    const { created, unchanged, refused, waiting } = (await complete(file)).report
    expect([created + unchanged, refused, waiting], file.name).toEqual([file.rows, 0, 0])
    expect([0, file.rows], file.name).toContain(created)
  }
  expect(outcomes).toHaveLength(kills)
  const held = outcomes.filter(({ at }) => at === 'held')
  expect(held.length).toBe(kills / 4)
  expect(
    held.filter(({ wasWriting, acknowledged }) => !wasWriting || acknowledged),
    'each held blow fell inside the writing transaction',
  ).toEqual([])
  await checkTheEnd([calm, ...files])
})

async function checkTheEnd(all: readonly ImportFile[]): Promise<void> {
  const client = await house.connect()
  for (const file of all) expect(await standing(client, file), file.name).toEqual(whole(file))
  const { rows } = await client.query<{
    doubled: number
    organisations: number
    links: number
    pairs: number
  }>(
    `select (select count(*) from (select from registry.organisation where dataset = 'held'
        group by name_normalised having count(*) > 1) d)::int as doubled,
      (select count(*) from registry.organisation where name like '株洲试验%')::int as organisations,
      (select count(*) from network.supply_link where superseded_at is null)::int as links,
      (select count(*) from (select distinct buyer_id, supplier_id, year from network.supply_link) p)::int as pairs`,
  )
  expect(rows[0]).toEqual({
    doubled: 0,
    organisations: 3 * firms,
    links: 2 * relations,
    pairs: 2 * relations,
  })
  const before = await digest(client)
  for (const file of all.slice(1, 3)) {
    const { report } = await complete(file)
    expect(report).toMatchObject({
      rows: file.rows,
      unchanged: file.rows,
      created: 0,
      joined: 0,
      importId: null,
    })
  }
  expect(await digest(client)).toBe(before)
  await client.end()
  const verified = house.run(['audit', 'verify', '--json'])
  expect(await verified.ended, verified.said()).toBe(0)
}
