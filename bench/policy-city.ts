/** From the database to the result: every policy of Changzhou over 50,000 firms. `tsx bench/policy-city.ts [firms]`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loadPolicies } from '../src/engines/rules/index.ts'
import { asProgramAlready, asSystem, type Context, systemActor } from '../src/modules/access/index.ts'
import { computeCity, loadRules } from '../src/modules/policy/index.ts'
import { projectFolder } from '../src/platform/config.ts'
import { joinCluster, stopCluster } from '../src/platform/database/cluster.ts'
import { openUrls } from '../src/platform/database/index.ts'
import { readMigrations } from '../src/platform/database/migrate.ts'
import { testSettings } from '../src/platform/testing/test-cluster.ts'

const firms = Number(process.argv[2] ?? 50_000)
const runs = 3
const policies = join(projectFolder, 'packs', 'changzhou', 'policies')
const money = [
  'equipment',
  'tax',
  'net_tax',
  'smart_equipment',
  'smart_software',
  'national_grant',
  'district_talent_award',
  'major_project_award',
]
const flags = ['has_smart_project', 'is_challenge_project', 'has_national_core_project']

/** Firms with figures, titles and kinds, written in sets; amounts follow from the number of the firm. */
async function fill(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await write(client)
  } finally {
    await client.end()
  }
}

async function write(client: pg.Client): Promise<void> {
  for (const [names, type] of [
    [money, 'money'],
    [flags, 'bool'],
  ] as const)
    for (const name of names)
      await client.query(
        `insert into registry.figure_kind (name, type, label_zh, label_en, is_confidential, source) values ($1, $2, $1, $1, true, '"bench"') on conflict do nothing`,
        [name, type],
      )
  await client.query(
    `insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, kind, city_code, created_at, updated_at)
     select 'held', '企业' || n, '企业' || n, '', '', 'firm', '320400', now(), now() from generate_series(1, $1::int) n`,
    [firms],
  )
  const columns = `(dataset, organisation_id, name, period, as_of, value_number, value_flag, source, is_confidential, recorded_by, recorded_at, counts)`
  for (const [at, name] of money.entries())
    await client.query(
      `insert into registry.figure ${columns} select 'held', id, $1, '2025', '2025-12-31', (id * (7919 + $2::int) % 10000) * 1000000, null, 'bench', true, 'bench', now(), true from registry.organisation`,
      [name, at],
    )
  await client.query(
    `insert into registry.figure ${columns} select 'held', id, 'tax', '2024', '2024-12-31', (id * 7907 % 10000) * 900000, null, 'bench', true, 'bench', now(), true from registry.organisation`,
  )
  for (const [at, name] of flags.entries())
    await client.query(
      `insert into registry.figure ${columns} select 'held', id, $1, '2025', '2025-12-31', null, id % (3 + $2::int) = 0, 'bench', true, 'bench', now(), true from registry.organisation`,
      [name, at],
    )
  await client.query(
    `insert into registry.title (dataset, organisation_id, name_as_written, granted_on, source, recorded_by, recorded_at)
     select 'held', id, (array['国家专精特新小巨人', '省级专精特新', '市级专精特新'])[1 + id % 3], '2025-06-01', 'bench', 'bench', now() from registry.organisation where id % 4 = 0`,
  )
  await client.query('analyze')
}

const folder = mkdtempSync(join(tmpdir(), 'lianshu-bench-policy-'))
const settings = testSettings()
const cluster = await joinCluster(folder, settings, () => {})
try {
  const migrations = readMigrations(join(projectFolder, 'migrations'))
  const database = await openUrls(
    { ownerUrl: cluster.ownerUrl, appUrl: null },
    { migrations, migrate: true, report: () => {} },
  )
  const asked = <T>(work: (ctx: Context) => Promise<T>) =>
    asSystem(database, (db) =>
      work({
        db,
        actor: systemActor,
        now: new Date(),
        lang: 'zh',
        requestId: 'bench',
        asProgram: asProgramAlready,
      }),
    )
  await fill(cluster.ownerUrl)
  const { texts } = loadPolicies([policies], policies)
  await asked((ctx) =>
    loadRules(
      ctx,
      texts.map(({ policy }) => policy!.written),
      { pack: 'changzhou', isExample: false },
    ),
  )
  const found: { elapsedMs: number; amountFen: string }[] = []
  for (let run = 0; run < runs; run++) {
    // Another day each time, so that nothing comes from memory.
    const on = `2026-03-0${run + 1}`
    const city = await asked((ctx) => computeCity(ctx, { city: '320400', dataset: 'held', on }))
    found.push({ elapsedMs: city.elapsedMs, amountFen: String(city.run.totals.amountFen) })
    console.log(
      `${on}: ${city.elapsedMs} ms, ${city.run.outcomes.length} clauses, ${city.table.rows.ids.length} firms, ${city.run.totals.amountFen} fen`,
    )
  }
  const load = loadavg()[0]!
  const result = { firms, runs: found, target: 3000, loadAverage: load, node: process.version }
  console.log(
    `load ${load.toFixed(1)}, worst ${Math.max(...found.map(({ elapsedMs }) => elapsedMs))} ms of ${result.target} ms`,
  )
  writeFileSync(join(projectFolder, 'bench/results/policy-city.json'), `${JSON.stringify(result, null, 2)}\n`)
  await database.close()
} finally {
  const place = await stopCluster(folder, settings)
  rmSync(place.home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}
