import { type KeyboardEvent, memo, useRef, useState } from 'react'
import { StatusShape } from '../StatusMark.tsx'
import { t } from '../ui-words.ts'
import { CARD, type Card, type Layout, neighbour, type Wire } from './layout.ts'

type Props = {
  layout: Layout
  scale: number
  /** Nodes that stand out while the others are dim; null lights all. */
  lit: Set<string> | null
  selected: string | null
  onHover(nodeId: string | null): void
  onOpen(nodeId: string): void
}

/** The drawing itself. One tab stop; arrow keys walk, Enter opens. */
export function ChainCanvas({ layout, scale, lit, selected, onHover, onOpen }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const [stop, setStop] = useState<string | null>(null)
  const entry = stop ?? selected ?? layout.cards[0]?.node.id ?? null
  const walk = (event: KeyboardEvent, nodeId: string) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onOpen(nodeId)
      return
    }
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const next = neighbour(layout, nodeId, event.key)
    if (!next) return
    setStop(next)
    svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }
  return (
    <svg
      ref={svg}
      className="ls-chain-svg"
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      data-dim={lit !== null || undefined}
    >
      <title>{t('chainMap', { segments: layout.segments.length, nodes: layout.cards.length })}</title>
      {layout.segments.map(({ id, name, x, count }) => (
        <g key={id} className="ls-chain-segment">
          <rect x={x - 6} y={4} width={CARD.width + 12} height={layout.height - 8} rx={6} />
          <text x={x} y={26}>
            {name}
          </text>
          <text x={x + CARD.width} y={26} textAnchor="end" className="ls-chain-small">
            {count}
          </text>
        </g>
      ))}
      <Wires wires={layout.wires} lit={lit} />
      {layout.cards.map((card) => (
        // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an SVG drawing
        <g
          key={card.node.id}
          role="button"
          tabIndex={card.node.id === entry ? 0 : -1}
          data-node={card.node.id}
          className={`ls-card ls-card-${card.node.status}`}
          data-lit={lit?.has(card.node.id) || undefined}
          data-selected={card.node.id === selected || undefined}
          aria-label={labelOf(card)}
          onMouseEnter={() => onHover(card.node.id)}
          onMouseLeave={() => onHover(null)}
          onFocus={() => {
            setStop(card.node.id)
            onHover(card.node.id)
          }}
          onBlur={() => onHover(null)}
          onClick={() => onOpen(card.node.id)}
          onKeyDown={(event) => walk(event, card.node.id)}
        >
          <CardDrawing card={card} />
        </g>
      ))}
    </svg>
  )
}

const Wires = memo(function Wires({ wires, lit }: { wires: readonly Wire[]; lit: Set<string> | null }) {
  const isLit = ({ need }: Wire) => lit !== null && lit.has(need.from) && lit.has(need.to)
  const inOrder = [...wires].sort((a, b) => Number(isLit(a)) - Number(isLit(b)))
  return (
    <g>
      {inOrder.map((wire) => (
        <path
          key={`${wire.need.from}>${wire.need.to}`}
          d={wire.path}
          className={`ls-wire${wire.need.isEssential ? ' ls-wire-essential' : ''}`}
          data-lit={isLit(wire) || undefined}
        />
      ))}
    </g>
  )
})

const CardDrawing = memo(function CardDrawing({ card }: { card: Card }) {
  const { node, x, y, height, lines, firm } = card
  const countsY = y + 18 + lines.length * CARD.line
  return (
    <>
      <title>{[node.name, node.leadingFirm].filter(Boolean).join('\n')}</title>
      <rect className="ls-card-box" x={x} y={y} width={CARD.width} height={height} rx={5} />
      <path className="ls-card-edge" d={`M${x + 1.5} ${y + 5}V${y + height - 5}`} />
      <g transform={`translate(${x + CARD.width - 18} ${y + 8})`}>
        <StatusShape status={node.status} />
      </g>
      {lines.map((line, at) => (
        <text key={line} className="ls-card-name" x={x + CARD.padX} y={y + 19 + at * CARD.line}>
          {line}
        </text>
      ))}
      <text className="ls-card-counts" x={x + CARD.padX} y={countsY}>
        <tspan className="ls-card-here">{node.here}</tspan>
        {` / ${node.within200Km} / ${node.elsewhere}`}
        {node.unconfirmed > 0 && (
          <tspan className="ls-chain-small">{`  ${t('chainUnconfirmed', { count: node.unconfirmed })}`}</tspan>
        )}
      </text>
      {firm && (
        <text className="ls-chain-small" x={x + CARD.padX} y={countsY + 14}>
          {firm}
        </text>
      )}
    </>
  )
})

function labelOf({ node }: Card): string {
  return t('chainNodeLabel', {
    name: node.name,
    status: t(node.status),
    here: node.here,
    near: node.within200Km,
    elsewhere: node.elsewhere,
  })
}
