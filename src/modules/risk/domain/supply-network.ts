import type { CascadeNetwork } from '../../../engines/cascade/index.ts'
import { amountTeller, draftLinks } from './estimate-links.ts'
import { fitAmounts } from './fit-amounts.ts'
import { knownTotals, type Totals } from './known-totals.ts'
import { type KnownLinks, sectorStructure } from './sector-structure.ts'
import { seededRandom } from './seeded-random.ts'
import { type Basis, bases, firstEstimated, type SupplyFacts } from './supply-facts.ts'

export type BasisShare = {
  readonly basis: Basis
  readonly links: number
  /** Share of all amounts in the network, 0 to 1; null of an empty network. */
  readonly amountRatio: number | null
}

export type SupplyNetwork = {
  readonly network: CascadeNetwork
  /** On what each link rests, by its place in `bases`. */
  readonly linkBases: Uint8Array
  /** By basis, in the order of `bases`; only those that occur. */
  readonly shares: readonly BasisShare[]
  /** Share of all amounts that is estimated, 0 to 1; null of an empty network. */
  readonly estimatedRatio: number | null
  /** `relative`: no amount at all is held, so shares are parts of purchases that count 1 for each firm. */
  readonly unit: 'fen' | 'relative'
  /** Share of known whole purchases that comes from outside the network or from nobody named; null: no total is known. */
  readonly outsideRatio: number | null
  /** Firms whose whole purchases, and whose whole sales, are known. */
  readonly knownPurchases: number
  readonly knownSales: number
}

/**
 * W from what is held: known amounts fixed, the rest estimated from the sector structure and fitted to the known totals.
 *
 * @param draw 0: the estimate that is shown; 1, 2, …: one redraw of everything estimated, for the interval of a rank
 */
export function buildNetwork(facts: SupplyFacts, draw = 0): SupplyNetwork {
  const totals = knownTotals(facts)
  const structure = sectorStructure(facts, knownLinks(facts, totals))
  const random = draw === 0 ? null : seededRandom(2 * draw)
  const drafts = draftLinks(facts, totals, structure, { random, suppliers: seededRandom(2 * draw + 1) })
  const { amounts, outside } = fitAmounts(drafts, totals)
  const linkBases = Uint8Array.from(drafts.links.linkBases)
  const hasAmounts = facts.relations.amountsFen.some((amount) => !Number.isNaN(amount))
  const isKnown = (total: number | null) => total !== null
  return {
    network: {
      firmCount: facts.firms.length,
      suppliers: Int32Array.from(drafts.links.suppliers),
      buyers: Int32Array.from(drafts.links.buyers),
      amounts,
      sectors: Int32Array.from(facts.firms, ({ sector }) => sector),
      sectorCount: facts.sectors.length,
      essential: facts.essential,
    },
    linkBases,
    ...summary(linkBases, amounts),
    outsideRatio: outsideShare(outside, drafts.outside, totals),
    unit: hasAmounts || totals.purchases.some(isKnown) || totals.sales.some(isKnown) ? 'fen' : 'relative',
    knownPurchases: totals.purchases.filter(isKnown).length,
    knownSales: totals.sales.filter(isKnown).length,
  }
}

/** Links whose amount rests on held figures; the structure is read from these. */
function knownLinks(facts: SupplyFacts, totals: Totals): KnownLinks {
  const { relations } = facts
  const told = linksWith(facts, amountTeller(facts, totals).amountOf)
  // Without any amount shares still tell what a sector buys: every buyer counts the same.
  return told.amounts.length > 0 ? told : linksWith(facts, (r) => relations.sharesOfPurchases[r]!)
}

/** The relations with a named supplier of which an amount can be told. */
function linksWith({ relations }: SupplyFacts, amountOf: (relation: number) => number) {
  const known: { [column in keyof KnownLinks]: number[] } = { suppliers: [], buyers: [], amounts: [] }
  relations.suppliers.forEach((supplier, r) => {
    const amount = supplier < 0 ? Number.NaN : amountOf(r)
    if (Number.isNaN(amount)) return
    known.suppliers.push(supplier)
    known.buyers.push(relations.buyers[r]!)
    known.amounts.push(amount)
  })
  return known
}

function outsideShare(
  rest: readonly (number | null)[],
  known: Float64Array,
  { purchases }: Totals,
): number | null {
  let [all, outside] = [0, 0]
  purchases.forEach((total, j) => {
    if (total === null) return
    all += total
    outside += (rest[j] ?? 0) + known[j]!
  })
  return all > 0 ? outside / all : null
}

function summary(
  linkBases: Uint8Array,
  amounts: Float64Array,
): Pick<SupplyNetwork, 'shares' | 'estimatedRatio'> {
  const [counts, sums] = [bases.map(() => 0), bases.map(() => 0)]
  let total = 0
  linkBases.forEach((basis, e) => {
    counts[basis]!++
    sums[basis]! += amounts[e]!
    total += amounts[e]!
  })
  const ratio = (sum: number) => (total > 0 ? sum / total : null)
  const shares = bases.flatMap((basis, k) =>
    counts[k] === 0 ? [] : [{ basis, links: counts[k]!, amountRatio: ratio(sums[k]!) }],
  )
  const estimated = sums.slice(firstEstimated).reduce((sum, value) => sum + value, 0)
  return { shares, estimatedRatio: ratio(estimated) }
}
