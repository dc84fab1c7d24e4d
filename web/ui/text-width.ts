/** Of letters 13 px high in bold: a Latin letter on average, everything else as wide as high. */
const latinPx = 7.8
const wholePx = 13.2

/** About how wide a text is in px at the size of tables and drawings, where it cannot be measured before it is drawn. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter < '\u2e80' ? latinPx : wholePx), 0)

/** A text on as many lines as it needs: Latin words stay whole, Chinese is cut between any two characters. */
export function linesWithin(text: string, roomPx: number): string[] {
  const lines: string[] = []
  for (const piece of text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+|\s+/g) ?? []) {
    const last = lines.at(-1)
    if (last === undefined || textWidth(last + piece.trimEnd()) > roomPx) lines.push(piece.trimStart())
    else lines[lines.length - 1] = last + piece
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}
