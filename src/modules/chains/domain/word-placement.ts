/**
 * Who might stand at a node of the map, told by product words alone: evidence `words`, which needs confirming.
 *
 * A product is compared after NFKC, lower case and without spaces and marks; what stands in brackets is a product name
 * of its own. Chinese puts the thing named last, so a word counts only at the end of the product, or before an ending
 * that names no other thing (系列, 产品, 系统 …): 铁路货车轴承 is a bearing and no wagon, 硅片分选机 is no wafer. A word
 * inside a longer word that counts is dropped: 司机座椅 is not also 座椅. So a product in an unusual order is missed;
 * a firm placed by words is a hint, and nobody missed is shown as missing.
 *
 * The words stand in one Aho–Corasick automaton, so the time grows with the text and not with the number of words.
 */
export type WordNode = { readonly id: string; readonly products: readonly string[] }
type Hit = { readonly start: number; readonly end: number; readonly node: number }

/** What a word and a product look like when they are compared. */
export function normaliseProduct(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

/** Endings that do not turn a product into another one. */
const emptyEnding = /^(系列|产品|系统|装置|设备|成套|整体|解决方案|等|类|型)*$/

/** The names in one cell: what stands outside brackets, and each bracket's own. */
function namesIn(product: string): string[] {
  const inside = [...product.matchAll(/[（(]([^（()）]*)[)）]/g)].map((match) => match[1]!)
  return [product.replace(/[（(][^（()）]*[)）]/g, ''), ...inside].map(normaliseProduct)
}

/** A place for words, made once for a map. */
export class WordIndex {
  readonly #nodeIds: string[] = []
  readonly #next: Map<number, number>[] = [new Map()]
  readonly #fail: number[] = [0]
  /** Words that end in a state: length in UTF-16 units and node. */
  readonly #ends: { length: number; node: number }[][] = [[]]

  constructor(nodes: readonly WordNode[]) {
    for (const { id, products } of nodes) {
      const node = this.#nodeIds.push(id) - 1
      for (const word of products) this.#add(normaliseProduct(word), node)
    }
    this.#link()
  }

  #add(word: string, node: number): void {
    if (word.length < 2) return
    let state = 0
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      let next = this.#next[state]!.get(code)
      if (next === undefined) {
        next = this.#next.push(new Map()) - 1
        this.#fail.push(0)
        this.#ends.push([])
        this.#next[state]!.set(code, next)
      }
      state = next
    }
    this.#ends[state]!.push({ length: word.length, node })
  }

  /** Breadth first, so that the state to fall back to is always finished before it is used. */
  #link(): void {
    const queue = [...this.#next[0]!.values()]
    for (let at = 0; at < queue.length; at++) {
      const state = queue[at]!
      for (const [code, next] of this.#next[state]!) {
        queue.push(next)
        let back = this.#fail[state]!
        while (back !== 0 && !this.#next[back]!.has(code)) back = this.#fail[back]!
        const to = this.#next[back]!.get(code)
        this.#fail[next] = to === undefined || to === next ? 0 : to
        this.#ends[next]!.push(...this.#ends[this.#fail[next]!]!)
      }
    }
  }

  #hitsIn(text: string): Hit[] {
    const hits: Hit[] = []
    let state = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      while (state !== 0 && !this.#next[state]!.has(code)) state = this.#fail[state]!
      state = this.#next[state]!.get(code) ?? 0
      for (const { length, node } of this.#ends[state]!)
        hits.push({ start: i + 1 - length, end: i + 1, node })
    }
    return hits
  }

  /** Node ids that one product names, sorted. */
  nodesOf(product: string): string[] {
    const counting = namesIn(product).flatMap((text) =>
      longestOnly(this.#hitsIn(text).filter(({ end }) => emptyEnding.test(text.slice(end)))),
    )
    return [...new Set(counting.map(({ node }) => this.#nodeIds[node]!))].sort()
  }
}

function longestOnly(hits: readonly Hit[]): Hit[] {
  const isInside = (a: Hit, b: Hit) =>
    b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start
  return hits.filter((hit) => !hits.some((other) => isInside(hit, other)))
}

export type ProductHolder = { readonly organisationId: string; readonly products: readonly string[] }
export type WordPlacement = {
  readonly organisationId: string
  readonly nodeId: string
  /** The product that named the node, the first in the order given; so that a person can judge it. */
  readonly product: string
}

/** Places firms by the words of their products; the same input gives the same output, in the order of the firms. */
export function placeByWords(index: WordIndex, firms: readonly ProductHolder[]): WordPlacement[] {
  return firms.flatMap(({ organisationId, products }) => {
    const found = new Map<string, string>()
    for (const product of products) {
      for (const nodeId of index.nodesOf(product)) if (!found.has(nodeId)) found.set(nodeId, product)
    }
    return [...found]
      .map(([nodeId, product]) => ({ organisationId, nodeId, product }))
      .sort((a, b) => (a.nodeId < b.nodeId ? -1 : 1))
  })
}

export type WordPlace = Pick<WordPlacement, 'organisationId' | 'nodeId'>
export type WordChanges = { readonly added: readonly WordPlacement[]; readonly removed: readonly WordPlace[] }

/** What must change so that what is held becomes what the words now say. */
export function wordChanges(held: readonly WordPlace[], wanted: readonly WordPlacement[]): WordChanges {
  const nameOf = ({ organisationId, nodeId }: WordPlace) => `${organisationId}/${nodeId}`
  const heldNames = new Set(held.map(nameOf))
  const wantedNames = new Set(wanted.map(nameOf))
  return {
    added: wanted.filter((place) => !heldNames.has(nameOf(place))),
    removed: held.filter((place) => !wantedNames.has(nameOf(place))),
  }
}
