import { memo, type PointerEvent, type RefObject, useEffect, useState } from 'react'
import { CARD, type Layout } from '../../../src/engines/graph/index.ts'
import { t } from '../ui-words.ts'

type View = { x: number; y: number; width: number; height: number }

const WIDTH = 128

/** The part of a scrolling box that is in sight, in units of the drawing; null until it is measured. */
function useView(scroll: RefObject<HTMLDivElement | null>, scale: number): View | null {
  const [view, setView] = useState<View | null>(null)
  useEffect(() => {
    const box = scroll.current
    if (!box) return
    let isAsked = false
    const look = () => {
      if (isAsked) return
      isAsked = true
      // Once a frame, however often the box says that it scrolled.
      requestAnimationFrame(() => {
        isAsked = false
        setView({
          x: box.scrollLeft / scale,
          y: box.scrollTop / scale,
          width: box.clientWidth / scale,
          height: box.clientHeight / scale,
        })
      })
    }
    look()
    box.addEventListener('scroll', look, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(box)
    return () => {
      box.removeEventListener('scroll', look)
      watch.disconnect()
    }
  }, [scale, scroll])
  return view
}

type Props = { layout: Layout; scale: number; scroll: RefObject<HTMLDivElement | null> }

/** The whole map in small, with the part that is in sight; a press moves there. Hidden when all is in sight. */
export function ChainMinimap({ layout, scale, scroll }: Props) {
  const view = useView(scroll, scale)
  if (!view || (view.width >= layout.width - 2 && view.height >= layout.height - 2)) return null
  const small = Math.min(WIDTH / layout.width, 112 / layout.height)
  const moveTo = ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const box = currentTarget.getBoundingClientRect()
    scroll.current?.scrollTo({
      left: ((clientX - box.left) / small - view.width / 2) * scale,
      top: ((clientY - box.top) / small - view.height / 2) * scale,
    })
  }
  return (
    <svg
      className="ls-minimap"
      width={layout.width * small}
      height={layout.height * small}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      onPointerDown={moveTo}
      onPointerMove={(event) => {
        if (event.buttons === 1) moveTo(event)
      }}
    >
      <title>{t('chainMinimap')}</title>
      <Cards layout={layout} />
      <rect className="ls-minimap-view" {...view} />
    </svg>
  )
}

/** The cards in small; a scroll moves only the frame over them. */
const Cards = memo(function Cards({ layout }: { layout: Layout }) {
  return layout.cards.map(({ node: { id, status }, x, y, height }) => (
    <rect key={id} className={`ls-minimap-${status}`} x={x} y={y} width={CARD.width} height={height} />
  ))
})
