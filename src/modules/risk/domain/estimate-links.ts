import { median, type Totals } from './known-totals.ts'
import type { SectorStructure } from './sector-structure.ts'
import type { SeededRandom } from './seeded-random.ts'
import { type Basis, bases, type SupplyFacts } from './supply-facts.ts'

/** A link of W in the making. `prior` is the amount before fitting; a known link's is its amount. */
export type DraftLink = {
  readonly supplier: number
  readonly buyer: number
  readonly basis: Basis
  readonly prior: number
}

export type Drafts = {
  readonly links: readonly DraftLink[]
  /** Known purchases from suppliers outside the network, by buyer. */
  readonly outside: Float64Array
  /** Purchases taken for buyers whose total is unknown but whose shares are known. */
  readonly totalGuess: readonly number[]
}

/** How much an estimate spreads about its expectation (log scale) where too few known amounts tell it. */
const spreadByDefault = 1
/** A buyer gets so many drawn suppliers in a sector at most. */
const mostDrawn = 3

/** The amount of a relation, where the held figures tell it. */
function knownAmount(
  facts: SupplyFacts,
  totals: Totals,
  at: number,
): { basis: Basis; amount: number } | null {
  const { supplier, buyer, amountFen, shareOfPurchases, shareOfSales } = facts.relations[at]!
  if (amountFen !== null) return { basis: 'amount', amount: amountFen }
  const [bought, sold] = [
    totals.purchases[buyer] ?? null,
    supplier === null ? null : (totals.sales[supplier] ?? null),
  ]
  if (shareOfPurchases !== null && bought !== null)
    return { basis: 'share_of_purchases', amount: shareOfPurchases * bought }
  if (shareOfSales !== null && sold !== null) return { basis: 'share_of_sales', amount: shareOfSales * sold }
  return null
}

/**
 * Purchases of a buyer of whom only shares are known: the median total of its sector, else of all; 1 where no amount
 * at all is held, so that shares alone make a network in relative units.
 */
function guessTotals({ firms }: SupplyFacts, { purchases }: Totals, spread: () => number): number[] {
  const bySector = new Map<number, number[]>()
  firms.forEach(({ sector }, i) => {
    const total = purchases[i]
    if (total === null || total === undefined) return
    const list = bySector.get(sector)
    if (list) list.push(total)
    else bySector.set(sector, [total])
  })
  const medians = new Map([...bySector].map(([sector, values]) => [sector, median(values)!]))
  const overall = median([...bySector.values()].flat()) ?? 1
  return firms.map(({ sector }, i) => purchases[i] ?? (medians.get(sector) ?? overall) * spread())
}

/**
 * The links of W before fitting: known amounts as they are; named relations without a figure, and suppliers drawn where
 * a buyer's known purchases name nobody, with what the sector structure lets expect.
 *
 * @param random null: the expectation itself, and the same suppliers each time; else amounts spread about it
 */
export function draftLinks(
  facts: SupplyFacts,
  totals: Totals,
  structure: SectorStructure,
  { random, suppliers }: { random: SeededRandom | null; suppliers: SeededRandom },
): Drafts {
  const spread = () => (random ? Math.exp((structure.spread ?? spreadByDefault) * random.normal()) : 1)
  const totalGuess = guessTotals(facts, totals, spread)
  const links: DraftLink[] = []
  const outside = new Float64Array(facts.firms.length)
  const unknown: number[] = []
  facts.relations.forEach(({ supplier, buyer, shareOfPurchases }, at) => {
    const known = knownAmount(facts, totals, at)
    if (known && supplier === null) outside[buyer]! += known.amount
    else if (known && supplier !== null)
      links.push({ supplier, buyer, basis: known.basis, prior: known.amount })
    else if (supplier !== null && shareOfPurchases !== null) {
      const prior = shareOfPurchases * totalGuess[buyer]!
      links.push({ supplier, buyer, basis: 'share_of_estimate', prior })
    } else if (supplier !== null) unknown.push(at)
  })
  links.push(...nameLinks(facts, structure, totalGuess, unknown, spread))
  links.push(...drawLinks(facts, totals, structure, { links, outside, random: suppliers, spread }))
  return { links, outside, totalGuess }
}

/** Named relations without any figure: what the buyer spends in the supplier's sector, shared by those named there. */
function nameLinks(
  { relations, firms }: SupplyFacts,
  structure: SectorStructure,
  totalGuess: readonly number[],
  unknown: readonly number[],
  spread: () => number,
): DraftLink[] {
  const named = new Map<string, number>()
  const keyOf = (supplier: number, buyer: number) => `${buyer} ${firms[supplier]!.sector}`
  for (const at of unknown) {
    const { supplier, buyer } = relations[at]!
    const key = keyOf(supplier!, buyer)
    named.set(key, (named.get(key) ?? 0) + 1)
  }
  return unknown.map((at) => {
    const { supplier, buyer } = relations[at]!
    const ratio = structure.ratio(firms[supplier!]!.sector, firms[buyer]!.sector)
    const expected = (ratio * totalGuess[buyer]!) / named.get(keyOf(supplier!, buyer))!
    const prior = (expected > 0 ? expected : structure.smallestShare * totalGuess[buyer]!) * spread()
    return { supplier: supplier!, buyer, basis: 'named' as const, prior }
  })
}

type Drawing = {
  readonly links: readonly DraftLink[]
  readonly outside: Float64Array
  readonly random: SeededRandom
  readonly spread: () => number
}

/** Suppliers for sectors in which a buyer with known purchases must buy but has named nobody. */
function drawLinks(
  { firms, sectors }: SupplyFacts,
  totals: Totals,
  structure: SectorStructure,
  { links, outside, random, spread }: Drawing,
): DraftLink[] {
  const members = sectors.map((): number[] => [])
  firms.forEach(({ sector }, i) => void members[sector]!.push(i))
  const spent = Float64Array.from(outside)
  const covered = new Set<string>()
  for (const { supplier, buyer, prior, basis } of links) {
    if (bases.indexOf(basis) < bases.indexOf('share_of_estimate')) spent[buyer]! += prior
    covered.add(`${buyer} ${firms[supplier]!.sector}`)
  }
  const drawn: DraftLink[] = []
  firms.forEach(({ sector }, buyer) => {
    const total = totals.purchases[buyer] ?? null
    if (total === null || spent[buyer]! >= total) return
    for (const [from, ratio] of structure.inputsOf(sector)) {
      if (covered.has(`${buyer} ${from}`)) continue
      const chosen = drawSome(members[from]!, buyer, totals.sales, random)
      for (const supplier of chosen)
        drawn.push({ supplier, buyer, basis: 'drawn', prior: ((ratio * total) / chosen.length) * spread() })
    }
  })
  return drawn
}

/** A few firms of a sector, larger ones sooner; a firm of unknown sales counts as a middling one. */
function drawSome(
  members: readonly number[],
  buyer: number,
  sales: Totals['sales'],
  random: SeededRandom,
): number[] {
  const middling = median(members.flatMap((i) => sales[i] ?? [])) ?? 1
  const keyed = members
    .filter((i) => i !== buyer)
    // Weighted drawing without putting back (Efraimidis and Spirakis 2006): the greatest u^(1/w) win.
    .map((i) => ({ i, key: Math.log(1 - random.next()) / Math.max(sales[i] ?? middling, 1) }))
  keyed.sort((a, b) => b.key - a.key || a.i - b.i)
  return keyed.slice(0, mostDrawn).map(({ i }) => i)
}
