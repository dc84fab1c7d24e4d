import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react'
import { type Layout, neighbour, type Wire, wrap } from '../../../src/engines/graph/index.ts'
import { t } from '../ui-words.ts'
import { ChainCard } from './ChainCard.tsx'

type Props = {
  layout: Layout
  scale: number
  /** Nodes that stand out while the others are dim; null lights all. */
  lit: Set<string> | null
  selected: string | null
  /** Neither status nor counts: a map that nobody judges here. */
  isPlain?: boolean | undefined
  onHover(nodeId: string | null): void
  onOpen(nodeId: string): void
}

/** The card that Tab stops at, and the walk from card to card by arrow keys. */
function useWalk(layout: Layout, selected: string | null, onOpen: (nodeId: string) => void) {
  const svg = useRef<SVGSVGElement>(null)
  const [stop, setStop] = useState<string | null>(null)
  const entry = [stop, selected].find((id) => layout.cards.some(({ node }) => node.id === id)) ?? null
  useEffect(() => {
    // A node opened from elsewhere (a link, the drawer) comes into sight.
    if (!selected) return
    const card = svg.current?.querySelector(`[data-node="${CSS.escape(selected)}"]`)
    card?.scrollIntoView({ block: 'center', inline: 'center' })
  }, [selected])
  const walk = useCallback(
    (event: KeyboardEvent, nodeId: string) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        onOpen(nodeId)
        return
      }
      if (!event.key.startsWith('Arrow') || event.altKey) return
      event.preventDefault()
      const next = neighbour(layout, nodeId, event.key)
      if (!next) return
      setStop(next)
      svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
    },
    [layout, onOpen],
  )
  return { svg, entry: entry ?? layout.cards[0]?.node.id ?? null, setStop, walk }
}

/** The drawing itself. One tab stop; arrow keys walk, Enter opens. */
export function ChainCanvas({ layout, scale, lit, selected, isPlain, onHover, onOpen }: Props) {
  const { svg, entry, setStop, walk } = useWalk(layout, selected, onOpen)
  return (
    <svg
      ref={svg}
      className="ls-chain-svg ls-chain-drawing"
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      data-dim={lit !== null || undefined}
    >
      <title>{t('chainMap', { segments: layout.segments.length, nodes: layout.cards.length })}</title>
      <Segments layout={layout} />
      <Wires wires={layout.wires} />
      {lit && <LitWires wires={layout.wires} lit={lit} />}
      {layout.cards.map((card) => (
        <ChainCard
          key={card.node.id}
          card={card}
          isPlain={isPlain ?? false}
          isStop={card.node.id === entry}
          isLit={lit?.has(card.node.id) ?? false}
          isSelected={card.node.id === selected}
          onHover={onHover}
          onStop={setStop}
          onOpen={onOpen}
          onKey={walk}
        />
      ))}
    </svg>
  )
}

const Segments = memo(function Segments({ layout }: { layout: Layout }) {
  return layout.segments.map(({ id, x, width }) => (
    <rect
      key={id}
      className="ls-chain-segment"
      x={x - 6}
      y={0}
      width={width + 12}
      height={layout.height - 6}
      rx={6}
    />
  ))
})

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

const wireClass = ({ need }: Wire) => `ls-wire${need.isEssential ? ' ls-wire-essential' : ''}`
const wireKey = ({ need }: Wire) => `${need.from}>${need.to}`

/** All lines, drawn once: what is lit is drawn over them, so that a hover moves no line. */
const Wires = memo(function Wires({ wires }: { wires: readonly Wire[] }) {
  return (
    <g className="ls-wires">
      {wires.map((wire) => (
        <path key={wireKey(wire)} d={wire.path} className={wireClass(wire)} />
      ))}
    </g>
  )
})

function LitWires({ wires, lit }: { wires: readonly Wire[]; lit: Set<string> }) {
  return (
    <g>
      {wires
        .filter(({ need }) => lit.has(need.from) && lit.has(need.to))
        .map((wire) => (
          <path key={wireKey(wire)} d={wire.path} className={wireClass(wire)} data-lit />
        ))}
    </g>
  )
}
