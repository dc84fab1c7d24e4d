import { type Chart, cutTo, text } from './charts.ts'

type Status = 'strong' | 'weak' | 'missing' | 'unknown'
export type PanoramaSegment = {
  readonly name: string
  readonly nodes: readonly { readonly name: string; readonly status: Status }[]
}

const unitsPerMm = 4
const widthMm = 156
const width = widthMm * unitsPerMm
const columns = 4
const chip = { height: 20, gap: 4 }
const chipWidth = (width - (columns - 1) * chip.gap) / columns
const looks: Readonly<Record<Status, { edge: string; fill: string; dash: string; word: string }>> = {
  strong: { edge: '#0B6E70', fill: '#D5EAEA', dash: '', word: '强' },
  weak: { edge: '#9A5B00', fill: '#FBF0DC', dash: '', word: '弱' },
  missing: { edge: '#B93024', fill: '#FFFFFF', dash: ' stroke-dasharray="4 3"', word: '缺' },
  unknown: { edge: '#98A0AC', fill: '#F6F7F9', dash: ' stroke-dasharray="1 2"', word: '未知' },
}

function drawChip({ name, status }: PanoramaSegment['nodes'][number], x: number, y: number): string {
  const look = looks[status]
  const frame = `<rect x="${x + 0.5}" y="${y}" width="${chipWidth - 1}" height="${chip.height}" rx="3" fill="${look.fill}" stroke="${look.edge}" stroke-width="1"${look.dash}/>`
  const word = status === 'unknown' ? '' : look.word
  const mark = word
    ? `<text x="${x + chipWidth - 6}" y="${y + 14}" text-anchor="end" font-family="Noto Sans SC" font-size="10" font-weight="700" fill="${look.edge}">${word}</text>`
    : ''
  const label = cutTo(name, chipWidth - (word ? 24 : 12), 10)
  return `${frame}${text(x + 6, y + 14, label).replace('font-size="12"', 'font-size="10"')}${mark}`
}

/**
 * A large chain map on an upright page: segment by segment from upstream to downstream, every node by name with its
 * status as edge, fill and word. Needs are not drawn; the map itself shows them on a larger sheet.
 */
export function drawPanorama(segments: readonly PanoramaSegment[]): Chart {
  let y = 4
  const body: string[] = []
  for (const { name, nodes } of segments) {
    body.push(text(0, y + 14, `${name}（${nodes.length}）`, ' font-weight="700"'))
    y += 22
    nodes.forEach((node, i) => {
      const row = Math.floor(i / columns)
      body.push(drawChip(node, (i % columns) * (chipWidth + chip.gap), y + row * (chip.height + 3)))
    })
    y += Math.ceil(nodes.length / columns) * (chip.height + 3) + 6
  }
  const height = y + 2
  const said = segments.map(({ name, nodes }) => {
    const count = (status: Status) => nodes.filter((node) => node.status === status).length
    return `${name}：强${count('strong')}、弱${count('weak')}、缺${count('missing')}、未知${count('unknown')}`
  })
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body.join('')}</svg>`,
    ...{ widthMm, heightMm: height / unitsPerMm },
    alternative: said.join('；'),
  }
}
