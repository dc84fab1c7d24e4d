import { Segmented } from 'antd'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Layout, layOut } from '../../../src/engines/graph/index.ts'
import type { NodeStatus } from '../theme.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import { ChainCanvas, ChainHead } from './ChainCanvas.tsx'
import { ChainLegend } from './ChainLegend.tsx'
import { ChainList } from './ChainList.tsx'
import { ChainMinimap } from './ChainMinimap.tsx'
import { ChainSegments } from './ChainSegments.tsx'
import { type Chain, countByStatus, pathThrough } from './chain.ts'
import { PictureButtons, type PictureWords } from './PictureButtons.tsx'

export type ChainLevel = 'segments' | 'nodes' | 'firms'

type Props = {
  chain: Chain
  selected: string | null
  level: ChainLevel
  onLevel(level: ChainLevel): void
  onOpen(nodeId: string): void
  /** Levels that are offered; segments and nodes unless told. */
  levels?: readonly ChainLevel[]
  /** Neither status nor counts: a map that nobody judges here. */
  isPlain?: boolean
  /** What is written on the picture that people take away; without it none is offered. */
  picture?: PictureWords
}
const usualLevels = ['segments', 'nodes'] as const

const LEAST_SCALE = 0.5
const MOST_SCALE = 1.6

/** A chain as a map: segments from left to right, nodes as cards, needs as lines; on a phone a list. */
export function ChainView(props: Props) {
  const { chain, selected, level, onLevel, onOpen, levels = usualLevels, isPlain, picture } = props
  const isNarrow = useIsNarrow()
  const scroll = useRef<HTMLDivElement>(null)
  const hasFirms = level === 'firms'
  const layout = useMemo(() => layOut(chain, { hasFirms }), [chain, hasFirms])
  const counts = useMemo(() => countByStatus(chain.nodes), [chain])
  const fit = useFit(scroll, layout.width, level)
  const [zoom, setZoom] = useState<number | null>(null)
  const [only, setOnly] = useState<NodeStatus | null>(null)
  const scale = zoom ?? fit
  const zoomBy = (by: number | null) =>
    setZoom(by === null ? null : clamp(scale * by, LEAST_SCALE, MOST_SCALE))
  return (
    <section className="ls-chain">
      <div className="ls-chain-tools">
        <ChainLegend counts={counts} only={only} onOnly={setOnly} isPlain={isPlain} />
        <div className="ls-chain-zoom ls-only-wide">
          {picture && <PictureButtons chain={chain} words={picture} isPlain={isPlain} hasFirms={hasFirms} />}
          {level !== 'segments' && <ZoomButtons onZoom={zoomBy} />}
          {levels.length > 1 && (
            <Segmented<ChainLevel>
              value={level}
              onChange={onLevel}
              options={levels.map((value) => ({ value, label: t(levelWords[value]) }))}
            />
          )}
        </div>
      </div>
      {isNarrow ? (
        <ChainList chain={chain} only={only} isPlain={isPlain} onOpen={onOpen} />
      ) : level === 'segments' ? (
        <ChainSegments chain={chain} onOpen={() => onLevel('nodes')} />
      ) : (
        <ChainFrame {...{ chain, layout, scale, scroll, selected, only, isPlain, onOpen }} />
      )}
    </section>
  )
}

const levelWords = {
  segments: 'chainLevelSegments',
  nodes: 'chainLevelNodes',
  firms: 'chainLevelFirms',
} as const

/** The scale at which the drawing is as wide as its box, within what can be read. */
function useFit(scroll: RefObject<HTMLDivElement | null>, width: number, level: ChainLevel): number {
  const [fit, setFit] = useState(1)
  useEffect(() => {
    const box = scroll.current
    if (!box || level === 'segments') return
    const watch = new ResizeObserver(() => setFit(clamp((box.clientWidth - 2) / width, 0.72, 1.15)))
    watch.observe(box)
    return () => watch.disconnect()
  }, [scroll, width, level])
  return fit
}

type FrameProps = Pick<Props, 'chain' | 'selected' | 'onOpen'> & {
  layout: Layout
  scale: number
  scroll: RefObject<HTMLDivElement | null>
  only: NodeStatus | null
  isPlain: boolean | undefined
}

/** A hand that rests before a card lights its path; one that only passes over does not. */
const restMs = 70

function useHover(): [string | null, (nodeId: string | null) => void] {
  const [hovered, setHovered] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const onHover = useCallback((nodeId: string | null) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setHovered(nodeId), restMs)
  }, [])
  return [hovered, onHover]
}

/** The scrolling drawing with its head and minimap; hover lights the whole path up and down. */
function ChainFrame({ chain, layout, scale, scroll, selected, only, isPlain, onOpen }: FrameProps) {
  const [hovered, onHover] = useHover()
  const lit = useMemo(() => {
    const centre = hovered ?? selected
    if (centre) return pathThrough(centre, chain.needs)
    return only ? new Set(chain.nodes.filter(({ status }) => status === only).map(({ id }) => id)) : null
  }, [hovered, selected, only, chain])
  return (
    <div className="ls-chain-frame">
      <div className="ls-chain-scroll" ref={scroll}>
        <ChainHead layout={layout} scale={scale} />
        <ChainCanvas
          layout={layout}
          scale={scale}
          lit={lit}
          selected={selected}
          isPlain={isPlain}
          onHover={onHover}
          onOpen={onOpen}
        />
      </div>
      <ChainMinimap layout={layout} scale={scale} scroll={scroll} />
    </div>
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
