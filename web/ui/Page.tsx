import { type ReactNode, useEffect } from 'react'
import { InPage } from './in-page.ts'
import { useScope } from './session.ts'
import { t } from './ui-words.ts'

type Props = {
  title: ReactNode
  /** The title of the browser's window when `title` is more than a text. */
  plainTitle?: string
  /** One line that says what is true. */
  sentence?: ReactNode
  /** At most four figures. */
  figures?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

/** The shape of every page: title, one true line, a few figures, the working surface. */
export function Page({ title, plainTitle, sentence, figures, actions, children }: Props) {
  const { dataset } = useScope()
  const windowTitle = plainTitle ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = [windowTitle, t('product')].filter(Boolean).join(' · ')
  }, [windowTitle])
  return (
    <div className="ls-page">
      <header className="ls-page-head">
        <div className="ls-page-title">
          <h1>{title}</h1>
          {dataset === 'demo' && <DemoMark />}
          <div className="ls-page-actions">{actions}</div>
        </div>
        {sentence && <p className="ls-sentence">{sentence}</p>}
      </header>
      <InPage value={true}>
        {figures && <div className="ls-figures">{figures}</div>}
        {children}
      </InPage>
    </div>
  )
}

/** Stands on every page, picture and print of demo data. */
export function DemoMark() {
  return (
    <span className="ls-demo" title={t('demoNote')}>
      {t('demo')}
    </span>
  )
}
