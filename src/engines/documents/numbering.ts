/** The official order of numbers: 一、（一）1.（1） and the names some plans give their parts. */
export type Numbered = { level: number; number: string; length: number }

const kinds: readonly (readonly [number, RegExp])[] = [
  [1, /^([一二三四五六七八九十]{1,3})\s*[、.．]\s*/],
  [1, /^(第[一二三四五六七八九十百]+[章部篇][分]?)\s*/],
  [2, /^[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]\s*[、.．]?\s*/],
  [2, /^(第[一二三四五六七八九十百]+[条节])\s*/],
  [3, /^(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[\s、.．]\s*(?=[\u4e00-\u9fff“])/],
  [3, /^(\d{1,2})\s*(?:、|[.．](?!\d{1,3}(?!\d)))\s*/],
  [3, /^((?:行动|任务|工程|举措|事项)(?:[一二三四五六七八九十]{1,3}|\d{1,2}))\s*[：:、.．]?\s*/],
  [4, /^[（(]\s*(\d{1,2})\s*[）)]\s*[、.．]?\s*/],
  [4, /^([①-⑳])\s*/],
  [4, /^(\d{1,2})[）)]\s*/],
]

/** The number that a line begins with and its rank, 1 the highest; null for running text. */
export function readNumber(text: string): Numbered | null {
  for (const [level, re] of kinds) {
    const match = re.exec(text)
    if (match) return { level, number: match[1] as string, length: match[0].length }
  }
  return null
}
