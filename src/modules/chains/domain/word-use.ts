import type { DraftMap, WordUse } from '../model.ts'
import type { OtherNode } from './draft-checks.ts'
import { normaliseProduct, WordIndex } from './word-placement.ts'

export type NearProduct = {
  readonly organisationId: string
  readonly cityCode: string | null
  readonly product: string
}

/** A pattern that every product meets which could carry the word: its letters in order. For SQL `like`. */
export function sieveOf(word: string): string {
  const letters = [...normaliseProduct(word)].map((letter) => letter.replace(/[\\%_]/g, '\\$&'))
  return `%${letters.join('%')}%`
}

/**
 * How many firms each word of a node would place, counted as the placement counts: a word that stands inside a longer
 * word of any map is that longer word's. Words that another node has are named.
 *
 * @param products firms with products that could carry one of the words
 * @param city     GB/T 2260; firms there are counted beside all firms
 */
export function countWordUse(
  { node, words }: { node: string; words: readonly string[] },
  around: { draft: DraftMap; others: readonly OtherNode[]; products: readonly NearProduct[]; city: string },
): WordUse {
  const { draft, others, products, city } = around
  const own = words.map((word) => ({ id: `word ${word}`, products: [word] }))
  const rest = [...draft.nodes.filter(({ id }) => id !== node), ...others].map(
    ({ id, products: other }, at) => ({
      id: `node ${at} ${id}`,
      products: other,
    }),
  )
  const index = new WordIndex([...own, ...rest])
  const found = new Map(
    words.map((word) => [word, { all: new Set<string>(), here: new Set<string>(), example: '' }]),
  )
  const placed = { all: new Set<string>(), here: new Set<string>() }
  for (const { organisationId, cityCode, product } of products)
    for (const id of index.nodesOf(product)) {
      const hit = id.startsWith('word ') ? found.get(id.slice(5)) : undefined
      if (!hit) continue
      hit.example ||= product
      for (const counted of [hit, placed]) {
        counted.all.add(organisationId)
        if (cityCode?.slice(0, 4) === city.slice(0, 4)) counted.here.add(organisationId)
      }
    }
  return {
    firms: placed.all.size,
    firmsInCity: placed.here.size,
    words: words.map((word) => ({
      word,
      firms: found.get(word)!.all.size,
      firmsInCity: found.get(word)!.here.size,
      example: found.get(word)!.example || null,
      usedBy: usersOf(word, node, draft, others),
    })),
  }
}

function usersOf(word: string, node: string, draft: DraftMap, others: readonly OtherNode[]) {
  const key = word.normalize('NFKC').toLowerCase()
  const has = ({ products }: { products: readonly string[] }) =>
    products.some((one) => one.normalize('NFKC').toLowerCase() === key)
  const here = draft.nodes
    .filter((one) => one.id !== node && has(one))
    .map(({ id, name }) => ({ map: draft.name, node: id, name }))
  const there = others
    .filter((one) => one.id !== node && has(one))
    .map(({ mapName, id, name }) => ({ map: mapName, node: id, name }))
  return [...here, ...there]
}
