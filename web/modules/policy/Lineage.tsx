import { Link } from '@tanstack/react-router'
import type { LibraryDocument } from './api.ts'
import { t } from './words.ts'

const kinds = ['replaces', 'follows', 'implements'] as const

/** Documents that stand in one line, oldest first; each says how it comes from the one before. */
export function linesOf(documents: readonly LibraryDocument[]): LibraryDocument[][] {
  const earlierOf = (one: LibraryDocument) => kinds.flatMap((kind) => one[kind])
  const known = new Map(documents.map((one) => [one.id, one]))
  const hasLater = new Set(documents.flatMap(earlierOf))
  const ends = documents.filter((one) => !hasLater.has(one.id) && earlierOf(one).some((id) => known.has(id)))
  return ends.map((end) => {
    const line: LibraryDocument[] = []
    let at: LibraryDocument | undefined = end
    // A line that bites its tail would never end.
    while (at && !line.includes(at)) {
      line.unshift(at)
      at = earlierOf(at)
        .map((id) => known.get(id))
        .find((one) => one !== undefined)
    }
    return line
  })
}

/** The lines of documents as boxes in a row. */
export function Lineage({ documents }: { documents: readonly LibraryDocument[] }) {
  const lines = linesOf(documents)
  if (lines.length === 0) return null
  return (
    <section className="ls-panel" data-testid="lineage">
      <h2>{t('lineage')}</h2>
      <div className="ls-panel-body">
        <p className="ls-soft">{t('lineageNote')}</p>
        {lines.map((line) => (
          <ol className="ls-policy-line" key={line.at(-1)?.id}>
            {line.map((one, at) => (
              <li key={one.id} data-link={at === 0 ? undefined : linkWord(one, line[at - 1]!)}>
                <Link to="/policies/$policyId" params={{ policyId: one.id }}>
                  <small>{one.published ?? t('unknownGroup')}</small>
                  {one.title}
                </Link>
              </li>
            ))}
          </ol>
        ))}
      </div>
    </section>
  )
}

const linkWord = (one: LibraryDocument, before: LibraryDocument): string => {
  const kind = kinds.find((each) => one[each].includes(before.id))
  return kind ? t(kind) : ''
}
