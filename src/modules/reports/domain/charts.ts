/** Simple charts as SVG for paper: bars and stacked bars, zero-based, each bar with its figure beside it; readable in grey. */

export type Bar = { readonly label: string; readonly value: number | null; readonly said: string }
export type StackedBar = { readonly label: string; readonly parts: Readonly<Record<string, number>> }
export type StackPart = {
  readonly id: string
  readonly name: string
  readonly fill: string
  readonly ink: string
  readonly dash?: string
}
export type Chart = {
  readonly svg: string
  readonly widthMm: number
  readonly heightMm: number
  readonly alternative: string
}

/** Units of a drawing for each mm on paper. */
const unitsPerMm = 4
const widthMm = 156
const width = widthMm * unitsPerMm
const rowHeight = 26
const labelWidth = 170
const ink = '#1F2329'
const soft = '#5A616B'
/** Letters are 12 units: 3 mm, about 8.5 points. A Chinese character is as wide as high, a Latin one about half. */
const letter = 12

export const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** The width of a text in units of the drawing. */
export const widthOf = (text: string, size = letter) =>
  [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e80 ? size : size * 0.56), 0)

/** A text cut to a width, with an ellipsis where it was cut. */
export function cutTo(text: string, room: number, size = letter): string {
  if (widthOf(text, size) <= room) return text
  let cut = ''
  for (const character of text) {
    if (widthOf(`${cut}${character}…`, size) > room) break
    cut += character
  }
  return `${cut}…`
}

export const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${x}" y="${y}" font-family="Noto Sans SC" font-size="${letter}" fill="${ink}"${more}>${escaped(words)}</text>`

const frame = (height: number, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`

/** Hatching as lines, since not every reader of SVG draws patterns. */
export function hatched(x: number, y: number, w: number, h: number): string {
  const lines: string[] = []
  for (let at = 4; at < w + h; at += 6) {
    const [x1, y1] = at < h ? [x, y + at] : [x + at - h, y + h]
    const [x2, y2] = at < w ? [x + at, y] : [x + w, y + at - w]
    lines.push(`M${x1} ${y1}L${x2} ${y2}`)
  }
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#F6F7F9" stroke="#667085" stroke-width="0.8"/><path d="${lines.join('')}" stroke="#98A0AC" stroke-width="0.7" fill="none"/>`
}

/** Bars side by side from zero; an unknown value is a hatched field with the word. */
export function drawBars(title: string, bars: readonly Bar[]): Chart {
  const greatest = Math.max(...bars.map(({ value }) => value ?? 0), 1)
  const room = width - labelWidth - 100
  const rows = bars.map(({ label, value, said }, i) => {
    const y = 30 + i * rowHeight
    const name = text(labelWidth - 8, y + 17, cutTo(label, labelWidth - 12), ' text-anchor="end"')
    if (value === null)
      return `${name}${hatched(labelWidth, y + 4, 44, 18)}${text(labelWidth + 52, y + 17, said)}`
    const long = Math.max(value > 0 ? 1 : 0, Math.round((value / greatest) * room))
    return `${name}<rect x="${labelWidth}" y="${y + 4}" width="${long}" height="18" fill="#1D4ED8"/>${text(labelWidth + long + 6, y + 17, said)}`
  })
  const height = 30 + bars.length * rowHeight + 10
  const axis = `<path d="M${labelWidth} 28V${height - 8}" stroke="${soft}" stroke-width="1"/>`
  return {
    svg: frame(height, `${text(0, 16, title, ' font-weight="700"')}${axis}${rows.join('')}`),
    ...{ widthMm, heightMm: height / unitsPerMm },
    alternative: `${title}：${bars.map(({ label, said }) => `${label} ${said}`).join('，')}`,
  }
}

/** Bars made of parts, each part with its number in it; the parts are named above. */
export function drawStack(title: string, parts: readonly StackPart[], bars: readonly StackedBar[]): Chart {
  const totals = bars.map((bar) => parts.reduce((sum, { id }) => sum + (bar.parts[id] ?? 0), 0))
  const greatest = Math.max(...totals, 1)
  const room = width - labelWidth - 20
  const field = (part: StackPart, x: number, y: number, w: number) =>
    `<rect x="${x}" y="${y}" width="${w}" height="18" fill="${part.fill}" stroke="${part.ink}" stroke-width="1"${part.dash ? ` stroke-dasharray="${part.dash}"` : ''}/>`
  let at = 0
  const legend = parts.map((part) => {
    const x = at
    at += 34 + widthOf(part.name) + 16
    return `${field(part, x, 26, 26)}${text(x + 32, 40, part.name)}`
  })
  const rows = bars.map((bar, i) => {
    const y = 54 + i * rowHeight
    let x = labelWidth
    const fields = parts.map((part) => {
      const value = bar.parts[part.id] ?? 0
      if (value === 0) return ''
      const w = (value / greatest) * room
      const isDark = part.fill === '#0B6E70'
      const number = `<text x="${x + w / 2}" y="${y + 17}" text-anchor="middle" font-family="Noto Sans SC" font-size="${letter}" fill="${isDark ? '#FFFFFF' : ink}">${value}</text>`
      const drawn = `${field(part, x, y + 4, w)}${number}`
      x += w
      return drawn
    })
    return (
      text(labelWidth - 8, y + 17, cutTo(bar.label, labelWidth - 12), ' text-anchor="end"') + fields.join('')
    )
  })
  const height = 54 + bars.length * rowHeight + 8
  const said = bars.map(
    ({ label, parts: own }) => `${label} ${parts.map(({ id, name }) => `${name}${own[id] ?? 0}`).join(' ')}`,
  )
  return {
    svg: frame(height, `${text(0, 16, title, ' font-weight="700"')}${legend.join('')}${rows.join('')}`),
    ...{ widthMm, heightMm: height / unitsPerMm },
    alternative: `${title}：${said.join('；')}`,
  }
}

/** Node status as the house shows it, in fills that stay apart in grey. */
export const statusParts: readonly StackPart[] = [
  { id: 'strong', name: '强', fill: '#0B6E70', ink: '#0B6E70' },
  { id: 'weak', name: '弱', fill: '#E9C98F', ink: '#9A5B00' },
  { id: 'missing', name: '缺', fill: '#FFFFFF', ink: '#B93024', dash: '4 3' },
  { id: 'unknown', name: '未知', fill: '#E4E7EC', ink: '#667085', dash: '1 2' },
]
