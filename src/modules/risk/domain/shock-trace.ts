import type { CascadeNetwork } from '../../../engines/cascade/index.ts'

/** Lost production 1 - h of every firm after one update, in both directions. */
export type StepState = { readonly down: Float64Array; readonly up: Float64Array }

export type Cause = {
  /** Who passed the shock on; -1: hit by the scenario itself. */
  readonly from: number
  readonly way: 'down' | 'up'
  /** The link that carried it, by its place in the network; -1 for the scenario itself. */
  readonly link: number
}

export type Trace = {
  /** The step in which each firm first lost at least the threshold; -1: never. */
  readonly firstStep: Int32Array
  readonly causes: readonly (Cause | null)[]
  /** Loss in the end, the greater of both directions. */
  readonly loss: Float64Array
}

/** From this loss on a firm counts as reached: a hundredth of its output, as the stopping rule's eps. */
export const reachedFrom = 0.01

type Sums = {
  readonly out: Float64Array
  readonly into: Float64Array
  readonly bySector: ReadonlyMap<number, number>
  readonly linksInto: readonly (readonly number[])[]
  readonly linksFrom: readonly (readonly number[])[]
}

function sumsOf(network: CascadeNetwork): Sums {
  const { firmCount, suppliers, buyers, amounts, sectors, sectorCount } = network
  const out = new Float64Array(firmCount)
  const into = new Float64Array(firmCount)
  const bySector = new Map<number, number>()
  const linksInto: number[][] = Array.from({ length: firmCount }, () => [])
  const linksFrom: number[][] = Array.from({ length: firmCount }, () => [])
  amounts.forEach((amount, e) => {
    const [i, j] = [suppliers[e]!, buyers[e]!]
    out[i]! += amount
    into[j]! += amount
    const key = j * sectorCount + sectors[i]!
    bySector.set(key, (bySector.get(key) ?? 0) + amount)
    linksInto[j]!.push(e)
    linksFrom[i]!.push(e)
  })
  return { out, into, bySector, linksInto, linksFrom }
}

/** sigma of docs/methods/cascade.md: how much of a supplier's loss its market cannot take over. */
function replaceability(
  { firmCount, sectors, markets = sectors }: CascadeNetwork,
  out: Float64Array,
  down: Float64Array,
) {
  const left = new Map<number, number>()
  for (let i = 0; i < firmCount; i++)
    left.set(markets[i]!, (left.get(markets[i]!) ?? 0) + out[i]! * (1 - down[i]!))
  return (i: number) => {
    const all = left.get(markets[i]!)!
    return Math.min(1, out[i]! / (all <= 1e-10 ? 1 : all))
  }
}

/** The share of a buyer's output that one link can take from it when its supplier stops; 0 where the class is none. */
export function downShare(network: CascadeNetwork, sums: Pick<Sums, 'into' | 'bySector'>, e: number): number {
  const { suppliers, buyers, amounts, sectors, sectorCount, essential } = network
  const [i, j] = [suppliers[e]!, buyers[e]!]
  const kind = essential[sectors[i]! * sectorCount + sectors[j]!]
  if (kind === 0) return 0
  const all = kind === 2 ? sums.bySector.get(j * sectorCount + sectors[i]!)! : sums.into[j]!
  return all > 0 ? amounts[e]! / all : 0
}

/**
 * Who passed the shock on to whom: for each firm the step in which it first lost a hundredth of its output, and the one
 * link that took most of it in that step, by the formulas of docs/methods/cascade.md on the states that the engine gave.
 *
 * @param states  after update 0 (the shock itself), 1, 2, …, T
 */
export function traceShock(network: CascadeNetwork, states: readonly StepState[]): Trace {
  const sums = sumsOf(network)
  const firstStep = new Int32Array(network.firmCount).fill(-1)
  const causes: (Cause | null)[] = Array.from({ length: network.firmCount }, () => null)
  states.forEach(({ down, up }, step) => {
    const before = states[step - 1]
    const sigma = before && replaceability(network, sums.out, before.down)
    for (let j = 0; j < network.firmCount; j++) {
      if (firstStep[j] !== -1 || Math.max(down[j]!, up[j]!) < reachedFrom) continue
      firstStep[j] = step
      causes[j] =
        before && sigma
          ? down[j]! >= up[j]!
            ? greatestDown(network, sums, before, sigma, j)
            : greatestUp(network, sums, before, j)
          : { from: -1, way: 'down', link: -1 }
    }
  })
  const last = states.at(-1)!
  return { firstStep, causes, loss: last.down.map((loss, i) => Math.max(loss, last.up[i]!)) }
}

function greatestDown(
  network: CascadeNetwork,
  sums: Sums,
  before: StepState,
  sigma: (i: number) => number,
  j: number,
): Cause | null {
  let [best, most] = [-1, 0]
  for (const e of sums.linksInto[j]!) {
    const i = network.suppliers[e]!
    const lost = downShare(network, sums, e) * sigma(i) * before.down[i]!
    if (lost > most) [best, most] = [e, lost]
  }
  return best === -1 ? null : { from: network.suppliers[best]!, way: 'down', link: best }
}

function greatestUp(network: CascadeNetwork, sums: Sums, before: StepState, i: number): Cause | null {
  let [best, most] = [-1, 0]
  for (const e of sums.linksFrom[i]!) {
    const lost = (network.amounts[e]! / sums.out[i]!) * before.up[network.buyers[e]!]!
    if (lost > most) [best, most] = [e, lost]
  }
  return best === -1 ? null : { from: network.buyers[best]!, way: 'up', link: best }
}

/** The way from a firm that the scenario hit to this one, first to last; null where it was not reached. */
export function pathTo(
  trace: Trace,
  firm: number,
): { firms: number[]; ways: ('down' | 'up')[]; links: number[] } | null {
  const firms = [firm]
  const ways: ('down' | 'up')[] = []
  const links: number[] = []
  for (let at = firm; ; ) {
    const cause = trace.causes[at]
    if (!cause) return null
    if (cause.from === -1) return { firms, ways, links }
    // A cause was reached in an earlier step, unless it lost less than a hundredth then: no way is told by it.
    if (trace.firstStep[cause.from]! < 0 || firms.includes(cause.from)) return null
    firms.unshift(cause.from)
    ways.unshift(cause.way)
    links.unshift(cause.link)
    at = cause.from
  }
}

/** Direct buyers of a firm: the share of their purchases, whether nothing else can stand in, on what the link rests. */
export function dependentsOf(network: CascadeNetwork, firm: number) {
  const sums = sumsOf(network)
  return sums.linksFrom[firm]!.map((link) => {
    const buyer = network.buyers[link]!
    const kind = network.essential[network.sectors[firm]! * network.sectorCount + network.sectors[buyer]!]
    const sameSector = sums.linksInto[buyer]!.filter(
      (e) => network.sectors[network.suppliers[e]!] === network.sectors[firm] && network.amounts[e]! > 0,
    )
    const all = sums.into[buyer]!
    return {
      buyer,
      link,
      share: all > 0 ? network.amounts[link]! / all : null,
      isEssential: kind === 2,
      isOnlySource: sameSector.every((e) => network.suppliers[e] === firm),
    }
  })
    .filter(({ link }) => network.amounts[link]! > 0)
    .sort(
      (a, b) =>
        Number(b.isEssential && b.isOnlySource) - Number(a.isEssential && a.isOnlySource) ||
        (b.share ?? 0) - (a.share ?? 0) ||
        a.buyer - b.buyer,
    )
}
