import type { YearPurchase } from './buyer-years.ts'
import { type Ratio, ratioOf } from './purchase.ts'

/** What a city's buyers bought of one node, by whether it came from inside the ring. */
export type NodeSourcing = Ratio & {
  /** Buyers whose purchases of this node are held. */
  readonly buyers: number
  /** Placed parts by buyer, on the basis of the ratio: what the rule of aggregates asks for. */
  readonly contributors: ReadonlyMap<string, number>
}

type Cell = {
  local: bigint
  placed: bigint
  total: bigint
  readonly contributors: Map<string, number>
  readonly buyers: Map<string, { readonly hasAmount: boolean; readonly purchases: YearPurchase[] }>
}

const emptyCell = (): Cell => ({
  local: 0n,
  placed: 0n,
  total: 0n,
  contributors: new Map(),
  buyers: new Map(),
})

function addPurchase(cell: Cell, purchase: YearPurchase): void {
  const known = cell.buyers.get(purchase.buyerId)
  if (known) known.purchases.push(purchase)
  cell.buyers.set(purchase.buyerId, {
    hasAmount: (known?.hasAmount ?? false) || purchase.amountFen !== null,
    purchases: known?.purchases ?? [purchase],
  })
}

function addParts(cell: Cell, purchase: YearPurchase, parts: bigint | null, isInside: boolean | null): void {
  if (parts === null) return
  cell.total += parts
  if (isInside === null) return
  cell.placed += parts
  if (isInside) cell.local += parts
  const { buyerId } = purchase
  cell.contributors.set(buyerId, (cell.contributors.get(buyerId) ?? 0) + Number(parts))
}

/** Amounts add up over buyers; shares do not, so they count only where one buyer alone bought of the node. */
function sumCell(cell: Cell, inside: (supplierId: string) => boolean | null): NodeSourcing {
  const isShares = cell.buyers.size === 1 && ![...cell.buyers.values()][0]!.hasAmount
  for (const { purchases } of cell.buyers.values()) {
    for (const purchase of purchases) {
      const share = purchase.sharePpm === null ? null : BigInt(purchase.sharePpm)
      addParts(cell, purchase, isShares ? share : purchase.amountFen, inside(purchase.supplierId!))
    }
  }
  const { local, placed, total, contributors, buyers } = cell
  return {
    ratio: ratioOf(local, placed),
    coverageRatio: ratioOf(placed, total),
    buyers: buyers.size,
    contributors,
  }
}

/**
 * How much of what some buyers bought of each node comes from inside a ring, from the purchases held.
 *
 * @param years  purchases of each buyer in its latest year
 * @param nodeOf the node at which a supplier stands; null when it stands at none or at several, so that what it sold
 *               cannot be attributed
 * @returns per node with purchases: `ratio` over what can be placed, null without amounts of several buyers;
 *          `coverageRatio` placed over all purchases held of the node (what is not held of a node nobody knows)
 *
 * Definition 本地配套率 v2 by node, docs/methods/local-sourcing.md.
 */
export function sourcingByNode(
  years: Iterable<readonly YearPurchase[]>,
  nodeOf: (supplierId: string) => string | null,
  inside: (supplierId: string) => boolean | null,
): Map<string, NodeSourcing> {
  const cells = new Map<string, Cell>()
  for (const year of years) {
    for (const purchase of year) {
      const node = purchase.supplierId === null ? null : nodeOf(purchase.supplierId)
      if (node === null) continue
      const cell = cells.get(node) ?? emptyCell()
      cells.set(node, cell)
      addPurchase(cell, purchase)
    }
  }
  return new Map([...cells].map(([node, cell]) => [node, sumCell(cell, inside)]))
}
