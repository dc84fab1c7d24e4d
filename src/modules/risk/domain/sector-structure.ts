import { median } from './known-totals.ts'
import type { SupplyFacts } from './supply-facts.ts'

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

type KnownLink = { readonly supplier: number; readonly buyer: number; readonly amount: number }

const leastForSpread = 30
/** Where no link is known at all: a named supplier is taken for a tenth of the purchases, as stated on the method page. */
const shareByDefault = 0.1

/**
 * The input structure of the sectors: of a sector with known purchases, the shares seen; of a sector without, its
 * essential and other inputs by E in equal parts (needs of the chain maps); of a sector without either, nothing.
 *
 * @param known links whose amount rests on held figures
 */
export function sectorStructure(facts: SupplyFacts, known: readonly KnownLink[]): SectorStructure {
  const { firms, sectors, essential } = facts
  const spent = new Map<number, Map<number, number>>()
  for (const { supplier, buyer, amount } of known) {
    const to = firms[buyer]!.sector
    const row = spent.get(to) ?? new Map<number, number>()
    spent.set(to, row.set(firms[supplier]!.sector, (row.get(firms[supplier]!.sector) ?? 0) + amount))
  }
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

/** How far known amounts lie from the structure's expectation, and the share of a typical known link. */
function spreadOf(
  { firms }: SupplyFacts,
  known: readonly KnownLink[],
  ratio: SectorStructure['ratio'],
): Pick<SectorStructure, 'spread' | 'smallestShare'> {
  const bought = new Float64Array(firms.length)
  const inSector = new Map<string, number>()
  const keyOf = ({ supplier, buyer }: KnownLink) => `${buyer} ${firms[supplier]!.sector}`
  for (const link of known) {
    bought[link.buyer]! += link.amount
    inSector.set(keyOf(link), (inSector.get(keyOf(link)) ?? 0) + 1)
  }
  const positive = known.filter(({ amount }) => amount > 0)
  const smallestShare = median(positive.map(({ buyer, amount }) => amount / bought[buyer]!)) ?? shareByDefault
  if (positive.length < leastForSpread) return { spread: null, smallestShare }
  const logs = positive.map((link) => {
    const expected = ratio(firms[link.supplier]!.sector, firms[link.buyer]!.sector) * bought[link.buyer]!
    return Math.log(link.amount / (expected / inSector.get(keyOf(link))!))
  })
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1)
  return { spread: Math.sqrt(variance), smallestShare }
}
