import type { Scorecard } from './api.ts'
import { t } from './words.ts'

type Props = { measures: Scorecard['measures']; source: string | null }

/** What a class brings: land, electricity, energy, funds. */
export function MeasureList({ measures, source }: Props) {
  if (measures.length === 0) return <p className="ls-soft">{t('measuresNone')}</p>
  return (
    <>
      <ul>
        {measures.map(({ level, field, text }) => (
          <li key={`${level} ${field} ${text}`}>
            <b>{level}</b> {t(field)}：{text}
          </li>
        ))}
      </ul>
      {source && <p className="ls-soft">{source}</p>}
    </>
  )
}
