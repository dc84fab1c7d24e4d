/**
 * What the cascade engine takes, beside the figures of others: `npm run bench:cascade [-- --quick --skip-large]`.
 * Writes bench/results/cascade.json and cascade.md. Every time is the smallest of five (two with --quick), on as many threads as there are
 * processors; load of others on the machine is printed with it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { generateNetwork } from '../src/engines/cascade/generate-network.ts'
import {
  type CascadeNetwork,
  type CascadeResult,
  cascade,
  closures,
  openCascade,
} from '../src/engines/cascade/index.ts'

const REPEATS = process.argv.includes('--quick') ? 2 : 5
const golden = join(import.meta.dirname, '../../shared/golden/risk/g10000_m50')
const results = join(import.meta.dirname, 'results')

/** ms a scenario at 10,000 firms, 99,000 links, 50 sectors on two cores, as docs/methods/cascade.md gives them. */
const others = [
  { name: 'published reference program', msPerScenario: 149 },
  { name: 'C++ port of ESRIcascade.jl', msPerScenario: 0.97 },
  { name: 'AssemblyScript prototype, 8 f64 lanes, two threads', msPerScenario: 0.285 },
  { name: 'C, 8 f64 lanes', msPerScenario: 0.27 },
  { name: 'C, 16 f32 lanes', msPerScenario: 0.136 },
]

type Row = {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly target: number | null
  readonly meanT: number
  readonly meanEsri: number
  readonly load: number
  /** Processor time of the quickest run by that measure, all threads together; a busy machine moves it less. */
  readonly cpuSeconds: number
}

const rows: Row[] = []
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
const firms = (count: number, step = 1) => Int32Array.from({ length: count }, (_, i) => i * step)

function note(what: string, value: number, unit: string, target: number | null, result: CascadeResult): void {
  const row = {
    what,
    value,
    unit,
    target,
    meanT: mean(result.sweeps),
    meanEsri: mean(result.esri.both[0]!),
    load: loadavg()[0]!,
    cpuSeconds,
  }
  rows.push(row)
  const met = target === null ? '' : `, target ${target}: ${value <= target ? 'met' : 'not met'}`
  const seen = `mean T ${row.meanT.toFixed(2)}, mean ESRI ${row.meanEsri.toPrecision(3)}, reruns ${result.rerunCount}`
  console.log(
    `${what}: ${value.toFixed(3)} ${unit}${met} (${seen}, processor time ${cpuSeconds.toFixed(2)} s, load ${row.load.toFixed(1)})`,
  )
}

let cpuSeconds = 0

async function timed(repeats: number, run: () => Promise<CascadeResult>) {
  cpuSeconds = Number.POSITIVE_INFINITY
  let least = Number.POSITIVE_INFINITY
  let result: CascadeResult | undefined
  for (let k = 0; k < repeats; k++) {
    const begun = performance.now()
    const cpuBefore = process.cpuUsage()
    result = await run()
    least = Math.min(least, performance.now() - begun)
    const { user, system } = process.cpuUsage(cpuBefore)
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6)
  }
  return { ms: least, result: result! }
}

const table = (name: string) =>
  readFileSync(join(golden, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))

function readGolden(): CascadeNetwork {
  const edges = table('edges.csv').slice(1)
  const sectors = table('firms.csv').slice(1)
  const essential = table('ess.csv')
  return {
    firmCount: sectors.length,
    suppliers: Int32Array.from(edges, (edge) => edge[0]! - 1),
    buyers: Int32Array.from(edges, (edge) => edge[1]! - 1),
    amounts: Float64Array.from(edges, (edge) => edge[2]!),
    sectors: Int32Array.from(sectors, (row) => row[1]! - 1),
    sectorCount: essential.length,
    essential: Uint8Array.from(essential.flat()),
  }
}

/** Same size as the golden network, with cascades that reach further: firms stand in for each other in 400 markets. */
const heavy = (firmCount: number, linkCount: number, sectorCount: number, marketCount: number) =>
  generateNetwork({
    ...{ seed: 7, firmCount, linkCount, sectorCount, marketCount },
    ...{ concentration: 0.6, essentialRatio: 0.5, sectorSkew: 1, amountSpread: 1 },
  })

