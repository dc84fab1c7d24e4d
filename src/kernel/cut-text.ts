/**
 * The first `longest` UTF-16 units of a text, one fewer where the cut would halve a character: half of one (as of 𠮷, a
 * rare character of names) is refused by PostgreSQL.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text
  const last = text.charCodeAt(longest - 1)
  const isHalf = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isHalf ? longest - 1 : longest)
}
