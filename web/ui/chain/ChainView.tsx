import { Segmented } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { NodeStatus } from '../theme.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import { ChainCanvas, ChainHead } from './ChainCanvas.tsx'
import { ChainLegend } from './ChainLegend.tsx'
import { ChainList } from './ChainList.tsx'
import { ChainMinimap } from './ChainMinimap.tsx'
import { ChainSegments } from './ChainSegments.tsx'
import { type Chain, countByStatus, pathThrough } from './chain.ts'
import { layOut } from './layout.ts'

export type ChainLevel = 'segments' | 'nodes'

type Props = {
  chain: Chain
  selected: string | null
  level: ChainLevel
  onLevel(level: ChainLevel): void
  onOpen(nodeId: string): void
}

const LEAST_SCALE = 0.5
const MOST_SCALE = 1.6

/** A chain as a map: segments from left to right, nodes as cards, needs as lines; on a phone a list. */
export function ChainView({ chain, selected, level, onLevel, onOpen }: Props) {
  const isNarrow = useIsNarrow()
  const layout = useMemo(() => layOut(chain), [chain])
  const scroll = useRef<HTMLDivElement>(null)
  const [fit, setFit] = useState(1)
  const [zoom, setZoom] = useState<number | null>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  const [only, setOnly] = useState<NodeStatus | null>(null)
  const scale = zoom ?? fit
  const lit = useMemo(() => {
    const centre = hovered ?? selected
    if (centre) return pathThrough(centre, chain.needs)
    return only ? new Set(chain.nodes.filter(({ status }) => status === only).map(({ id }) => id)) : null
  }, [hovered, selected, only, chain])

  useEffect(() => {
    const box = scroll.current
    if (!box || level !== 'nodes') return
    const watch = new ResizeObserver(() => setFit(clamp((box.clientWidth - 2) / layout.width, 0.72, 1.15)))
    watch.observe(box)
    return () => watch.disconnect()
  }, [layout.width, level])

  const counts = useMemo(() => countByStatus(chain.nodes), [chain])
  return (
    <section className="ls-chain">
      <div className="ls-chain-tools">
        <ChainLegend counts={counts} only={only} onOnly={setOnly} />
        <div className="ls-chain-zoom ls-only-wide">
          {level === 'nodes' && (
            <ZoomButtons
              onZoom={(by) => setZoom(by === null ? null : clamp(scale * by, LEAST_SCALE, MOST_SCALE))}
            />
          )}
          <Segmented<ChainLevel>
            value={level}
            onChange={onLevel}
            options={[
              { value: 'segments', label: t('chainLevelSegments') },
              { value: 'nodes', label: t('chainLevelNodes') },
            ]}
          />
        </div>
      </div>
      {isNarrow ? (
        <ChainList chain={chain} only={only} onOpen={onOpen} />
      ) : level === 'segments' ? (
        <ChainSegments chain={chain} onOpen={() => onLevel('nodes')} />
      ) : (
        <div className="ls-chain-frame">
          <div className="ls-chain-scroll" ref={scroll}>
            <ChainHead layout={layout} scale={scale} />
            <ChainCanvas
              layout={layout}
              scale={scale}
              lit={lit}
              selected={selected}
              onHover={setHovered}
              onOpen={onOpen}
            />
          </div>
          <ChainMinimap layout={layout} scale={scale} scroll={scroll} />
        </div>
      )}
    </section>
  )
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

function ZoomButtons({ onZoom }: { onZoom(by: number | null): void }) {
  return (
    <span className="ls-chain-buttons">
      <button
        type="button"
        onClick={() => onZoom(1 / 1.2)}
        aria-label={t('chainZoomOut')}
        title={t('chainZoomOut')}
      >
        −
      </button>
      <button type="button" onClick={() => onZoom(null)}>
        {t('chainFit')}
      </button>
      <button
        type="button"
        onClick={() => onZoom(1.2)}
        aria-label={t('chainZoomIn')}
        title={t('chainZoomIn')}
      >
        +
      </button>
    </span>
  )
}
