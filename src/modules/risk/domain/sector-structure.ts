import { median } from './known-totals.ts'
import { rowsByKey, type SupplyFacts } from './supply-facts.ts'

/** What a sector buys from which: the expectation behind every estimate. */
export type SectorStructure = {
  /** Share of its purchases that a buyer of sector `to` spends in sector `from`, 0 to 1. */
  ratio(from: number, to: number): number
  /** Sectors from which sector `to` buys, with those shares; none where nothing tells it. */
  inputsOf(to: number): readonly (readonly [sector: number, ratio: number])[]
  /** Standard deviation of log(known amount / expectation); null with fewer than 30 known amounts. */
  readonly spread: number | null
  /** The share taken for a named relation between sectors of which nothing is known: the median share of a known link. */
  readonly smallestShare: number
}

/** Links whose amount rests on held figures. */
export type KnownLinks = {
  readonly suppliers: ArrayLike<number>
  readonly buyers: ArrayLike<number>
  readonly amounts: ArrayLike<number>
}

const leastForSpread = 30
/** Where no link is known at all: a named supplier is taken for a tenth of the purchases, as stated on the method page. */
const shareByDefault = 0.1

/**
 * The input structure of the sectors: of a sector with known purchases, the shares seen; of a sector without, its
 * essential and other inputs by E in equal parts (needs of the chain maps); of a sector without either, nothing.
 */
export function sectorStructure(facts: SupplyFacts, known: KnownLinks): SectorStructure {
  const { sectors, essential } = facts
  const spent = spentBySector(facts, known)
  const inputs = sectors.map((_, to) => {
    const row = spent.get(to)
    const total = row ? [...row.values()].reduce((sum, value) => sum + value, 0) : 0
    if (row && total > 0)
      return [...row].sort((a, b) => a[0] - b[0]).map(([from, amount]) => [from, amount / total] as const)
    // E says 1 where nothing is stated, so only what is essential speaks for a purchase.
    const needed = sectors
      .map((__, from) => from)
      .filter((from) => essential[from * sectors.length + to] === 2)
    return needed.map((from) => [from, 1 / needed.length] as const)
  })
  const lookup = inputs.map((row) => new Map(row))
  const ratio = (from: number, to: number) => lookup[to]?.get(from) ?? 0
  return { ratio, inputsOf: (to) => inputs[to]!, ...spreadOf(facts, known, ratio) }
}

/** Known amounts by the buyer's sector and then by the supplier's. */
function spentBySector({ firms }: SupplyFacts, { suppliers, buyers, amounts }: KnownLinks) {
  const spent = new Map<number, Map<number, number>>()
  for (let e = 0; e < amounts.length; e++) {
    const [from, to] = [firms[suppliers[e]!]!.sector, firms[buyers[e]!]!.sector]
    const row = spent.get(to) ?? new Map<number, number>()
    spent.set(to, row.set(from, (row.get(from) ?? 0) + amounts[e]!))
  }
  return spent
}

/**
 * How many links each link's buyer has in the sector of that link's supplier, itself among them.
 *
 * @param sectorOf sector of the supplier of link e
 */
export function linksBesides(
  buyers: ArrayLike<number>,
  sectorOf: (link: number) => number,
  { firmCount, sectorCount }: { firmCount: number; sectorCount: number },
): Int32Array {
  const { start, rows } = rowsByKey(buyers, firmCount)
  const counts = new Int32Array(sectorCount)
  const found = new Int32Array(buyers.length)
  for (let buyer = 0; buyer < firmCount; buyer++) {
    const own = rows.subarray(start[buyer]!, start[buyer + 1]!)
    for (const e of own) counts[sectorOf(e)]!++
    for (const e of own) found[e] = counts[sectorOf(e)]!
    for (const e of own) counts[sectorOf(e)] = 0
  }
  return found
}

/** How far known amounts lie from the structure's expectation, and the share of a typical known link. */
function spreadOf(
  { firms, sectors }: SupplyFacts,
  { suppliers, buyers, amounts }: KnownLinks,
  ratio: SectorStructure['ratio'],
): Pick<SectorStructure, 'spread' | 'smallestShare'> {
  const sectorOf = (e: number) => firms[suppliers[e]!]!.sector
  const bought = new Float64Array(firms.length)
  for (let e = 0; e < amounts.length; e++) bought[buyers[e]!]! += amounts[e]!
  const positive: number[] = []
  for (let e = 0; e < amounts.length; e++) if (amounts[e]! > 0) positive.push(e)
  const smallestShare =
    median(Float64Array.from(positive, (e) => amounts[e]! / bought[buyers[e]!]!)) ?? shareByDefault
  if (positive.length < leastForSpread) return { spread: null, smallestShare }
  const besides = linksBesides(buyers, sectorOf, { firmCount: firms.length, sectorCount: sectors.length })
  const logs = Float64Array.from(positive, (e) => {
    const expected = ratio(sectorOf(e), firms[buyers[e]!]!.sector) * bought[buyers[e]!]!
    return Math.log(amounts[e]! / (expected / besides[e]!))
  })
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1)
  return { spread: Math.sqrt(variance), smallestShare }
}
