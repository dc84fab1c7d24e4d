import { bases } from './supply-facts.ts'

/** The links of W in the making, column by column. */
export type DraftLinks = {
  readonly suppliers: number[]
  readonly buyers: number[]
  /** On what each rests, by its place in `bases`. */
  readonly linkBases: number[]
  /** The amount before fitting; a known link's is its amount. */
  readonly priors: number[]
}

/** Places of the bases. */
export const basis = {
  amount: bases.indexOf('amount'),
  shareOfPurchases: bases.indexOf('share_of_purchases'),
  shareOfSales: bases.indexOf('share_of_sales'),
  shareOfEstimate: bases.indexOf('share_of_estimate'),
  named: bases.indexOf('named'),
  drawn: bases.indexOf('drawn'),
}

/** Adds a link at the end. */
export function addLink(links: DraftLinks, supplier: number, buyer: number, of: number, prior: number): void {
  links.suppliers.push(supplier)
  links.buyers.push(buyer)
  links.linkBases.push(of)
  links.priors.push(prior)
}
