import { addLink, basis, type DraftLinks } from './draft.ts'
import { median, type Totals } from './known-totals.ts'
import type { SectorStructure } from './sector-structure.ts'
import type { SeededRandom } from './seeded-random.ts'
import { rowsByKey, type SupplyFacts } from './supply-facts.ts'

/** A buyer gets so many drawn suppliers in a sector at most. */
const mostDrawn = 3

type Drawing = {
  readonly links: DraftLinks
  /** Known purchases from suppliers outside the network, by buyer. */
  readonly outside: Float64Array
  readonly random: SeededRandom
  readonly spread: () => number
}

/** Suppliers for sectors in which a buyer with known purchases must buy but has named nobody; added to the links. */
export function drawLinks(
  { firms, sectors }: SupplyFacts,
  totals: Totals,
  structure: SectorStructure,
  { links, outside, random, spread }: Drawing,
): void {
  const sectorOf = Int32Array.from(firms, ({ sector }) => sector)
  const members = membersOf(sectorOf, sectors.length, totals.sales)
  const spent = spentBy(links, outside)
  const byBuyer = rowsByKey(links.buyers, firms.length)
  // Sectors in which a buyer has named somebody carry the buyer's place.
  const coveredFor = new Int32Array(sectors.length).fill(-1)
  for (let buyer = 0; buyer < firms.length; buyer++) {
    const total = totals.purchases[buyer] ?? null
    if (total === null || spent[buyer]! >= total) continue
    for (let at = byBuyer.start[buyer]!; at < byBuyer.start[buyer + 1]!; at++)
      coveredFor[sectorOf[links.suppliers[byBuyer.rows[at]!]!]!] = buyer
    for (const [from, ratio] of structure.inputsOf(sectorOf[buyer]!)) {
      if (coveredFor[from] === buyer) continue
      const chosen = drawSome(members, from, buyer, random)
      for (const supplier of chosen)
        addLink(links, supplier, buyer, basis.drawn, ((ratio * total) / chosen.length) * spread())
    }
  }
}

/** What each buyer is known to have spent, outside and in the network. */
function spentBy({ buyers, linkBases, priors }: DraftLinks, outside: Float64Array): Float64Array {
  const spent = Float64Array.from(outside)
  buyers.forEach((buyer, e) => {
    if (linkBases[e]! < basis.shareOfEstimate) spent[buyer]! += priors[e]!
  })
  return spent
}

type Members = { readonly start: Int32Array; readonly firms: Int32Array; readonly weights: Float64Array }

/** The firms of each sector with their weight in a draw: their sales; a firm of unknown sales counts as a middling one. */
function membersOf(sectorOf: Int32Array, sectorCount: number, sales: Totals['sales']): Members {
  const { start, rows } = rowsByKey(sectorOf, sectorCount)
  const weights = new Float64Array(rows.length)
  for (let sector = 0; sector < sectorCount; sector++) {
    const own = rows.subarray(start[sector]!, start[sector + 1]!)
    const middling = median([...own].flatMap((i) => sales[i] ?? [])) ?? 1
    own.forEach((i, at) => {
      weights[start[sector]! + at] = Math.max(sales[i] ?? middling, 1)
    })
  }
  return { start, firms: rows, weights }
}

/**
 * A few firms of a sector, larger ones sooner: weighted drawing without putting back (Efraimidis and Spirakis 2006), in
 * which the greatest u^(1/w) win. Every member is asked, so that a series of chance does not depend on who wins.
 */
function drawSome(
  { start, firms, weights }: Members,
  sector: number,
  buyer: number,
  random: SeededRandom,
): number[] {
  const best: { i: number; key: number }[] = []
  for (let at = start[sector]!; at < start[sector + 1]!; at++) {
    const i = firms[at]!
    if (i === buyer) continue
    const key = Math.log(1 - random.next()) / weights[at]!
    if (best.length === mostDrawn && key <= best[mostDrawn - 1]!.key) continue
    // Members come by their places: of equal keys the first stays ahead.
    let place = best.length
    while (place > 0 && best[place - 1]!.key < key) place--
    best.splice(place, 0, { i, key })
    if (best.length > mostDrawn) best.pop()
  }
  return best.map(({ i }) => i)
}