async function benchAll(name: string, network: CascadeNetwork): Promise<void> {
  const all = closures(firms(network.firmCount))
  const few = closures(firms(40, Math.floor(network.firmCount / 40)))
  const slow = await timed(1, () => cascade(network, few, { engine: 'reference' }))
  note(`${name}: TypeScript reference, a scenario`, slow.ms / 40, 'ms', null, slow.result)
  const session = openCascade(network)
  for (const [precision, target] of [
    ['f32', 1.5],
    ['f64', 2.5],
  ] as const) {
    const { ms, result } = await timed(REPEATS, () => session.run(all, { precision }))
    note(`${name}: all closures, ${precision}`, ms / 1000, 's', target, result)
  }
  await session.close()
}

/** One what-if after the other in an open session: the 95th of 100 by time. */
async function benchWhatIf(name: string, network: CascadeNetwork): Promise<void> {
  const session = openCascade(network)
  const times: number[] = []
  let last: CascadeResult | undefined
  for (let k = 0; k < 100; k++) {
    const { ms, result } = await timed(1, () => session.run(closures(Int32Array.of(k * 97))))
    times.push(ms)
    last = result
  }
  await session.close()
  note(`${name}: one what-if, p95 of 100`, times.sort((a, b) => a - b)[94]!, 'ms', 10, last!)
}

async function benchLarge(): Promise<void> {
  const hundredThousand = heavy(100_000, 500_000, 50, 4_000)
  const session = openCascade(hundredThousand)
  // Enough to fill 16 lanes on each of a few threads, as a ranking does.
  const some = closures(firms(160, 625))
  for (const precision of ['f32', 'f64'] as const) {
    const many = await timed(REPEATS, () => session.run(some, { precision }))
    note(`100,000 firms, 500,000 links: a scenario of 160, ${precision}`, many.ms / 160, 'ms', 8, many.result)
  }
  await session.close()
  const million = heavy(1_000_000, 5_000_000, 50, 40_000)
  const large = openCascade(million, { threads: 1 })
  const one = await timed(REPEATS, () => large.run(closures(Int32Array.of(12_345))))
  note('1,000,000 firms, 5,000,000 links: one scenario', one.ms / 1000, 's', 1, one.result)
  await large.close()
  const peakGb = process.resourceUsage().maxRSS / 2 ** 20
  console.log(
    `peak memory of the whole benchmark: ${peakGb.toFixed(2)} GB, target 2: ${peakGb <= 2 ? 'met' : 'not met'}`,
  )
  peak = peakGb
}

let peak: number | null = null

function write(): void {
  mkdirSync(results, { recursive: true })
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} processors, Node ${process.version}`
  const report = { date: new Date().toISOString().slice(0, 10), machine, rows, peakGb: peak, others }
  writeFileSync(join(results, 'cascade.json'), `${JSON.stringify(report, null, 2)}\n`)
  const lines = rows.map(
    ({ what, value, unit, target, meanT, meanEsri, load, cpuSeconds: cpu }) =>
      `| ${what} | ${value.toFixed(3)} ${unit} | ${target === null ? '' : `${target} ${unit}, ${value <= target ? 'met' : 'not met'}`} | ${meanT.toFixed(2)} | ${meanEsri.toPrecision(3)} | ${cpu.toFixed(2)} s | ${load.toFixed(1)} |`,
  )
  const other = others.map(({ name, msPerScenario }) => `| ${name} | ${msPerScenario} |`)
  const text = [
    `# cascade, ${report.date}`,
    `${machine}. Smallest of ${REPEATS}; "load" is what the whole machine was asked for at the time.`,
    `| what | time | target | mean T | mean ESRI | processor time | load |\n| --- | --- | --- | --- | --- | --- | --- |\n${lines.join('\n')}`,
    ...(peak === null ? [] : [`Peak memory of the benchmark: ${peak.toFixed(2)} GB (target 2 GB).`]),
    `Elsewhere, at 10,000 firms and 99,000 links, ms a scenario:\n\n| program | ms |\n| --- | --- |\n${other.join('\n')}`,
  ]
  writeFileSync(join(results, 'cascade.md'), `${text.join('\n\n')}\n`)
}

for (const { name, msPerScenario } of others)
  console.log(`elsewhere, ${name}: ${msPerScenario} ms a scenario`)
const generated = heavy(10_000, 99_000, 50, 400)
if (existsSync(golden)) await benchAll('g10000_m50', readGolden())
await benchAll('generated, 50 sectors', generated)
await benchAll('generated, 616 sectors', heavy(10_000, 99_000, 616, 400))
await benchWhatIf('generated, 50 sectors', generated)
if (!process.argv.includes('--skip-large')) await benchLarge()
write()
