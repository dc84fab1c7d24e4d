/** Where everything of a chain map stands: columns are segments, from upstream to downstream. Lengths in px. */
import type { Chain, ChainNeed, ChainNode } from './chain.ts'
import { planColumns } from './columns.ts'
import { orderColumns } from './order.ts'
import { wrap } from './wrap.ts'

export const CARD = {
  width: 160,
  gapX: 46,
  innerGapX: 30,
  gapY: 8,
  padX: 10,
  head: 40,
  margin: 12,
  line: 16,
  firmLine: 15,
} as const

export type Card = {
  node: ChainNode
  x: number
  y: number
  height: number
  lines: string[]
  firm: string | null
  /** Names of firms, at the level of firms only. */
  firmLines: { id: string; text: string; isSure: boolean }[]
}
export type Wire = { need: ChainNeed; path: string }
export type SegmentBox = { id: string; name: string; x: number; width: number; count: number }
export type Layout = { width: number; height: number; segments: SegmentBox[]; cards: Card[]; wires: Wire[] }

/** Whether a card keeps a line for its counts, and lines for the firms that stand there. */
export type LayoutOptions = { readonly hasCounts?: boolean; readonly hasFirms?: boolean }

/** Lays a chain out. Nodes of a segment that the map does not name are left out, needs of unknown nodes too. */
export function layOut(chain: Chain, options: LayoutOptions = {}): Layout {
  const plan = planColumns(chain)
  const order = orderColumns(
    plan.map(({ ids }) => ids),
    chain.needs.map(({ from, to }) => [from, to] as const),
  )
  const byId = new Map(chain.nodes.map((node) => [node.id, node]))
  const xs = columnXs(plan.map(({ segment }) => segment))
  const columns = order.map((ids, at) => stack(nodesOf(ids, byId), xs[at] ?? 0, options))
  const tallest = Math.max(0, ...columns.map(heightOf))
  const cards = columns.flatMap((column) => spread(column, tallest))
  const placed = new Map(cards.map((card) => [card.node.id, card]))
  return {
    width: (xs.at(-1) ?? 0) + CARD.width + CARD.margin,
    height: CARD.head + tallest + CARD.margin * 2,
    segments: chain.segments.map(({ id, name }, at) => {
      const own = xs.filter((_, column) => plan[column]?.segment === at)
      const [left, right] = [own[0] ?? 0, (own.at(-1) ?? 0) + CARD.width]
      return {
        id,
        name,
        x: left,
        width: right - left,
        count: cards.filter(({ node }) => node.segment === id).length,
      }
    }),
    cards,
    wires: chain.needs.flatMap((need) => {
      const [from, to] = [placed.get(need.from), placed.get(need.to)]
      return from && to ? [{ need, path: wirePath(from, to) }] : []
    }),
  }
}

const nodesOf = (ids: readonly string[], byId: ReadonlyMap<string, ChainNode>) =>
  ids.flatMap((id) => byId.get(id) ?? [])

/** Left edges of the columns; columns of one segment stand closer together. */
function columnXs(segments: readonly number[]): number[] {
  let x: number = CARD.margin
  return segments.map((segment, at) => {
    if (at > 0) x += CARD.width + (segments[at - 1] === segment ? CARD.innerGapX : CARD.gapX)
    return x
  })
}

function stack(
  nodes: readonly ChainNode[],
  x: number,
  { hasCounts = true, hasFirms = false }: LayoutOptions,
): Card[] {
  let y = CARD.head + CARD.margin
  return nodes.map((node) => {
    const lines = wrap(node.name, CARD.width - CARD.padX - 26, 13, 2)
    const firm = node.leadingFirm
      ? (wrap(node.leadingFirm, CARD.width - CARD.padX * 2, 11, 1)[0] ?? null)
      : null
    const firmLines = hasFirms ? firmLinesOf(node) : []
    const counts = hasCounts ? CARD.line + (firm ? 14 : 0) : 0
    const height = 12 + lines.length * CARD.line + counts + firmLines.length * CARD.firmLine
    const card = { node, x, y, height, lines, firm, firmLines }
    y += height + CARD.gapY
    return card
  })
}

const firmLinesOf = ({ firms }: ChainNode): Card['firmLines'] =>
  (firms?.shown ?? []).map(({ id, name, isSure }) => ({
    ...{ id, isSure },
    text: wrap(name, CARD.width - CARD.padX * 2, 11, 1)[0] ?? '',
  }))

const heightOf = (cards: readonly Card[]) =>
  cards.reduce((sum, card) => sum + card.height + CARD.gapY, -CARD.gapY)

/** Short columns spread a little and stand a little lower, so that lines run flatter; all begin near the top. */
function spread(cards: Card[], tallest: number): Card[] {
  const spare = Math.max(0, tallest - heightOf(cards))
  const extra = Math.min(14, spare / (cards.length + 1))
  const top = Math.min(40, (spare - extra * (cards.length - 1)) / 2)
  return cards.map((card, at) => ({ ...card, y: card.y + top + extra * at }))
}

/** From the right edge of the maker to the left edge of the user; inside one column a bow on the left. */
function wirePath(from: Card, to: Card): string {
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2]
  if (from.x === to.x) {
    // The first column has only its margin on the left.
    const bow = Math.min(CARD.innerGapX - 4, 12 + Math.abs(y2 - y1) / 24, from.x - 2)
    return `M${from.x} ${round(y1)}C${round(from.x - bow)} ${round(y1)} ${round(to.x - bow)} ${round(y2)} ${to.x} ${round(y2)}`
  }
  const isForward = from.x < to.x
  const [x1, x2] = isForward ? [from.x + CARD.width, to.x] : [from.x, to.x + CARD.width]
  const pull = (isForward ? 1 : -1) * Math.max(CARD.gapX * 0.6, Math.abs(x2 - x1) * 0.35)
  return `M${x1} ${round(y1)}C${round(x1 + pull)} ${round(y1)} ${round(x2 - pull)} ${round(y2)} ${x2} ${round(y2)}`
}

const round = (value: number) => Math.round(value * 10) / 10

/** The node that an arrow key leads to: up and down in the column, else the nearest of the next column. */
export function neighbour(layout: Layout, nodeId: string, key: string): string | null {
  const at = layout.cards.find(({ node }) => node.id === nodeId)
  if (!at) return null
  const dx = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (dx === 0) {
    const column = layout.cards.filter(({ x }) => x === at.x).sort((a, b) => a.y - b.y)
    return column[column.indexOf(at) + (key === 'ArrowDown' ? 1 : -1)]?.node.id ?? null
  }
  const columns = [...new Set(layout.cards.map(({ x }) => x))].sort((a, b) => a - b)
  const next = columns[columns.indexOf(at.x) + dx]
  const nearest = layout.cards
    .filter(({ x }) => x === next)
    .sort((a, b) => Math.abs(a.y - at.y) - Math.abs(b.y - at.y))
  return nearest[0]?.node.id ?? null
}
