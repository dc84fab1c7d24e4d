import { lang } from '../../ui/words.ts'
import type { RuleSet } from './api.ts'
import { t } from './words.ts'

/** One rule set in words: items, dates, source, what is still to be checked. */
export function RuleSetView({ set }: { set: RuleSet }) {
  return (
    <details className="ls-details">
      <summary>
        {lang() === 'zh' ? set.title : set.titleEn}
        <span className="ls-soft">
          {' '}
          {set.documentNo} · {t('validFrom', { date: set.validFrom })}
          {set.validTo && ` ${t('validTo', { date: set.validTo })}`} · {t('cases', { count: set.cases })}
        </span>
      </summary>
      <div className="ls-stack">
        <ol>
          {set.items.map(({ title, text }) => (
            <li key={title}>
              <b>{title}</b> {text}
            </li>
          ))}
        </ol>
        {set.unverified.length > 0 && (
          <p>
            {t('unverified')}：{set.unverified.join('；')}
          </p>
        )}
        {set.notInSource.length > 0 && (
          <p>
            {t('notInSource')}：{set.notInSource.join('；')}
          </p>
        )}
        <p className="ls-soft">
          {t('source')}：{set.source.title}
          {set.source.url && ` · ${set.source.url}`}
          {set.source.note && ` · ${set.source.note}`}
        </p>
      </div>
    </details>
  )
}
