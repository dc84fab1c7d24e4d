/** Characters of a 2号 title that stand on a line of the type area. */
const mostOnLine = 20

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * A title as lines: where it does not fit on one, it breaks before a closing bracket of its own ((2026年10月)), else at the
 * end of the word that leaves the lines most alike (GB/T 9704: 词意完整). No character is lost or added.
 */
export function titleLines(title: string): string[] {
  if (title.length <= mostOnLine) return [title]
  const bracket = /^(.{6,})([（(][^（()）]{2,}[）)])$/.exec(title)
  if (bracket) return [...titleLines(bracket[1]!), bracket[2]!]
  const middle = title.length / 2
  const parts = [...words.segment(title)]
  // A single character after a word mostly belongs to it: 供应链, 产业链, 试点区.
  const ends = parts
    .filter((_, i) => (parts[i + 1]?.segment.length ?? 0) !== 1)
    .map(({ index, segment }) => index + segment.length)
  const inside = ends.filter((end) => end >= 4 && end <= title.length - 4)
  const at = inside.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  if (at === undefined) return [title]
  return [...titleLines(title.slice(0, at)), ...titleLines(title.slice(at))]
}
