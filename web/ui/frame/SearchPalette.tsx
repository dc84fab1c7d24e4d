import { SearchOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { t } from '../ui-words.ts'

/** One thing that can be found and opened. */
export type Hit = { key: string; group: string; title: string; note?: string; open(): void }

type Props = {
  isOpen: boolean
  onClose(): void
  /** Looks for a text; called a moment after typing stops, with a signal that ends an overtaken search. */
  find(text: string, signal: AbortSignal): Promise<readonly Hit[]>
}

/** What a text finds, a moment after typing stops; a search that failed is not a search that found nothing. */
function useHits(text: string, isOpen: boolean, find: Props['find']) {
  const [found, setFound] = useState<{ hits: readonly Hit[]; state: 'idle' | 'done' | 'failed' }>(none)
  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    const settle = (next: typeof found) => {
      if (!stop.signal.aborted) setFound(next)
    }
    setFound(({ hits }) => ({ hits, state: 'idle' }))
    const timer = setTimeout(() => {
      find(text.trim(), stop.signal).then(
        (hits) => settle({ hits, state: 'done' }),
        () => settle({ hits: [], state: 'failed' }),
      )
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, isOpen, find])
  return found
}

const none = { hits: [], state: 'idle' } as const

/** The one search of the house: firms, chains, nodes and pages, by keyboard alone. */
export function SearchPalette({ isOpen, onClose, find }: Props) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const { hits, state } = useHits(text, isOpen, find)
  const open = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    hit.open()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((at) => Math.min(Math.max(0, at + step), Math.max(0, hits.length - 1)))
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(hits[active])
  }
  const onText = (next: string) => {
    setText(next)
    setActive(0)
  }
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      style={{ top: 72 }}
      className="ls-palette"
      destroyOnHidden
      afterClose={() => onText('')}
    >
      <SearchInput
        text={text}
        activeHit={hits.length > 0 ? active : null}
        onText={onText}
        onKeyDown={onKeyDown}
      />
      <Hits hits={hits} active={active} onPoint={setActive} onOpen={open} />
      {hits.length === 0 && state !== 'idle' && <p className="ls-palette-none">{whyNone(state, text)}</p>}
      <p className="ls-palette-keys">
        {t('searchKeys')} <span>{t('searchMore')}</span>
      </p>
    </Modal>
  )
}

function whyNone(state: 'done' | 'failed', text: string): string {
  if (state === 'failed') return t('searchFailed')
  return text.trim() === '' ? t('searchType') : t('searchNone', { text })
}

type InputProps = {
  text: string
  activeHit: number | null
  onText(text: string): void
  onKeyDown(event: KeyboardEvent): void
}

function SearchInput({ text, activeHit, onText, onKeyDown }: InputProps) {
  return (
    <div className="ls-palette-input">
      <SearchOutlined />
      <input
        // biome-ignore lint/a11y/noAutofocus: the palette was asked for in order to type
        autoFocus
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={t('searchHint')}
        aria-label={t('searchHint')}
        role="combobox"
        aria-expanded={activeHit !== null}
        aria-controls="ls-hits"
        aria-activedescendant={activeHit === null ? undefined : `ls-hit-${activeHit}`}
      />
    </div>
  )
}

type HitsProps = { hits: readonly Hit[]; active: number; onPoint(at: number): void; onOpen(hit: Hit): void }

function Hits({ hits, active, onPoint, onOpen }: HitsProps) {
  return (
    <div id="ls-hits" role="listbox" className="ls-hits" aria-label={t('search')}>
      {hits.map((hit, at) => (
        <div key={hit.key}>
          {hit.group !== hits[at - 1]?.group && <h3>{hit.group}</h3>}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above takes the keys */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, which names the active line */}
          <div
            id={`ls-hit-${at}`}
            role="option"
            aria-selected={at === active}
            onMouseMove={() => onPoint(at)}
            onClick={() => onOpen(hit)}
          >
            <span>{hit.title}</span>
            {hit.note && <small>{hit.note}</small>}
          </div>
        </div>
      ))}
    </div>
  )
}
