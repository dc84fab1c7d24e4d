import { headOf, knownHeads } from './product-heads.ts'

/** Version stamped on candidates; what it means stands in docs/methods/relatedness.md. */
export const relatednessVersion = '1'

/** Added to the larger count, so that two kinds seen together once are not taken for twins. */
const shrink = 2

export type FirmProducts = { readonly id: string; readonly products: readonly string[] }

/** Which firm makes which kind of product. */
export type ProductSpace = {
  readonly heads: ReadonlySet<string>
  /** Kinds of a firm's products, each with one product that shows it. */
  readonly kindsOf: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly firmsOf: ReadonlyMap<string, readonly string[]>
}

/** Reads firms' products into kinds; a firm none of whose products ends in a known kind is left out. */
export function buildProductSpace(firms: readonly FirmProducts[]): ProductSpace {
  const heads = knownHeads(firms.map(({ products }) => products))
  const kindsOf = new Map<string, Map<string, string>>()
  const firmsOf = new Map<string, string[]>()
  for (const { id, products } of firms) {
    const kinds = new Map<string, string>()
    for (const product of products) {
      const head = headOf(product, heads)
      if (head !== null && !kinds.has(head)) kinds.set(head, product)
    }
    if (kinds.size === 0) continue
    kindsOf.set(id, kinds)
    for (const kind of kinds.keys()) {
      const list = firmsOf.get(kind)
      if (list) list.push(id)
      else firmsOf.set(kind, [id])
    }
  }
  return { heads, kindsOf, firmsOf }
}

/** A kind that stands near what is sought, and how near, 0 to 1. */
export type Proximities = ReadonlyMap<string, number>

/**
 * How near each kind of product is to what some firms make: of the firms that make either, the smaller of the two shares
 * that make both (Hidalgo and others 2007, Science 317), with 2 added to the larger count.
 */
export function proximitiesOf(space: ProductSpace, makers: readonly string[], except?: string): Proximities {
  const together = new Map<string, number>()
  for (const maker of makers) {
    if (maker === except) continue
    for (const kind of space.kindsOf.get(maker)?.keys() ?? [])
      together.set(kind, (together.get(kind) ?? 0) + 1)
  }
  const count = makers.filter((maker) => maker !== except).length
  return new Map(
    [...together].map(([kind, both]) => [
      kind,
      both / (Math.max(count, space.firmsOf.get(kind)?.length ?? 0) + shrink),
    ]),
  )
}

/** One neighbouring product of a firm, and how near its kind is. */
export type Neighbour = { readonly product: string; readonly kind: string; readonly proximity: number }
export type Related = {
  readonly id: string
  readonly score: number
  readonly neighbours: readonly Neighbour[]
}

/**
 * Firms by how near their products are to what is sought: the sum of the proximities of their kinds. Only firms with a
 * kind that is near at all; nearest first, then by id.
 */
export function rankRelated(
  space: ProductSpace,
  near: Proximities,
  isSought: (firmId: string) => boolean,
): Related[] {
  const scores = new Map<string, number>()
  for (const [kind, proximity] of near)
    for (const id of space.firmsOf.get(kind) ?? [])
      if (isSought(id)) scores.set(id, (scores.get(id) ?? 0) + proximity)
  return [...scores]
    .map(([id, score]) => ({ id, score, neighbours: neighboursOf(space, near, id) }))
    .sort((a, b) => b.score - a.score || Number(a.id) - Number(b.id))
}

function neighboursOf(space: ProductSpace, near: Proximities, id: string): Neighbour[] {
  return [...space.kindsOf.get(id)!]
    .flatMap(([kind, product]) => {
      const proximity = near.get(kind)
      return proximity === undefined ? [] : [{ product, kind, proximity }]
    })
    .sort((a, b) => b.proximity - a.proximity || (a.kind < b.kind ? -1 : 1))
    .slice(0, 3)
}

/**
 * What is near a node of a chain map: the kinds that its makers make too, and, by the words of its products, the kinds
 * that stand near those words' own kinds. A kind that is the node's own counts as 1.
 */
export function nearNode(
  space: ProductSpace,
  node: { readonly products: readonly string[]; readonly makers: readonly string[] },
): Proximities {
  const near = new Map<string, number>(proximitiesOf(space, node.makers))
  const own = new Set(node.products.map((word) => headOf(word, space.heads)).filter((head) => head !== null))
  for (const head of own)
    for (const [kind, proximity] of proximitiesOf(space, space.firmsOf.get(head) ?? []))
      near.set(kind, Math.max(near.get(kind) ?? 0, proximity))
  for (const head of own) near.set(head, 1)
  return near
}
