/**
 * A chain map as one SVG file that stands by itself: title, what is true, legend, source and date in the drawing, no
 * style sheet, no script, one typeface. Status by shape, edge and word as well as by colour, so that it reads in grey.
 */
import { type Chain, countByStatus, type NodeStatus, STATUSES } from './chain.ts'
import { CARD, type Card, type Layout, layOut } from './layout.ts'
import { widthOf, wrap } from './wrap.ts'

/** What is written on the drawing besides the names of its nodes; all in one language. */
export type DrawingWords = {
  readonly title: string
  /** One line that says what is true; empty leaves it out. */
  readonly sentence: string
  /** Source, version and day, as one line at the foot. */
  readonly foot: string
  /** Said on every picture of demo data; null for held data. */
  readonly demo: string | null
  readonly status: Readonly<Record<NodeStatus, string>>
  readonly essential: string
  readonly other: string
  /** What the three numbers on a card count. */
  readonly counts: string
}

/** What comparing two versions found, drawn as a frame and a word beside each card. */
export type Change = { readonly kind: 'added' | 'removed' | 'changed'; readonly word: string }
export type DrawingOptions = {
  /** Draws neither status nor counts: the map before anybody judged it. */
  readonly isPlain?: boolean
  /** Names the firms on each card. */
  readonly hasFirms?: boolean
  readonly changes?: ReadonlyMap<string, Change>
}

const ink = { text: '#1F2329', soft: '#5A616B', line: '#B9BEC6', paper: '#FFFFFF', ground: '#F6F7F9' }
const colour: Readonly<Record<NodeStatus, string>> = {
  strong: '#0B6E70',
  weak: '#9A5B00',
  missing: '#B93024',
  unknown: '#667085',
}
const edgeDash: Readonly<Record<NodeStatus, string>> = {
  strong: '',
  weak: '8 2',
  missing: '4 3',
  unknown: '1.5 1.5',
}
const changeColour = { added: '#0B6E70', removed: '#B93024', changed: '#9A5B00' } as const
const HEAD = 96
const FOOT = 40
const LEAST_WIDTH = 900

const written = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

