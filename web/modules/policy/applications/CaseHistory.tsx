import { instant } from '../../../ui/format.ts'
import type { Life } from './api.ts'
import { t } from './words.ts'

/** What happened to a case, newest first, each with who, when and why. */
export function CaseHistory({ life }: { life: Life }) {
  return (
    <section className="ls-panel">
      <h2>{t('history')}</h2>
      <div className="ls-panel-body">
        <ol className="ls-case-history">
          {[...life.history].reverse().map((line) => (
            <li key={line.ordinal}>
              <b className={line.verdict === 'objected' ? 'ls-late' : undefined}>{line.text}</b>
              <div className="ls-soft">
                {line.by} · {instant(line.at)}
              </div>
              {line.comment && <p>{line.comment}</p>}
              {line.reasons.length > 0 && (
                <ul>
                  {line.reasons.map(({ item, label, text }) => (
                    <li key={`${item} ${text}`}>
                      <b>{label}</b> {text}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** The last day of the present state, how it stands, and whether the calendar behind it is certain. */
export function DueDay({ life }: { life: Life }) {
  if (life.dueOn === null) return <span className="ls-soft">{t('dueNone')}</span>
  const mark = life.light === 'red' ? 'ls-late' : life.light === 'yellow' ? 'ls-soon' : undefined
  return (
    <span className={mark}>
      {life.light === 'red' ? '◇ ' : life.light === 'yellow' ? '▲ ' : ''}
      {life.light === 'red'
        ? t('dueLate', { date: life.dueOn, days: life.overdueWorkingDays })
        : t('duePlain', { date: life.dueOn })}
      {!life.isDueCertain && (
        <span className="ls-soft"> {t('dueUncertain', { year: life.dueOn.slice(0, 4) })}</span>
      )}
    </span>
  )
}
