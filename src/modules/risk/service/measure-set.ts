// What remedies take off the loss of a scenario: from facts alone, beside requests or by a worker.
import { cascade, type Shock, shocks as scenarioOf } from '../../../engines/cascade/index.ts'
import {
  applyRemedy,
  type ChangedNetwork,
  type RemedyGround,
  startingNetwork,
  toCascadeNetwork,
} from '../domain/apply-remedy.ts'
import { chooseRemedies } from '../domain/choose-remedies.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import type { Measured, MeasuredSet, Remedy, RemedyInput } from '../model.ts'
import type { Watch } from './compute-shock.ts'
import { type Slice, wholeSlice } from './slice.ts'

/** The scenario on which is measured. */
export type Measuring = { readonly shocks: readonly Shock[]; readonly durationDays: number | null }
/** A measured remedy without its words. */
export type Unnamed = Omit<Measured, 'label'>
export type UnnamedSet = {
  readonly single: readonly Unnamed[]
  readonly best: Omit<MeasuredSet['best'], 'chosen'> & { readonly chosen: readonly Unnamed[] }
}
type Workbench = {
  readonly slice: Slice
  readonly signal: AbortSignal | undefined
  readonly built: SupplyNetwork
  readonly start: ChangedNetwork
  readonly ground: RemedyGround
  readonly shocks: readonly Shock[]
  readonly before: number | null
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

/** A test's network as it was kept, ready for changes. */
export async function setUp(
  facts: NetworkFacts,
  { shocks, durationDays }: Measuring,
  { signal, slice = wholeSlice() }: Watch = {},
): Promise<Workbench> {
  const built = buildNetwork(facts)
  const start = startingNetwork(built.network)
  const sectors = new Map(facts.sectors.map((name, k) => [name, k]))
  return {
    ...{ built, start, shocks, slice, signal },
    before: await slice.ask('before', () => lossIn(start, shocks, signal)),
    ground: {
      firmIds: facts.firms.map(({ id }) => id),
      sectorOfNode: (nodeId) => sectors.get(`node:${nodeId}`),
      isInCity: facts.isInCity,
      durationDays,
    },
  }
}

/** What is left of the loss with some remedies of a list one upon the other, in this order. */
function lossWith(
  bench: Workbench,
  remedies: readonly Remedy[],
  set: readonly number[],
): Promise<number | null> {
  const chosen = set.map((k) => remedies[k]!)
  return bench.slice.ask(`after ${set.join(' ')}`, () =>
    lossIn(afterAll(bench, chosen), bench.shocks, bench.signal),
  )
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
  { built, ground: { durationDays } }: Workbench,
  remedy: Remedy,
  { before, after, note }: { before: number | null; after: number | null; note: Measured['note'] },
): Unnamed {
  const reduction = before === null || after === null ? null : before - after
  const yuan = remedy.costFen === null ? null : Number(remedy.costFen) / 100
  const perYear = built.unit === 'fen' ? built.network.amounts.reduce((sum, amount) => sum + amount, 0) : null
  const isInMoney = perYear !== null && reduction !== null && durationDays !== null
  return {
    ...{ remedy, esriBefore: before, esriAfter: after, reduction, note },
    // Percentage points (times 100) for each million yuan.
    pointsPerMillionYuan:
      reduction === null || yuan === null || yuan === 0 ? null : (reduction * 100 * 1e6) / yuan,
    avoidedFen: isInMoney ? String(Math.round((perYear * reduction * durationDays!) / 365)) : null,
  }
}

/** What the remedy at a place of a list takes off alone. */
async function measureOne(bench: Workbench, remedies: readonly Remedy[], k: number): Promise<Unnamed> {
  const remedy = remedies[k]!
  const { before } = bench
  const applied = applyRemedy(bench.start, remedy, bench.ground)
  if ('note' in applied) return told(bench, remedy, { before, after: before, note: applied.note })
  return told(bench, remedy, { before, after: await lossWith(bench, remedies, [k]), note: null })
}

async function chooseBest(
  bench: Workbench,
  { remedies, most, budgetFen }: RemedyInput,
  tick: () => void,
): Promise<UnnamedSet['best']> {
  const costs = remedies.map(({ costFen }) => (costFen === null ? null : BigInt(costFen)))
  const limits = { most, budgetFen: budgetFen === null ? null : BigInt(budgetFen), before: bench.before }
  const { chosen, after } = await chooseRemedies(costs, limits, (set) => {
    tick()
    return lossWith(bench, remedies, set)
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
  report?: Watch['report'],
): Promise<UnnamedSet> {
  const all = cascadesFor(input)
  let done = 0
  const tick = () => report?.(Math.min(1, ++done / all))
  const single: Unnamed[] = []
  for (let k = 0; k < input.remedies.length; k++) {
    single.push(await measureOne(bench, input.remedies, k))
    tick()
  }
  return { single, best: await chooseBest(bench, input, tick) }
}

/** As many cascades as measuring a set takes at most: each alone, then each that is left on top of what was chosen, twice. */
export function cascadesFor({ remedies, most }: RemedyInput): number {
  const count = remedies.length
  let greedy = 0
  for (let taken = 0; taken < Math.min(most, count); taken++) greedy += count - taken
  const orders = remedies.some(({ costFen }) => costFen !== null) ? 2 : 1
  return count + greedy * orders
}
