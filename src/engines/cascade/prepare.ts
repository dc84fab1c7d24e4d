import type { CascadeNetwork } from './network.ts'

/** Links with the same buyer, or the same supplier, side by side: row r is `start[r]` to `start[r + 1]`. */
export type LinkRows = {
  readonly start: Int32Array
  /** The other end of each link. */
  readonly firms: Int32Array
  readonly shares: Float64Array
}

/** What all scenarios of one network share: the coefficients LD and LU, weights and markets. */
export type Prepared = {
  readonly firmCount: number
  /** LD by buyer, without class-0 links; a buyer's links sorted by class (2 first), supplier sector, supplier. */
  readonly inputs: LinkRows
  /** Class and supplier sector of each entry of `inputs`. */
  readonly inputClasses: Uint8Array
  readonly inputSectors: Int32Array
  /** LU by supplier, all classes, sorted by buyer. */
  readonly sales: LinkRows
  /** Out-strength. */
  readonly sout: Float64Array
  readonly markets: Int32Array
  readonly marketCount: number
  /** Out-strength first, then the network's further weights. */
  readonly weights: readonly Float64Array[]
  readonly weightTotals: readonly number[]
  readonly impactSectors: Int32Array
  readonly impactSectorCount: number
}

const greatest = (values: Int32Array): number => values.reduce((most, value) => Math.max(most, value), -1)

/** Row sums (sout) and column sums (sin) of W. */
function strengths({ firmCount, suppliers, buyers, amounts }: CascadeNetwork) {
  const sout = new Float64Array(firmCount)
  const sin = new Float64Array(firmCount)
  for (let e = 0; e < amounts.length; e++) {
    sout[suppliers[e]!]! += amounts[e]!
    sin[buyers[e]!]! += amounts[e]!
  }
  return { sout, sin }
}

/** Stable counting sort of `order` by `key`; `counts` is where each key begins. */
function sortByKey(order: Int32Array, key: (link: number) => number, keyCount: number) {
  const start = new Int32Array(keyCount + 1)
  for (const link of order) start[key(link) + 1]!++
  for (let k = 0; k < keyCount; k++) start[k + 1]! += start[k]!
  const next = start.slice()
  const sorted = new Int32Array(order.length)
  for (const link of order) sorted[next[key(link)]!++] = link
  return { sorted, start }
}

/** LD[i,j]: W/Pi where essential, W/sin where not, times sin/costs with costs; class-0 links are left out. */
function prepareInputs(network: CascadeNetwork, sin: Float64Array, links: Int32Array) {
  const { firmCount, sectorCount, suppliers, buyers, amounts, sectors, essential, costs } = network
  const sectorOf = (e: number) => sectors[suppliers[e]!]!
  const classOf = (e: number) => essential[sectorOf(e) * sectorCount + sectors[buyers[e]!]!]!
  let order = links.filter((e) => classOf(e) !== 0)
  order = sortByKey(order, (e) => suppliers[e]!, firmCount).sorted
  order = sortByKey(order, sectorOf, sectorCount).sorted
  order = sortByKey(order, (e) => 2 - classOf(e), 2).sorted
  const { sorted, start } = sortByKey(order, (e) => buyers[e]!, firmCount)
  const shares = new Float64Array(sorted.length)
  for (let j = 0; j < firmCount; j++) {
    const scale = costs ? sin[j]! / costs[j]! : 1
    for (let from = start[j]!, to = from; from < start[j + 1]!; from = to) {
      let pi = 0
      while (to < start[j + 1]! && isSameGroup(sorted[from]!, sorted[to]!)) pi += amounts[sorted[to++]!]!
      const divisor = classOf(sorted[from]!) === 2 ? pi : sin[j]!
      for (let at = from; at < to; at++) shares[at] = (amounts[sorted[at]!]! / divisor) * scale
    }
  }
  function isSameGroup(a: number, b: number): boolean {
    return sectorOf(a) === sectorOf(b)
  }
  return {
    inputs: { start, firms: sorted.map((e) => suppliers[e]!), shares },
    inputClasses: Uint8Array.from(sorted, classOf),
    inputSectors: sorted.map(sectorOf),
  }
}

/** LU[i,j]: W/sout, or W/revenue with revenues; every class counts. */
function prepareSales(network: CascadeNetwork, sout: Float64Array, links: Int32Array): LinkRows {
  const { firmCount, suppliers, buyers, amounts, revenues } = network
  const byBuyer = sortByKey(links, (e) => buyers[e]!, firmCount).sorted
  const { sorted, start } = sortByKey(byBuyer, (e) => suppliers[e]!, firmCount)
  const divisors = revenues ?? sout
  const shares = Float64Array.from(sorted, (e) => amounts[e]! / divisors[suppliers[e]!]!)
  return { start, firms: sorted.map((e) => buyers[e]!), shares }
}

/**
 * Everything that is computed once for a network (the method's "Prepare"). Links of amount 0 are no links.
 * The network must have passed `checkNetwork`.
 */
export function prepare(network: CascadeNetwork): Prepared {
  const { firmCount, sectorCount, amounts } = network
  const { sout, sin } = strengths(network)
  const links = Int32Array.from({ length: amounts.length }, (_, e) => e).filter((e) => amounts[e]! > 0)
  const markets = network.markets ?? network.sectors
  const impactSectors = network.impactSectors ?? network.sectors
  const weights = [sout, ...(network.furtherWeights ?? [])]
  return {
    firmCount,
    ...prepareInputs(network, sin, links),
    sales: prepareSales(network, sout, links),
    sout,
    markets,
    marketCount: greatest(markets) + 1,
    weights,
    weightTotals: weights.map((values) => values.reduce((sum, value) => sum + value, 0)),
    impactSectors,
    impactSectorCount: network.impactSectors ? greatest(impactSectors) + 1 : sectorCount,
  }
}
