import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { Unknown } from '../../ui/Unknown.tsx'
import type { DocumentItem, ItemDecision } from './api.ts'
import { titleOf } from './item-fields.ts'
import { type programmeWords, t } from './words.ts'

type Props = {
  items: readonly DocumentItem[]
  current: number | null
  isOpen: boolean
  onPick(ordinal: number): void
  onDecide(ordinal: number, decision: ItemDecision): void
  onCorrect(ordinal: number): void
}

/** What was read, item by item: what it says, what is in doubt, and what a person made of it. */
export function ItemList({ items, current, isOpen, onPick, onDecide, onCorrect }: Props) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (current === null) return
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <ol className="ls-items" ref={list} aria-label={t('reading')}>
      {items.map((item) => (
        <li
          key={item.ordinal}
          className={`is-${item.decision}`}
          aria-current={item.ordinal === current ? 'true' : undefined}
        >
          <button type="button" className="ls-item-body" onClick={() => onPick(item.ordinal)}>
            <ItemBody item={item} />
          </button>
          {isOpen && (
            <span className="ls-item-acts">
              {item.decision === 'accepted' ? (
                <Button size="small" onClick={() => onDecide(item.ordinal, 'pending')}>
                  {t('putBack')}
                </Button>
              ) : (
                <Button size="small" type="primary" ghost onClick={() => onDecide(item.ordinal, 'accepted')}>
                  {t('accept')}
                </Button>
              )}
              <Button size="small" onClick={() => onCorrect(item.ordinal)}>
                {t('correct')}
              </Button>
              {item.decision !== 'rejected' && (
                <Button size="small" type="text" onClick={() => onDecide(item.ordinal, 'rejected')}>
                  {t('reject')}
                </Button>
              )}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

function ItemBody({ item }: { item: DocumentItem }) {
  const content = (item.written ?? item.read) as Record<string, unknown>
  const units = ['leads', 'responsibles', 'units'] as const
  return (
    <>
      <span className="ls-item-title">
        <b>{titleOf(item.kind, content)}</b>
        <small>{t(item.decision)}</small>
      </span>
      <span className="ls-item-facts">
        {units.map((name) =>
          Array.isArray(content[name]) && content[name].length > 0 ? (
            <span key={name}>
              {t(name)}：{(content[name] as string[]).join('、')}
            </span>
          ) : null,
        )}
        {'dueWritten' in content && (
          <span>
            {t('due')}：{content.dueWritten ? String(content.dueWritten) : <Unknown />}
          </span>
        )}
      </span>
      <span className="ls-item-doubts">
        {item.read === null && <i>{t('added')}</i>}
        {item.read !== null && item.written !== null && <i>{t('corrected')}</i>}
        {item.doubts.map((doubt) => (
          <em key={doubt}>{t(doubt as keyof typeof programmeWords)}</em>
        ))}
      </span>
    </>
  )
}
