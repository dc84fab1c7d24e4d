import { Tour } from 'antd'
import { useEffect } from 'react'
import { prefer, usePreferences } from '../preferences.ts'
import { useMay } from '../session.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'

const first = (selector: string) => () => document.querySelector<HTMLElement>(selector) ?? document.body

/** A round through the frame, one place at a time; it covers nothing and may be left at any step. */
export function Guide({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const isNarrow = useIsNarrow()
  const mayImport = useMay('registry.import')
  const steps = [
    {
      title: t('guideLoop'),
      description: t('guideLoopText'),
      target: first(isNarrow ? '.ls-top > .ls-icon-button' : '.ls-nav'),
      placement: isNarrow ? ('bottomLeft' as const) : ('right' as const),
    },
    { title: t('guideSearch'), description: t('guideSearchText'), target: first('.ls-search-button') },
    { title: t('guideScope'), description: t('guideScopeText'), target: first('.ls-scope') },
    { title: t('guideFigure'), description: t('guideFigureText'), target: first('#content h1') },
    { title: t('guideTodo'), description: t('guideTodoText'), target: first('.ls-bell') },
    {
      title: t('guideNext'),
      description: t(mayImport ? 'guideNextImport' : 'guideNextRead'),
      target: first('.ls-help'),
    },
  ]
  const finish = () => {
    prefer({ guided: true })
    onClose()
  }
  useEscape(isOpen, finish)
  return <Tour open={isOpen} onClose={finish} onFinish={finish} mask={false} steps={steps} />
}

/** Leaves by Escape: a round without a mask does not listen to the keyboard itself. */
function useEscape(isOpen: boolean, leave: () => void) {
  useEffect(() => {
    if (!isOpen) return
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') leave()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

/** Offered on the first visit of a browser: one line, taken or put away for good. */
export function GuideOffer({ onStart }: { onStart(): void }) {
  const { guided } = usePreferences()
  if (guided) return null
  return (
    <aside className="ls-guide-offer" aria-label={t('guideOffer')}>
      <span>{t('guideOffer')}</span>
      <button type="button" className="ls-button" onClick={onStart}>
        {t('guideStart')}
      </button>
      <button type="button" className="ls-quiet-button" onClick={() => prefer({ guided: true })}>
        {t('guideLater')}
      </button>
    </aside>
  )
}
