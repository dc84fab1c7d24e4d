import { type KeyboardEvent, memo } from 'react'
import { CARD, type Card } from '../../../src/engines/graph/index.ts'
import { StatusShape } from '../StatusMark.tsx'
import { t } from '../ui-words.ts'

type Props = {
  card: Card
  isPlain: boolean
  isStop: boolean
  isLit: boolean
  isSelected: boolean
  onHover(nodeId: string | null): void
  onStop(nodeId: string): void
  onOpen(nodeId: string): void
  onKey(event: KeyboardEvent, nodeId: string): void
}

/** One node on the map, as a button of the drawing. */
export const ChainCard = memo(function ChainCard({
  card,
  isPlain,
  isStop,
  isLit,
  isSelected,
  onHover,
  onStop,
  onOpen,
  onKey,
}: Props) {
  const { id, status } = card.node
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an SVG drawing
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-node={id}
      className={isPlain ? 'ls-card' : `ls-card ls-card-${status}`}
      data-mark={card.node.mark?.kind}
      data-lit={isLit || undefined}
      data-selected={isSelected || undefined}
      aria-label={isPlain ? plainLabelOf(card) : labelOf(card)}
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
      <CardDrawing card={card} isPlain={isPlain} />
    </g>
  )
})

const CardDrawing = memo(function CardDrawing({ card, isPlain }: { card: Card; isPlain: boolean }) {
  const { node, x, y, height, lines, firm, firmLines } = card
  const countsY = y + 18 + lines.length * CARD.line
  return (
    <>
      <title>{[node.name, node.leadingFirm].filter(Boolean).join('\n')}</title>
      <rect className="ls-card-box" x={x} y={y} width={CARD.width} height={height} rx={5} />
      {!isPlain && (
        <>
          <path className="ls-card-edge" d={`M${x + 1.5} ${y + 5}V${y + height - 5}`} />
          <g transform={`translate(${x + CARD.width - 18} ${y + 8})`}>
            <StatusShape status={node.status} />
          </g>
        </>
      )}
      {lines.map((line, at) => (
        <text key={line} className="ls-card-name" x={x + CARD.padX} y={y + 19 + at * CARD.line}>
          {line}
        </text>
      ))}
      {node.mark && (
        <text className="ls-card-mark" x={x + CARD.width - 6} y={y + height - 6} textAnchor="end">
          {node.mark.word}
        </text>
      )}
      {!isPlain && <CardCounts card={card} y={countsY} />}
      {firmLines.map(({ id, text, isSure }, at) => (
        <text
          key={id}
          className={isSure ? 'ls-chain-firm' : 'ls-chain-small'}
          x={x + CARD.padX}
          y={countsY + (firm ? 14 : 0) + (at + 1) * CARD.firmLine}
        >
          {text}
        </text>
      ))}
    </>
  )
})

function CardCounts({ card: { node, x, firm }, y: countsY }: { card: Card; y: number }) {
  return (
    <>
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
}

function labelOf({ node }: Card): string {
  return t('chainNodeLabel', {
    name: node.name,
    status: t(node.status),
    here: node.here,
    near: node.within200Km,
    elsewhere: node.elsewhere,
  })
}

const plainLabelOf = ({ node }: Card) => [node.name, node.mark?.word].filter(Boolean).join('，')
