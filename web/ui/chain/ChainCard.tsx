import { type KeyboardEvent, memo } from 'react'
import { CARD, type Card } from '../../../src/engines/graph/index.ts'
import { StatusShape } from '../StatusMark.tsx'
import { t } from '../ui-words.ts'

type Props = {
  card: Card
  isStop: boolean
  isLit: boolean
  isSelected: boolean
  onHover(nodeId: string | null): void
  onStop(nodeId: string): void
  onOpen(nodeId: string): void
  onKey(event: KeyboardEvent, nodeId: string): void
}

/** One node on the map, as a button of the drawing. */
export function ChainCard({ card, isStop, isLit, isSelected, onHover, onStop, onOpen, onKey }: Props) {
  const { id, status } = card.node
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an SVG drawing
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-node={id}
      className={`ls-card ls-card-${status}`}
      data-lit={isLit || undefined}
      data-selected={isSelected || undefined}
      aria-label={labelOf(card)}
      onMouseEnter={() => onHover(id)}
      onMouseLeave={() => onHover(null)}
      onFocus={() => {
        onStop(id)
        onHover(id)
      }}
      onBlur={() => onHover(null)}
      onClick={() => onOpen(id)}
      onKeyDown={(event) => onKey(event, id)}
    >
      <CardDrawing card={card} />
    </g>
  )
}

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
