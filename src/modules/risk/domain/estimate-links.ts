import { addLink, basis, type DraftLinks } from './draft.ts'
import { drawLinks } from './draw-links.ts'
import { median, type Totals } from './known-totals.ts'
import { linksBesides, type SectorStructure } from './sector-structure.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { SupplyFacts } from './supply-facts.ts'

export type Drafts = {
  readonly links: DraftLinks
  /** Known purchases from suppliers outside the network, by buyer. */
  readonly outside: Float64Array
  /** Purchases taken for buyers whose total is unknown but whose shares are known. */
  readonly totalGuess: readonly number[]
}

/** How much an estimate spreads about its expectation (log scale) where too few known amounts tell it. */
const spreadByDefault = 1

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
  const { links, outside, unknown } = toldLinks(facts, totals, totalGuess)
  nameLinks(facts, structure, { totalGuess, unknown, spread }, links)
  drawLinks(facts, totals, structure, { links, outside, random: suppliers, spread })
  return { links, outside, totalGuess }
}

/** Relations whose figures tell an amount or a share; `unknown` are the places of those with a name only. */
function toldLinks({ firms, relations }: SupplyFacts, totals: Totals, totalGuess: readonly number[]) {
  const links: DraftLinks = { suppliers: [], buyers: [], linkBases: [], priors: [] }
  const outside = new Float64Array(firms.length)
  const unknown: number[] = []
  const known = amountTeller({ relations }, totals)
  relations.suppliers.forEach((supplier, r) => {
    const buyer = relations.buyers[r]!
    const amount = known.amountOf(r)
    const share = relations.sharesOfPurchases[r]!
    if (!Number.isNaN(amount)) {
      if (supplier < 0) outside[buyer]! += amount
      else addLink(links, supplier, buyer, known.basisOf(r), amount)
    } else if (supplier >= 0 && !Number.isNaN(share))
      addLink(links, supplier, buyer, basis.shareOfEstimate, share * totalGuess[buyer]!)
    else if (supplier >= 0) unknown.push(r)
  })
  return { links, outside, unknown }
}

/** The amount of a relation where the held figures tell it (else NaN), and on what it rests then. */
export function amountTeller({ relations }: Pick<SupplyFacts, 'relations'>, { purchases, sales }: Totals) {
  const { suppliers, buyers, amountsFen, sharesOfPurchases, sharesOfSales } = relations
  const byPurchases = (r: number) => sharesOfPurchases[r]! * (purchases[buyers[r]!] ?? Number.NaN)
  const bySales = (r: number) =>
    suppliers[r]! < 0 ? Number.NaN : sharesOfSales[r]! * (sales[suppliers[r]!] ?? Number.NaN)
  const basisOf = (r: number) =>
    !Number.isNaN(amountsFen[r]!)
      ? basis.amount
      : Number.isNaN(byPurchases(r))
        ? basis.shareOfSales
        : basis.shareOfPurchases
  const amountOf = (r: number) => {
    const amount = amountsFen[r]!
    if (!Number.isNaN(amount)) return amount
    const bought = byPurchases(r)
    return Number.isNaN(bought) ? bySales(r) : bought
  }
  return { amountOf, basisOf }
}

type Naming = {
  readonly totalGuess: readonly number[]
  readonly unknown: readonly number[]
  readonly spread: () => number
}

/** Named relations without any figure: what the buyer spends in the supplier's sector, shared by those named there. */
function nameLinks(
  { relations, firms, sectors }: SupplyFacts,
  structure: SectorStructure,
  { totalGuess, unknown, spread }: Naming,
  links: DraftLinks,
): void {
  const buyers = unknown.map((r) => relations.buyers[r]!)
  const sectorOf = (at: number) => firms[relations.suppliers[unknown[at]!]!]!.sector
  const besides = linksBesides(buyers, sectorOf, { firmCount: firms.length, sectorCount: sectors.length })
  buyers.forEach((buyer, at) => {
    const ratio = structure.ratio(sectorOf(at), firms[buyer]!.sector)
    const expected = (ratio * totalGuess[buyer]!) / besides[at]!
    const prior = (expected > 0 ? expected : structure.smallestShare * totalGuess[buyer]!) * spread()
    addLink(links, relations.suppliers[unknown[at]!]!, buyer, basis.named, prior)
  })
}