type TextLook = { size: number; fill?: string; weight?: 600; anchor?: 'end' }
function write(
  x: number,
  y: number,
  text: string,
  { size, fill = ink.text, weight, anchor }: TextLook,
): string {
  const look = [
    `font-size="${size}"`,
    `fill="${fill}"`,
    ...(weight ? [`font-weight="${weight}"`] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
  ]
  return `<text x="${x}" y="${y}" ${look.join(' ')}>${written(text)}</text>`
}

/** The mark of a status inside a box of 12: ● strong, ▲ weak, ◇ missing, ▨ unknown. */
function mark(status: NodeStatus, x: number, y: number): string {
  const at = `transform="translate(${x} ${y})"`
  const line = `fill="none" stroke="${colour[status]}" stroke-width="1.2"`
  if (status === 'strong') return `<circle ${at} cx="6" cy="6" r="4.5" fill="${colour.strong}"/>`
  if (status === 'weak') return `<path ${at} d="M6 1.2 11.2 10.6H0.8Z" fill="${colour.weak}"/>`
  if (status === 'missing')
    return `<path ${at} d="M6 0.9 11.1 6 6 11.1 0.9 6Z" ${line} stroke-dasharray="2 1"/>`
  return `<path ${at} d="M1.2 1.2H10.8V10.8H1.2ZM1.2 6 6 1.2M1.2 10.8 10.8 1.2M6 10.8 10.8 6" ${line}/>`
}

function drawCard(card: Card, { isPlain, changes }: DrawingOptions): string {
  const { node, x, y, height, lines, firm } = card
  const change = changes?.get(node.id)
  const isMissing = !isPlain && node.status === 'missing'
  const frame = change ? changeColour[change.kind] : isMissing ? colour.missing : ink.line
  const dash = change?.kind === 'removed' || isMissing ? ' stroke-dasharray="4 3"' : ''
  const countsY = y + 18 + lines.length * CARD.line
  const counts = `${node.here} / ${node.within200Km} / ${node.elsewhere}`
  return [
    `<g data-node="${written(node.id)}"><title>${written(node.name)}</title>`,
    `<rect x="${x}" y="${y}" width="${CARD.width}" height="${height}" rx="5" fill="${ink.paper}" stroke="${frame}" stroke-width="${change ? 2 : 1}"${dash}/>`,
    isPlain
      ? ''
      : `<path d="M${x + 1.5} ${y + 5}V${y + height - 5}" stroke="${colour[node.status]}" stroke-width="3" stroke-dasharray="${edgeDash[node.status]}"/>${mark(node.status, x + CARD.width - 18, y + 8)}`,
    ...lines.map((line, at) =>
      write(x + CARD.padX, y + 19 + at * CARD.line, line, { size: 13, weight: 600 }),
    ),
    isPlain ? '' : write(x + CARD.padX, countsY, counts, { size: 12, fill: ink.soft }),
    change ? write(x + CARD.width - 8, countsY, change.word, { size: 11, fill: frame, anchor: 'end' }) : '',
    ...card.firmLines.map(({ text, isSure }, at) =>
      write(x + CARD.padX, countsY + (firm ? 14 : 0) + (at + 1) * CARD.firmLine, text, {
        size: 11,
        fill: isSure ? ink.text : ink.soft,
      }),
    ),
    firm && !isPlain ? write(x + CARD.padX, countsY + 14, firm, { size: 11, fill: ink.soft }) : '',
    '</g>',
  ].join('')
}

function drawLegend(chain: Chain, words: DrawingWords, { isPlain, changes }: DrawingOptions): string {
  const y = 66
  let x: number = CARD.margin
  const parts: string[] = []
  const put = (sign: string, text: string, signWidth: number) => {
    parts.push(
      `<g transform="translate(${x} 0)">${sign}</g>`,
      write(x + signWidth + 6, y + 10, text, { size: 12 }),
    )
    x += signWidth + 6 + Math.ceil(widthOf(text, 12)) + 18
  }
  const counted = countByStatus(chain.nodes)
  if (!isPlain)
    for (const status of STATUSES) put(mark(status, 0, y), `${words.status[status]} ${counted[status]}`, 12)
  const kinds = new Map([...(changes?.values() ?? [])].map((change) => [change.kind, change.word]))
  for (const [kind, word] of kinds)
    put(
      `<rect x="0" y="${y}" width="14" height="11" rx="2" fill="none" stroke="${changeColour[kind]}" stroke-width="2"/>`,
      word,
      14,
    )
  const wire = (look: string) => `<path d="M0 ${y + 6}H22" fill="none" stroke="${ink.soft}" ${look}/>`
  put(wire('stroke-width="1.6"'), words.essential, 22)
  put(wire('stroke-width="0.9" stroke-dasharray="3 2"'), words.other, 22)
  if (!isPlain) parts.push(write(x, y + 10, words.counts, { size: 12, fill: ink.soft }))
  return parts.join('')
}

function drawBody(layout: Layout, options: DrawingOptions): string {
  const segments = layout.segments.map(({ name, x, width, count }) =>
    [
      `<rect x="${x - 6}" y="0" width="${width + 12}" height="${layout.height - 6}" rx="6" fill="${ink.ground}" stroke="${ink.line}" stroke-width="0.6"/>`,
      write(x, 24, wrap(name, width - 32, 14, 1)[0] ?? '', { size: 14, weight: 600 }),
      write(x + width, 24, String(count), { size: 12, fill: ink.soft, anchor: 'end' }),
    ].join(''),
  )
  const wires = layout.wires.map(({ need, path }) =>
    need.isEssential
      ? `<path d="${path}" fill="none" stroke="${ink.soft}" stroke-width="1.1" opacity="0.55"/>`
      : `<path d="${path}" fill="none" stroke="${ink.soft}" stroke-width="0.7" opacity="0.5" stroke-dasharray="3 2"/>`,
  )
  return [...segments, ...wires, ...layout.cards.map((card) => drawCard(card, options))].join('\n')
}

/**
 * Draws a chain as a self-contained SVG; the same input gives the same bytes. Lengths in px at 96 per inch.
 *
 * @param words what is written around the map; the caller has chosen the language
 */
export function drawChain(chain: Chain, words: DrawingWords, options: DrawingOptions = {}): string {
  const hasCounts = !options.isPlain || options.changes !== undefined
  const layout = layOut(chain, { hasCounts, hasFirms: options.hasFirms ?? false })
  const width = Math.max(layout.width, LEAST_WIDTH)
  const height = HEAD + layout.height + FOOT
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" role="img" aria-label="${written(words.title)}">`,
    `<rect width="${width}" height="${height}" fill="${ink.paper}"/>`,
    write(CARD.margin, 30, words.title, { size: 20, weight: 600 }),
    words.demo === null
      ? ''
      : write(width - CARD.margin, 30, words.demo, {
          size: 14,
          fill: colour.weak,
          weight: 600,
          anchor: 'end',
        }),
    words.sentence === '' ? '' : write(CARD.margin, 52, words.sentence, { size: 13, fill: ink.soft }),
    drawLegend(chain, words, options),
    `<g transform="translate(0 ${HEAD})">`,
    drawBody(layout, options),
    '</g>',
    write(CARD.margin, height - 14, words.foot, { size: 12, fill: ink.soft }),
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}
