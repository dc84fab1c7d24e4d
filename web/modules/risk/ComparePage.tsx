import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { stressQuery } from './api.ts'
import { PathList } from './PathList.tsx'
import { points } from './ratio.ts'
import { StressFigures, StressSentence } from './StressPage.tsx'
import { t } from './words.ts'

const route = getRouteApi('/risk/compare')

/** Two stress tests side by side. */
export function ComparePage() {
  const { a, b } = route.useSearch()
  if (!a && !b) {
    return (
      <Page title={t('comparePlain')}>
        <Empty
          title={t('compareNone')}
          why={t('compareNoneWhy')}
          action={
            <Link to="/risk/stress-tests" className="ls-button">
              {t('stressTests')}
            </Link>
          }
        />
      </Page>
    )
  }
  return (
    <Page title={t('comparePlain')}>
      <div className="ls-risk-pair">
        {[a, b].map((id, k) => (id ? <Half key={`${k === 0 ? 'a' : 'b'} ${id}`} id={id} /> : null))}
      </div>
    </Page>
  )
}

function Half({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(stressQuery(id))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  if (!data.result) return <Empty title={data.title} why={t('notComputed')} />
  const test = { ...data, result: data.result }
  const rows = test.result.nodes
    .filter(({ id: node }) => node !== 'other')
    .slice(0, 12)
    .map(({ name, weightRatio }) => ({ label: inLang(name), value: points(weightRatio) }))
  return (
    <section className="ls-panel" data-testid="compared">
      <h2>
        <Link to="/risk/stress-tests/$testId" params={{ testId: id }} className="ls-link">
          {data.title}
        </Link>
      </h2>
      <div className="ls-panel-body ls-stack">
        <p>
          <StressSentence test={test} />
        </p>
        <div className="ls-figures">
          <StressFigures test={test} />
        </div>
        <BarChart title={t('lostOutput')} rows={rows} unit="%" />
        <PathList paths={test.result.paths.slice(0, 5)} />
      </div>
    </section>
  )
}
