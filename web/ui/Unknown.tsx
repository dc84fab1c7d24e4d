import { t } from './ui-words.ts'

/** What is not known: a hatched grey word, never blank and never 0. `why` is told on hover and to readers. */
export function Unknown({ why }: { why?: string | undefined }) {
  return (
    <span className="ls-unknown" title={why}>
      {t('unknown')}
    </span>
  )
}
