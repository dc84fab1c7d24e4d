import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { Issue } from './api.ts'
import { t } from './words.ts'

type Statement = Issue['statements'][number]

/** A sentence with its sources in the margin; what is unknown is marked, what moved says what it was. */
export function StatementView({ statement }: { statement: Statement }) {
  return (
    <div className="ls-statement" data-unknown={statement.isUnknown || undefined}>
      <p>
        {statement.isUnknown ? <Unknown why={statement.text} /> : null} {statement.text}
      </p>
      <Sources statement={statement} />
    </div>
  )
}

function Sources({ statement }: { statement: Statement }) {
  if (statement.sources.length === 0) return <p className="ls-soft ls-statement-sources">{t('noSource')}</p>
  return (
    <ul className="ls-statement-sources">
      {statement.sources.map((source) => (
        <li key={`${source.what}${source.path}`}>
          <PathLink path={source.path}>{source.what}</PathLink>{' '}
          <span className="ls-soft">
            {source.roomName} · {source.asOf ?? t('dateUnknown')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The rows of a table of the report, folded away; each opens its own page. */
export function TableView({ rows }: { rows: Statement[] }) {
  return (
    <details className="ls-statement-table">
      <summary>{t('showRows', { count: rows.length })}</summary>
      <ul>
        {rows.map((row) => {
          const link = row.sources.find(({ isLink }) => isLink) ?? row.sources[0]
          const moved = row.values.flatMap(({ before }) => (before === null ? [] : [before]))
          return (
            <li key={row.key}>
              {link ? <PathLink path={link.path}>{row.text}</PathLink> : row.text}
              {moved.length > 0 && <b> {t('before', { value: moved.join(' · ') })}</b>}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
