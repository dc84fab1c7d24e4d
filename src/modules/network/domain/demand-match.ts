/** Whether what a firm makes fits what a project will need. */

/** The words of a demand: 牵引变流器、制动盘 are two. A word of one character says too little. */
export function wordsOf(product: string): string[] {
  const words = product.normalize('NFKC').split(/[、,，;；/\s]+/)
  return [...new Set(words.map((word) => word.trim().toLowerCase()).filter((word) => word.length >= 2))]
}

/**
 * Which product of a firm fits a demand, if any: Chinese puts the thing named last, so a product fits when it ends with
 * the demanded word (铁路货车轴承 is a 轴承), or, from three characters on, when the demanded word ends with it (变流器 may
 * be a 牵引变流器).
 */
export function fittingProduct(words: readonly string[], products: readonly string[]): string | null {
  const fits = (product: string) => {
    const made = product.normalize('NFKC').trim().toLowerCase()
    return words.some((word) => made.endsWith(word) || (made.length >= 3 && word.endsWith(made)))
  }
  return products.find(fits) ?? null
}
