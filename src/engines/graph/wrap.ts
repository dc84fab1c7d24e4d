/** Text of a card broken to its width without asking the browser: Han characters are one em wide, Latin about half. */

/** Width in px of a text at a size. */
export function widthOf(text: string, sizePx: number): number {
  let ems = 0
  for (const sign of text)
    ems += /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/.test(sign) ? 1 : /[A-ZmwMW]/.test(sign) ? 0.7 : 0.54
  return ems * sizePx
}

/** Breaks a text into at most `most` lines; what is left over ends in “…”. Latin words stay whole where they fit. */
export function wrap(text: string, widthPx: number, sizePx: number, most: number): string[] {
  const parts = text.match(/[A-Za-z0-9.+&'’-]+\s*|[^A-Za-z0-9]/gu) ?? []
  const lines: string[] = []
  let line = ''
  for (const part of parts) {
    if (line !== '' && widthOf((line + part).trimEnd(), sizePx) > widthPx) {
      lines.push(line)
      line = ''
    }
    line += part
  }
  if (line.trim() !== '') lines.push(line)
  if (lines.length <= most) return lines.map((each) => cut(each.trim(), widthPx, sizePx))
  const kept = lines.slice(0, most)
  return [
    ...kept.slice(0, -1).map((each) => each.trim()),
    cut(`${kept.at(-1)}${lines[most]}`.trim(), widthPx, sizePx, true),
  ]
}

function cut(text: string, widthPx: number, sizePx: number, isCut = false): string {
  if (!isCut && widthOf(text, sizePx) <= widthPx) return text
  let shown = text
  while (shown !== '' && widthOf(`${shown}…`, sizePx) > widthPx) shown = [...shown].slice(0, -1).join('')
  return `${shown}…`
}
