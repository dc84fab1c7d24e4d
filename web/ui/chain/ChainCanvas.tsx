import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { StatusShape } from '../StatusMark.tsx'
import { t } from '../ui-words.ts'
import { CARD, type Card, type Layout, neighbour, type Wire } from './layout.ts'
import { wrap } from './wrap.ts'

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
  useEffect(() => {
    // A node opened from elsewhere (a link, the drawer) comes into sight.
    if (!selected) return
    const card = svg.current?.querySelector(`[data-node="${CSS.escape(selected)}"]`)
    card?.scrollIntoView({ block: 'center', inline: 'center' })
  }, [selected])
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
      {layout.segments.map(({ id, x, width }) => (
        <rect
          key={id}
          className="ls-chain-segment"
          x={x - 6}
          y={0}
          width={width + 12}
          height={layout.height - 6}
          rx={6}
        />
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

/** The names of the segments; stay in sight while the drawing scrolls. */
export function ChainHead({ layout, scale }: { layout: Layout; scale: number }) {
  return (
    <svg
      className="ls-chain-svg ls-chain-head"
      width={layout.width * scale}
      height={HEAD_PX * scale}
      viewBox={`0 0 ${layout.width} ${HEAD_PX}`}
      aria-hidden="true"
    >
      {layout.segments.map(({ id, name, x, width, count }) => (
        <g key={id}>
          <text x={x} y={20}>
            {wrap(name, width - 32, 14, 1)[0]}
          </text>
          <text x={x + width} y={20} textAnchor="end" className="ls-chain-small">
            {count}
          </text>
        </g>
      ))}
    </svg>
  )
}

const HEAD_PX = 30

const Wires = memo(function Wires({ wires, lit }: { wires: readonly Wire[]; lit: Set<string> | null }) {
  const isLit = ({ need }: Wire) => Boolean(lit?.has(need.from) && lit.has(need.to))
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
