/** A text without white space, and where each of its characters stands. */
function withoutSpace(text: string): { plain: string; at: number[] } {
  const at: number[] = []
  let plain = ''
  for (let i = 0; i < text.length; i++) {
    if (/\s/.test(text[i]!)) continue
    plain += text[i]
    at.push(i)
  }
  return { plain, at }
}

/**
 * Where a sentence first stands in a text, line breaks and spaces aside.
 *
 * @returns [start, end) in UTF-16 units of the text; null where it does not stand there
 */
export function placeOfSentence(text: string, sentence: string): [start: number, end: number] | null {
  const wanted = withoutSpace(sentence).plain
  if (wanted === '') return null
  const { plain, at } = withoutSpace(text)
  const from = plain.indexOf(wanted)
  return from < 0 ? null : [at[from]!, at[from + wanted.length - 1]! + 1]
}

/** A title for comparing: letters and figures only, the note of its state at the end left out. */
export const plainTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .replace(/(?:征求意见稿|送审稿|试行|的通知)+$/, '')
