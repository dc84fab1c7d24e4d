/** From the database to the kept run: a land-use assessment of 50,000 firms. `tsx bench/evaluation-city.ts [firms]`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { asProgramAlready, asSystem, type Context, systemActor } from '../src/modules/access/index.ts'
import { listReadableScorecards, scorecardSection, startRun } from '../src/modules/evaluation/index.ts'
import { centreSection, divisionSection, factSections } from '../src/modules/registry/index.ts'
import { projectFolder } from '../src/platform/config.ts'
import { joinCluster, stopCluster } from '../src/platform/database/cluster.ts'
import { openUrls } from '../src/platform/database/index.ts'
import { readMigrations } from '../src/platform/database/migrate.ts'
import { readAllPacks } from '../src/platform/packs/cli.ts'
import { loadPack, type PackSection } from '../src/platform/packs/index.ts'
import { testSettings } from '../src/platform/testing/test-cluster.ts'

const firms = Number(process.argv[2] ?? 50_000)
const runs = 3
const numbers = ['tax_paid', 'sales', 'land', 'energy', 'value_added', 'rd', 'employees', 'pollutant_eq']
// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const sections: readonly PackSection<any, Context>[] = [
  divisionSection,
  centreSection,
  ...factSections,
  scorecardSection,
]

/** Firms with their figures, written in sets; what a firm is told to have follows from its number. */
async function fill(client: pg.Client): Promise<void> {
  await client.query(
    `insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, kind, city_code, created_at, updated_at)
     select 'held', '企业' || n, '企业' || n, '', '', 'firm', '320800', now(), now() from generate_series(1, $1::int) n`,
    [firms],
  )
  const columns =
    '(dataset, organisation_id, name, period, as_of, value_number, value_flag, source, is_confidential, recorded_by, recorded_at, counts)'
  for (const [at, name] of numbers.entries())
    await client.query(
      `insert into registry.figure ${columns} select 'held', id, $1, '2025', '2025-12-31', (1 + id * (7919 + $2::int) % 10000) * 1000000, null, 'bench', true, 'bench', now(), true
       from registry.organisation where (id + $2::int) % 20 <> 0`,
      [name, at],
    )
  for (const [name, value] of [
    ['is_above_threshold', 'id % 10 < 8'],
    ['is_utility', 'id % 200 = 0'],
  ])
    await client.query(
      `insert into registry.figure ${columns} select 'held', id, $1, '2025', '2025-12-31', null, ${value}, 'bench', false, 'bench', now(), true from registry.organisation`,
      [name],
    )
  await client.query(
    `insert into registry.figure ${columns} select 'held', id, 'started_on', null, null, 14610 + id % 3000, null, 'bench', false, 'bench', now(), true from registry.organisation`,
  )
  await client.query('analyze')
}

const folder = mkdtempSync(join(tmpdir(), 'lianshu-bench-evaluation-'))
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
  await asked(async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
  const client = new pg.Client({ connectionString: cluster.ownerUrl })
  await client.connect()
  await fill(client)
  await client.end()
  const cards = await asked(listReadableScorecards)
  const card = cards.find(({ key }) => key === 'huaian-land-use')!
  const found: { elapsedMs: number; classes: Record<string, number> }[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    const { distribution } = await asked((ctx) =>
      startRun(ctx, {
        city: '320800',
        dataset: 'held',
        scorecard: card.id,
        assessment: 'land',
        year: 2025,
        factsOn: '2025-12-31',
        given: {},
        onceKey: `bench ${run}`,
      }),
    )
    const elapsedMs = Math.round(performance.now() - started)
    const classes = Object.fromEntries(distribution.map(({ level, count }) => [level ?? 'unknown', count]))
    found.push({ elapsedMs, classes })
    console.log(`${elapsedMs} ms, ${JSON.stringify(classes)}`)
  }
  const load = loadavg()[0]!
  const memoryMb = Math.round(process.memoryUsage().rss / 2 ** 20)
  console.log(`load ${load.toFixed(1)}, memory ${memoryMb} MB`)
  const result = {
    firms,
    scorecard: card.key,
    runs: found,
    loadAverage: load,
    memoryMb,
    node: process.version,
  }
  writeFileSync(
    join(projectFolder, 'bench/results/evaluation-city.json'),
    `${JSON.stringify(result, null, 2)}\n`,
  )
  await database.close()
} finally {
  const place = await stopCluster(folder, settings)
  rmSync(place.home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}
