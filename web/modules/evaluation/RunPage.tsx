import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { type RunDetail, runQuery } from './api.ts'
import { MeasureList } from './MeasureList.tsx'
import { RunBasis } from './RunBasis.tsx'
import { RunResults } from './RunResults.tsx'
import { RunSteps } from './RunSteps.tsx'
import { t } from './words.ts'

const route = getRouteApi('/evaluation/runs/$runId')

/** One assessment: how many in which class, how much was known, who stands where, what may be done now. */
export function RunPage() {
  const { runId } = route.useParams()
  const { data, error, refetch } = useQuery(runQuery(runId))
  const mayRun = useMay('evaluation.run')
  if (error) return <Page title={t('runs')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page
      title={`${lang() === 'zh' ? data.title : data.titleEn} ${data.year}`}
      sentence={<Sentence run={data} />}
      figures={<Figures run={data} />}
      actions={
        <>
          <Link to="/evaluation/scorecards" className="ls-button">
            {t('scorecard')}
          </Link>
          <Link to="/evaluation/compare" search={{ to: data.id }} className="ls-button">
            {t('compare')}
          </Link>
          {mayRun && (
            <Link to="/evaluation/runs/$runId/back-test" params={{ runId }} className="ls-button">
              {t('backTest')}
            </Link>
          )}
        </>
      }
    >
      <div className="ls-evaluation-charts">
        <Distribution run={data} />
        <Histogram run={data} />
      </div>
      {data.actions.length > 0 && <RunSteps run={data} />}
      <RunResults runId={data.id} />
      {data.groups && <RunBasis groups={data.groups} />}
      <section className="ls-panel">
        <h2>{t('measures')}</h2>
        <div className="ls-panel-body">
          <MeasureList measures={data.measures} source={data.measuresSource} />
        </div>
      </section>
    </Page>
  )
}

function Sentence({ run }: { run: RunDetail }) {
  return (
    <>
      {t(run.state)}
      {run.state === 'noticed' && run.dueOn && ` · ${t('noticeUntil', { date: run.dueOn })}`}
      {run.publishedOn && ` · ${run.publishedOn}`} · {t('factsOn')} {run.factsOn}
      {run.needsVerification && ` · ${t('toVerify')}`}
    </>
  )
}

function Figures({ run }: { run: RunDetail }) {
  const known = run.distribution.filter(({ level }) => level !== null && run.levels.includes(level))
  const none = run.distribution.find(({ level }) => level === null)
  const classed = known.reduce((sum, { count }) => sum + count, 0)
  const unit = t('firmsUnit')
  return (
    <>
      <Figure label={t('subjects')} value={{ text: String(run.subjects), unit }} asOf={run.factsOn} />
      <Figure label={t('classed')} value={{ text: String(classed), unit }} />
      {none && (
        <Figure
          label={t('noClass')}
          value={{ text: String(none.count), unit }}
          note={run.unclassed.map(({ text, count }) => `${text} ${count}`).join(' · ')}
        />
      )}
    </>
  )
}

function Distribution({ run }: { run: RunDetail }) {
  const rows = run.distribution.map(({ level, count }) => ({ label: level ?? t('noClass'), value: count }))
  const total = run.distribution.reduce(
    (sum, { level, count }) => (level !== null && run.levels.includes(level) ? sum + count : sum),
    0,
  )
  const [first] = run.distribution
  const share = first && total > 0 ? percent(first.count / total) : null
  const title =
    first && share
      ? t('classFinding', { level: first.level ?? t('noClass'), count: first.count, share: `${share.text}%` })
      : t('classCount')
  return <BarChart title={title} rows={rows} unit={t('firmsUnit')} />
}

function Histogram({ run: { histogram } }: { run: RunDetail }) {
  if (!histogram) return null
  const step = (histogram[1]?.from ?? 0) - (histogram[0]?.from ?? 0)
  const max = Math.round(step * histogram.length * 100) / 100
  const short = (x: number) => String(Math.round(x * 100) / 100)
  const rows = histogram.map(({ from, count }) => ({
    label: t('histogramStep', { from: short(from), to: short(from + step) }),
    value: count,
  }))
  return <BarChart title={t('histogram', { max })} rows={rows} unit={t('firmsUnit')} />
}
