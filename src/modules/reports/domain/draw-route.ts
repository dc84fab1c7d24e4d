import { type Chart, cutTo, escaped, text, widthOf } from './charts.ts'

/** A gap and the nearest firms that could close it. */
export type Stop = {
  readonly node: string
  readonly status: 'missing' | 'weak'
  readonly firms: readonly {
    readonly name: string
    readonly city: string | null
    readonly distanceKm: number | null
    readonly isConfirmed: boolean
  }[]
  /** Firms found beyond those that are drawn. */
  readonly more: number
}

const unitsPerMm = 4
const widthMm = 156
const width = widthMm * unitsPerMm
const card = { x: 0, width: 170 }
const firmX = 236
const firmWidth = width - firmX
const line = 18
const gap = 8
const top = 34
/** What fits on a page of text: 200 mm. */
const mostHeight = 800

const far = (km: number | null) => (km === null ? '距离未知' : `${km}公里`)

function drawFirm(firm: Stop['firms'][number], x: number, y: number): string {
  const tail = `${firm.city ?? '所在地未知'} · ${far(firm.distanceKm)}${firm.isConfirmed ? '' : ' · 待核实'}`
  const room = firmWidth - widthOf(tail) - 20
  const dash = firm.isConfirmed ? '' : ' stroke-dasharray="3 2"'
  return [
    `<circle cx="${x + 5}" cy="${y - 4}" r="3.5" fill="${firm.isConfirmed ? '#1D4ED8' : '#FFFFFF'}" stroke="#1D4ED8" stroke-width="1"${dash}/>`,
    text(x + 14, y, cutTo(firm.name, room)),
    `<text x="${width}" y="${y}" text-anchor="end" font-family="Noto Sans SC" font-size="12" fill="#5A616B">${escaped(tail)}</text>`,
  ].join('')
}

function drawStop(stop: Stop, y: number): { body: string; height: number } {
  const lines = Math.max(1, stop.firms.length + (stop.more > 0 ? 1 : 0))
  const height = Math.max(34, lines * line + 6)
  const middle = y + height / 2
  const isMissing = stop.status === 'missing'
  const colour = isMissing ? '#B93024' : '#9A5B00'
  const frame = `<rect x="${card.x + 1}" y="${middle - 16}" width="${card.width}" height="32" rx="5" fill="#FFFFFF" stroke="${colour}" stroke-width="1.4"${isMissing ? ' stroke-dasharray="4 3"' : ''}/>`
  const word = text(card.x + card.width - 22, middle + 4, isMissing ? '缺' : '弱', ' font-weight="700"')
  const name = text(card.x + 10, middle + 4, cutTo(stop.node, card.width - 46))
  const ways = stop.firms.map((_, i) => {
    const at = y + 16 + i * line
    return `<path d="M${card.width + 2} ${middle}C${card.width + 34} ${middle} ${firmX - 34} ${at - 4} ${firmX} ${at - 4}" fill="none" stroke="#98A0AC" stroke-width="1"/>`
  })
  const firms = stop.firms.map((firm, i) => drawFirm(firm, firmX, y + 16 + i * line))
  const last = y + 16 + stop.firms.length * line
  const none = stop.firms.length === 0 ? text(firmX, middle + 4, '登记的市外企业中没有能补上的') : ''
  const more = stop.more > 0 ? text(firmX + 14, last, `另有 ${stop.more} 家见表`) : ''
  return { body: [frame, word, name, ...ways, ...firms, none, more].join(''), height }
}

/**
 * The route of inviting: gaps on the left, the nearest firms elsewhere on the right with place and distance; a firm that
 * only product words suggest is an open circle, 待核实.
 */
export function drawRoute(stops: readonly Stop[]): Chart {
  let y: number = top
  const bodies: string[] = []
  for (const stop of stops) {
    const drawn = drawStop(stop, y)
    if (bodies.length > 0 && y + drawn.height > mostHeight) break
    y += drawn.height + gap
    bodies.push(drawn.body)
  }
  const left = stops.length - bodies.length
  if (left > 0) {
    bodies.push(text(0, y + 12, `另有 ${left} 处环节见下表`))
    y += 20
  }
  const heads = `${text(0, 16, '短板环节', ' font-weight="700"')}${text(firmX, 16, '可招的企业（由近到远）', ' font-weight="700"')}`
  const height = y + 4
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${heads}${bodies.join('')}</svg>`,
    ...{ widthMm, heightMm: height / unitsPerMm },
    alternative: stops
      .map(({ node, firms }) => `${node}：${firms.map(({ name }) => name).join('、') || '无'}`)
      .join('；'),
  }
}
