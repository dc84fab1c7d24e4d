import { useEffect, useMemo, useRef } from 'react'
import type { DocumentDetail } from './api.ts'
import { cutText } from './text-pieces.ts'
import { t } from './words.ts'

type Props = {
  document: DocumentDetail
  current: number | null
  /** A place that an address names, lit while no item is. */
  place: readonly [start: number, end: number] | null
  onPick(ordinal: number): void
  onMark(span: [number, number] | null): void
}

/** Stands for a place that an address names, beside the ordinals of items. */
const askedPlace = -1

/** The text with the places of all items; the current one is lit and scrolled to. */
export function DocumentText({ document, current, place, onPick, onMark }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const pieces = useMemo(() => {
    const places = document.items.flatMap(({ ordinal, span }) => (span ? [{ id: ordinal, span }] : []))
    return cutText(
      document.text,
      place ? [{ id: askedPlace, span: place }, ...places] : places,
      document.uncertain.map(({ span }) => span),
    )
  }, [document, place])
  useEffect(() => {
    if (current === null && place === null) return
    const lit = frame.current?.querySelector('.is-current')
    if (lit && frame.current) bringInto(frame.current, lit)
  }, [current, place])
  const mark = () => onMark(markedSpan(frame.current))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: marking text is what a text is for; every act has a button too
    <div className="ls-document-text" ref={frame} onMouseUp={mark} onKeyUp={mark}>
      {pieces.map(({ start, text, ids, isGuess }) => {
        const isCurrent = ids.includes(current ?? askedPlace)
        const names = [
          ids.some((id) => id !== askedPlace) ? 'is-item' : '',
          isCurrent ? 'is-current' : '',
          isGuess ? 'is-guess' : '',
        ]
        const innermost = ids.at(-1)
        if (innermost === undefined && !isGuess)
          return (
            <span key={start} data-start={start}>
              {text}
            </span>
          )
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it is the way by keyboard
          <mark
            key={start}
            data-start={start}
            className={names.join(' ')}
            title={isGuess ? t('guessed_characters') : undefined}
            onClick={() => innermost !== undefined && innermost !== askedPlace && onPick(innermost)}
          >
            {text}
          </mark>
        )
      })}
    </div>
  )
}

/** Scrolls the text to the lit place; the page moves only where the text itself is out of sight. */
function bringInto(frame: HTMLElement, lit: Element) {
  const [outer, inner] = [frame.getBoundingClientRect(), lit.getBoundingClientRect()]
  frame.scrollTop += inner.top - outer.top - Math.max(16, (frame.clientHeight - inner.height) / 2)
  if (outer.bottom < 120 || outer.top > innerHeight - 120) frame.scrollIntoView({ block: 'center' })
}

/** What is marked in the text, in UTF-16 units of it; null where nothing is. */
function markedSpan(frame: HTMLElement | null): [number, number] | null {
  const selection = getSelection()
  if (!frame || !selection || selection.isCollapsed) return null
  const ends = [
    offsetOf(selection.anchorNode, selection.anchorOffset),
    offsetOf(selection.focusNode, selection.focusOffset),
  ]
  if (ends.some((end) => end === null)) return null
  const [from, to] = (ends as number[]).sort((a, b) => a - b) as [number, number]
  return from < to ? [from, to] : null
}

function offsetOf(node: Node | null, offset: number): number | null {
  const piece = node?.parentElement?.closest<HTMLElement>('[data-start]')
  return piece ? Number(piece.dataset.start) + offset : null
}
