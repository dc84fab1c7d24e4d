import { instant } from '../../ui/format.ts'
import type { TaskDetail } from './tasks/api.ts'
import { t } from './tasks/words.ts'

/** What happened in a life cycle, newest first. */
export function LifeHistory({ history }: { history: TaskDetail['life']['history'] }) {
  return (
    <section className="ls-panel">
      <h2>{t('history')}</h2>
      <div className="ls-panel-body">
        <ol className="ls-case-history">
          {history.toReversed().map((line) => (
            <li key={line.ordinal}>
              <b>{line.text}</b>
              <div className="ls-soft">
                {line.by} · {instant(line.at)}
              </div>
              {line.comment && <p>{line.comment}</p>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
