import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useScope } from '../../../ui/session.ts'
import { inLang } from '../../../ui/words.ts'
import { entriesQuery, kindsQuery } from './api.ts'
import { t } from './words.ts'

/** What a firm has in the libraries: platforms, honours, bases, events. Nothing where it has none. */
export function LibrarySection({ organisationId }: { organisationId: string }) {
  const { city, dataset } = useScope()
  const { data: entries } = useQuery(entriesQuery({ dataset, organisation: organisationId }))
  const { data: kinds } = useQuery(kindsQuery({ city: city.code, dataset }))
  if (!entries || entries.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('inLibraries')}</h2>
      <ul className="ls-panel-body ls-reasons">
        {entries.map((entry) => {
          const kind = kinds?.find(({ id }) => id === entry.kind)
          const state = kind?.states.find(({ id }) => id === entry.state)
          const words = [
            kind && inLang(kind.title),
            entry.level && t(entry.level),
            state && inLang(state.title),
            entry.stateSince,
          ]
          return (
            <li key={entry.id}>
              <Link to="/libraries/$entryId" params={{ entryId: entry.id }} className="ls-link">
                {entry.name}
              </Link>{' '}
              {words.filter(Boolean).join(' · ')} <small className="ls-soft">{entry.source}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
