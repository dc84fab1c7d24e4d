import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { publicShowcasesQuery } from './api.ts'
import { t } from './words.ts'

const kinds = ['product', 'firm', 'person', 'park'] as const

/** What a city shows to everybody, without a sign-in: released showcases by kind. The address names city and data set. */
export function PublicShowcasesPage() {
  const { city = '', dataset = 'held' } = useSearch({ strict: false }) as { city?: string; dataset?: string }
  const { data, error, refetch } = useQuery(publicShowcasesQuery(city, dataset))
  return (
    <main className="ls-page ls-public">
      <header className="ls-page-head">
        <div className="ls-page-title">
          <h1>{t('showcases')}</h1>
          {dataset === 'demo' && <span className="ls-demo">{t('demo')}</span>}
        </div>
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data?.length === 0 && <Empty title={t('publicNone')} why={t('publicNoneWhy')} />}
      {data &&
        kinds.map((kind) => {
          const own = data.filter((one) => one.kind === kind)
          return own.length === 0 ? null : (
            <section key={kind} className="ls-panel">
              <h2>{t(kind)}</h2>
              <div className="ls-panel-body ls-columns">
                {own.map((one) => (
                  <article key={one.id}>
                    <h3>{one.title}</h3>
                    {one.organisation && <p className="ls-soft">{one.organisation}</p>}
                    <p style={{ whiteSpace: 'pre-wrap' }}>{one.summary}</p>
                    <p className="ls-soft">
                      {t('source')}：{one.source} · {one.releasedOn}
                    </p>
                  </article>
                ))}
              </div>
            </section>
          )
        })}
    </main>
  )
}
