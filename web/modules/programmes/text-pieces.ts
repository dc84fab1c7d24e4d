/** A text cut where places in it begin and end, so that each piece can be lit for all the places that cover it. */
export type Place = { id: number; span: readonly [start: number, end: number] }
export type Piece = { start: number; text: string; ids: readonly number[]; isGuess: boolean }

/** Pieces of `text` in order; `ids` names the places that cover a piece, `guesses` are passages that were inferred. */
export function cutText(
  text: string,
  places: readonly Place[],
  guesses: readonly (readonly [start: number, end: number])[],
): Piece[] {
  const edges = new Set([0, text.length])
  for (const { span } of places) for (const edge of span) edges.add(Math.min(edge, text.length))
  for (const guess of guesses) for (const edge of guess) edges.add(Math.min(edge, text.length))
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1]!
    const covers = (span: readonly [number, number]) => span[0] <= start && span[1] >= end
    return {
      start,
      text: text.slice(start, end),
      ids: places.filter(({ span }) => covers(span)).map(({ id }) => id),
      isGuess: guesses.some(covers),
    }
  })
}
