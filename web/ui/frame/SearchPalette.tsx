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

/** The one search of the house: firms, chains, nodes and pages, by keyboard alone. */
export function SearchPalette({ isOpen, onClose, find }: Props) {
  const [text, setText] = useState('')
  const [hits, setHits] = useState<readonly Hit[]>([])
  const [active, setActive] = useState(0)
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')

  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    setState('busy')
    const timer = setTimeout(() => {
      find(text.trim(), stop.signal).then(
        (found) => {
          if (stop.signal.aborted) return
          setHits(found)
          setActive(0)
          setState('done')
        },
        () => !stop.signal.aborted && setState('done'),
      )
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, isOpen, find])

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
      afterClose={() => setText('')}
    >
      <div className="ls-palette-input">
        <SearchOutlined />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was asked for in order to type
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={t('searchHint')}
          aria-label={t('searchHint')}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="ls-hits"
          aria-activedescendant={hits.length > 0 ? `ls-hit-${active}` : undefined}
        />
      </div>
      <Hits hits={hits} active={active} onPoint={setActive} onOpen={open} />
      {state === 'done' && hits.length === 0 && (
        <p className="ls-palette-none">{text.trim() === '' ? t('searchType') : t('searchNone', { text })}</p>
      )}
      <p className="ls-palette-keys">
        {t('searchKeys')} <span>{t('searchMore')}</span>
      </p>
    </Modal>
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
