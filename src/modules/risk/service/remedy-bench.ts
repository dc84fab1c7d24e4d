// A kept test's network set up for changes, and what remedies take off its loss.
import { cascade, type Shock, shocks as scenarioOf } from '../../../engines/cascade/index.ts'
import type { Context } from '../../access/index.ts'
import {
  applyRemedy,
  type ChangedNetwork,
  type RemedyGround,
  startingNetwork,
  toCascadeNetwork,
} from '../domain/apply-remedy.ts'
import { chooseRemedies } from '../domain/choose-remedies.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import { whoIsHit } from '../domain/who-is-hit.ts'
import type { Measured, MeasuredSet, Remedy, RemedyInput } from '../model.ts'
import { listNodeNames } from '../queries/organisations.ts'
import { findStressFacts, type StressRow } from '../queries/stress.ts'
import type { Watch } from './compute-stress.ts'
import { nameFirms } from './explain-firm.ts'
import { unpackFacts } from './ranking-job.ts'
import { remedyLabel } from './remedy-label.ts'
import { distanceBetween, loadGround } from './shock-ground.ts'

export type Workbench = {
  readonly row: StressRow
  readonly built: SupplyNetwork
  readonly start: ChangedNetwork
  readonly ground: RemedyGround
  readonly shocks: readonly Shock[]
  readonly before: number | null
  readonly label: (remedy: Remedy) => string
}

/** What is left of the loss in a changed network, by the weights of the network as it was; null without any weight. */
async function lossIn(
  network: ChangedNetwork,
  shocks: readonly Shock[],
  signal?: AbortSignal,
): Promise<number | null> {
  signal?.throwIfAborted()
  const asked = { threads: 1, ...(signal && { signal }) }
  const { esri } = await cascade(toCascadeNetwork(network), scenarioOf([shocks]), asked)
  const value = esri.both[1]![0]!
  return Number.isNaN(value) ? null : value
}

/** The test's network as it was kept, ready for changes. */
export async function setUp(ctx: Context, row: StressRow): Promise<Workbench> {
  const facts = unpackFacts((await findStressFacts(ctx.db, String(row.id)))!)
  const built = buildNetwork(facts)
  const places = await loadGround(ctx, { city: row.cityCode, dataset: row.dataset }, facts)
  const { shocks } = whoIsHit(row.input.shocks, places.places, distanceBetween)
  const start = startingNetwork(built.network)
  const sectors = new Map(facts.sectors.map((name, k) => [name, k]))
  const nodeNames = await listNodeNames(ctx.db)
  const named = await nameFirms(ctx, facts)
  const byId = new Map(facts.firms.map(({ id }, i) => [id, i]))
  return {
    ...{ row, built, start, shocks, before: await lossIn(start, shocks) },
    ground: {
      firmIds: facts.firms.map(({ id }) => id),
      sectorOfNode: (nodeId) => sectors.get(`node:${nodeId}`),
      isInCity: facts.isInCity,
      durationDays: row.durationDays,
    },
    label: remedyLabel(ctx.lang, {
      firm: (id) => (byId.has(id) ? named(byId.get(id)!).name : id),
      node: (id) => nodeNames.get(id)?.[ctx.lang] ?? id,
    }),
  }
}

/** The network after remedies one upon the other; those that change nothing are passed over. */
function afterAll({ start, ground }: Workbench, remedies: readonly Remedy[]): ChangedNetwork {
  return remedies.reduce((network, remedy) => {
    const applied = applyRemedy(network, remedy, ground)
    return 'network' in applied ? applied.network : network
  }, start)
}

/** One line of the answer. `before` is the loss without this remedy, `after` with it. */
function told(
  { row, built, label }: Workbench,
  remedy: Remedy,
  { before, after, note }: { before: number | null; after: number | null; note: Measured['note'] },
): Measured {
  const reduction = before === null || after === null ? null : before - after
  const yuan = remedy.costFen === null ? null : Number(remedy.costFen) / 100
  const perYear = built.unit === 'fen' ? built.network.amounts.reduce((sum, amount) => sum + amount, 0) : null
  const isInMoney = perYear !== null && reduction !== null && row.durationDays !== null
  return {
    ...{ remedy, label: label(remedy), esriBefore: before, esriAfter: after, reduction, note },
    // Percentage points (times 100) for each million yuan.
    pointsPerMillionYuan:
      reduction === null || yuan === null || yuan === 0 ? null : (reduction * 100 * 1e6) / yuan,
    avoidedFen: isInMoney ? String(Math.round((perYear * reduction * row.durationDays!) / 365)) : null,
  }
}

/** What one remedy takes off alone. */
export async function measureOne(bench: Workbench, remedy: Remedy, signal?: AbortSignal): Promise<Measured> {
  const applied = applyRemedy(bench.start, remedy, bench.ground)
  const { before } = bench
  if ('note' in applied) return told(bench, remedy, { before, after: before, note: applied.note })
  return told(bench, remedy, {
    before,
    after: await lossIn(applied.network, bench.shocks, signal),
    note: null,
  })
}

async function chooseBest(
  bench: Workbench,
  { remedies, most, budgetFen }: RemedyInput,
  { tick, signal }: { tick: () => void; signal: AbortSignal | undefined },
): Promise<MeasuredSet['best']> {
  const costs = remedies.map(({ costFen }) => (costFen === null ? null : BigInt(costFen)))
  const limits = { most, budgetFen: budgetFen === null ? null : BigInt(budgetFen), before: bench.before }
  const { chosen, after } = await chooseRemedies(costs, limits, (set) => {
    tick()
    const network = afterAll(
      bench,
      set.map((k) => remedies[k]!),
    )
    return lossIn(network, bench.shocks, signal)
  })
  const known = chosen.map((k) => costs[k] ?? null)
  return {
    chosen: chosen.map((k, place) =>
      told(bench, remedies[k]!, {
        ...{ before: place === 0 ? bench.before : after[place - 1]!, after: after[place]!, note: null },
      }),
    ),
    costFen: known.includes(null) ? null : String(known.reduce<bigint>((sum, cost) => sum + cost!, 0n)),
    ...{ budgetFen, most, esriBefore: bench.before, esriAfter: after.at(-1) ?? bench.before },
  }
}

/** Each remedy alone, and the best set of them; told how far it is by the cascades that are left at most. */
export async function measureSet(
  bench: Workbench,
  input: RemedyInput,
  { signal, report }: Watch = {},
): Promise<Omit<MeasuredSet, 'at'>> {
  const all = cascadesFor(input)
  let done = 0
  const tick = () => report?.(Math.min(1, ++done / all))
  const single: Measured[] = []
  for (const remedy of input.remedies) {
    single.push(await measureOne(bench, remedy, signal))
    tick()
  }
  return { single, best: await chooseBest(bench, input, { tick, signal }) }
}

/** As many cascades as measuring a set takes at most: each alone, then each that is left on top of what was chosen, twice. */
export function cascadesFor({ remedies, most }: RemedyInput): number {
  const count = remedies.length
  let greedy = 0
  for (let taken = 0; taken < Math.min(most, count); taken++) greedy += count - taken
  const orders = remedies.some(({ costFen }) => costFen !== null) ? 2 : 1
  return count + greedy * orders
}
