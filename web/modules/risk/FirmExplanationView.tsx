import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { percent } from '../../ui/format.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { explanationQuery, type FirmExplanation } from './api.ts'
import { PathList } from './PathList.tsx'
import { lossText, points } from './ratio.ts'
import { t } from './words.ts'

/** What makes a firm's risk: who depends on it, on what, through which path; how it changed from run to run. */
export function FirmExplanationView({ runId, firmId }: { runId: string; firmId: string }) {
  const { data, error, refetch } = useQuery(explanationQuery(runId, firmId))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <div className="ls-stack">
      <h3>
        <Link to="/firms/$firmId" params={{ firmId }} className="ls-link">
          {data.firm.name}
        </Link>{' '}
        <Link to="/risk/stress-tests" search={{ firms: firmId }} className="ls-button">
          {t('stressFirm')}
        </Link>
      </h3>
      <p>
        {t('loss')} <b>{lossText(data.esri) ?? <Unknown />}</b> · {t('lossDown')}{' '}
        {lossText(data.esriDown) ?? '?'} · {t('lossUp')} {lossText(data.esriUp) ?? '?'} ·{' '}
        {t('reached', { count: data.reached })}
      </p>
      <section className="ls-drawer-part">
        <h3>{t('paths')}</h3>
        <PathList paths={data.paths} />
      </section>
      <Dependents dependents={data.dependents} />
      {data.history.length > 1 && <History history={data.history} />}
    </div>
  )
}

function Dependents({ dependents }: Pick<FirmExplanation, 'dependents'>) {
  return (
    <section className="ls-drawer-part">
      <h3>{t('dependents')}</h3>
      <ul className="ls-risk-dependents">
        {dependents.map((one) => {
          const share = percent(one.shareOfPurchases)
          return (
            <li key={one.id}>
              <span>{one.name}</span>
              <span className="ls-soft">
                {t('shareOfPurchases')} {share ? `${share.text}%` : '?'}
                {one.isEssential && ` · ${t('essential')}`}
                {one.isOnlySource && ` · ${t('onlySource')}`}
                {one.isEstimated && ` · ${t('estimated')}`}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function History({ history }: Pick<FirmExplanation, 'history'>) {
  const data = history.map(({ rankedAt, esri, esriInterval }) => ({
    x: rankedAt.slice(0, 16).replace('T', ' '),
    y: points(esri),
    low: points(esriInterval?.low ?? null),
    high: points(esriInterval?.high ?? null),
  }))
  return (
    <section className="ls-drawer-part">
      <LineChart title={t('historyTitle')} series={[{ name: t('loss'), points: data }]} unit="%" />
      <p className="ls-soft">
        {t('history')}：{history.map(({ rank }) => rank).join(' → ')}
      </p>
    </section>
  )
}
