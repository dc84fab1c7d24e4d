import type { YearPurchase } from './buyer-years.ts'
import { type Ratio, ratioOf } from './purchase.ts'

/** What a city's buyers bought of one node, by whether it came from inside the ring. */
export type NodeSourcing = Ratio & {
  /** Buyers whose purchases of this node are held. */
  readonly buyers: number
  /** Placed parts by buyer, on the basis of the ratio: what the rule of aggregates asks for. */
  readonly contributors: ReadonlyMap<string, number>
}

/** What was bought on one basis: of it inside the ring, of it where the place can be told, and all of it held. */
type Sums = { readonly local: bigint; readonly placed: bigint; readonly total: bigint }
/** What one buyer bought of one node in its latest year. */
type BuyerPart = {
  readonly hasAmount: boolean
  readonly fen: Sums
  readonly ppm: Sums
  /** Whether anything on the basis could be placed. */
  readonly isPlaced: { readonly fen: boolean; readonly ppm: boolean }
}
/** Per node with purchases the parts of its buyers: what a figure is summed from, kept so that one buyer can be replaced. */
export type NodeBook = ReadonlyMap<string, ReadonlyMap<string, BuyerPart>>

type Seen = {
  /** The node at which a supplier stands; null when at none or at several. */
  readonly nodeOf: (supplierId: string) => string | null
  readonly inside: (supplierId: string) => boolean | null
}

const nothing: BuyerPart = {
  hasAmount: false,
  fen: { local: 0n, placed: 0n, total: 0n },
  ppm: { local: 0n, placed: 0n, total: 0n },
  isPlaced: { fen: false, ppm: false },
}

function added(sums: Sums, parts: bigint | null, isInside: boolean | null): Sums {
  if (parts === null) return sums
  const { local, placed, total } = sums
  if (isInside === null) return { local, placed, total: total + parts }
  return { local: isInside ? local + parts : local, placed: placed + parts, total: total + parts }
}

function partsOf(year: readonly YearPurchase[], { nodeOf, inside }: Seen): Map<string, BuyerPart> {
  const parts = new Map<string, BuyerPart>()
  for (const { supplierId, amountFen, sharePpm } of year) {
    const node = supplierId === null ? null : nodeOf(supplierId)
    if (node === null) continue
    const held = parts.get(node) ?? nothing
    const isInside = inside(supplierId!)
    const { fen, ppm } = held.isPlaced
    parts.set(node, {
      hasAmount: held.hasAmount || amountFen !== null,
      fen: added(held.fen, amountFen, isInside),
      ppm: added(held.ppm, sharePpm === null ? null : BigInt(sharePpm), isInside),
      isPlaced: {
        fen: fen || (amountFen !== null && isInside !== null),
        ppm: ppm || (sharePpm !== null && isInside !== null),
      },
    })
  }
  return parts
}

/** The book of some buyers' latest years. */
export function openNodeBook(years: Iterable<readonly YearPurchase[]>, seen: Seen): NodeBook {
  const book = new Map<string, Map<string, BuyerPart>>()
  for (const year of years)
    for (const [node, part] of partsOf(year, seen)) {
      const buyers = book.get(node)
      if (buyers) buyers.set(year[0]!.buyerId, part)
      else book.set(node, new Map([[year[0]!.buyerId, part]]))
    }
  return book
}

/**
 * The book with some buyers read anew (undefined: no longer there); a node at which none of them has a part keeps the
 * very same map, so that its figure need not be summed again.
 */
export function followNodeBook(
  book: NodeBook,
  anew: ReadonlyMap<string, readonly YearPurchase[] | undefined>,
  seen: Seen,
): NodeBook {
  const fresh = new Map([...anew].map(([buyerId, year]) => [buyerId, year ? partsOf(year, seen) : new Map()]))
  const next = new Map(book)
  const nodes = new Set([...fresh.values()].flatMap((parts) => [...parts.keys()] as string[]))
  for (const [node, buyers] of book) if ([...anew.keys()].some((id) => buyers.has(id))) nodes.add(node)
  for (const node of nodes) {
    const buyers = new Map(book.get(node) ?? [])
    for (const [buyerId, parts] of fresh) {
      const part = parts.get(node)
      if (part) buyers.set(buyerId, part)
      else buyers.delete(buyerId)
    }
    if (buyers.size === 0) next.delete(node)
    else next.set(node, buyers)
  }
  return next
}

/** Amounts add up over buyers; shares do not, so they count only where one buyer alone bought of the node. */
export function sumNode(buyers: ReadonlyMap<string, BuyerPart>): NodeSourcing {
  const isShares = buyers.size === 1 && ![...buyers.values()][0]!.hasAmount
  const basis = isShares ? 'ppm' : 'fen'
  let [local, placed, total] = [0n, 0n, 0n]
  const contributors = new Map<string, number>()
  for (const [buyerId, part] of buyers) {
    const sums = part[basis]
    local += sums.local
    placed += sums.placed
    total += sums.total
    if (part.isPlaced[basis]) contributors.set(buyerId, Number(sums.placed))
  }
  const ratio = ratioOf(local, placed)
  return { ratio, coverageRatio: ratioOf(placed, total), buyers: buyers.size, contributors }
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
  const book = openNodeBook(years, { nodeOf, inside })
  return new Map([...book].map(([node, buyers]) => [node, sumNode(buyers)]))
}
