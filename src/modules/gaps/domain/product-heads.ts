/** What a product word is at its core: 高压断路器 and 真空断路器 both end in 断路器. Chinese puts the kind of thing last. */

const inBrackets = /[（(][^）)]*[）)]/g
const notHan = /[^\u4e00-\u9fff]/g
/** Longest ending first: the most exact kind that enough firms share. */
const lengths = [4, 3, 2] as const

/** Fewest firms that must share an ending before it counts as a kind of product. */
export const leastFirmsOfHead = 5

/** The endings of a product word, longest first; none for a word without two Chinese characters. */
export function endingsOf(product: string): string[] {
  const plain = product.replace(inBrackets, '').replace(notHan, '')
  return lengths.filter((length) => plain.length >= length).map((length) => plain.slice(-length))
}

/** The longest ending that is known as a kind of product; null where none is. */
export function headOf(product: string, known: ReadonlySet<string>): string | null {
  return endingsOf(product).find((ending) => known.has(ending)) ?? null
}

/** The endings that at least five firms share. */
export function knownHeads(firms: Iterable<readonly string[]>): Set<string> {
  const firmsOf = new Map<string, number>()
  for (const products of firms)
    for (const ending of new Set(products.flatMap(endingsOf)))
      firmsOf.set(ending, (firmsOf.get(ending) ?? 0) + 1)
  return new Set([...firmsOf].filter(([, count]) => count >= leastFirmsOfHead).map(([ending]) => ending))
}
