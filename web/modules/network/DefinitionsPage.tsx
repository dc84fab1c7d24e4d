import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { Definitions } from '../../../src/modules/network/model.ts'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { ClaimsPanel } from './ClaimsPanel.tsx'
import { t } from './definition-words.ts'
import {
  definitionsQuery,
  type Ranged,
  ratioText,
  reaches,
  reachName,
  scopes,
  text,
} from './definitions-query.ts'
import { RingTools } from './RingTools.tsx'

const route = getRouteApi('/local-sourcing')

/** Why 50 % and 80 % are both claimed: one city's purchases under every reach and scope, and over the years. */
export function DefinitionsPage() {
  const { city, dataset } = useScope()
  const { centre, km = 200 } = route.useSearch()
  const navigate = route.useNavigate()
  const mayImport = useMay('relations.import')
  const { data, error, refetch } = useQuery(
    definitionsQuery({ city: city.code, dataset, centre, radiusKm: km }),
  )
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const known = data.now.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
  const spread =
    known.length > 1 ? t('spread', { low: text(Math.min(...known)), high: text(Math.max(...known)) }) : ''
  const choose = (chosen: { centre?: string | undefined; radiusKm?: number }) =>
    void navigate({
      search: (held) => ({ ...held, centre: chosen.centre ?? centre, km: chosen.radiusKm ?? km }),
    })
  const isEmpty = data.trend.length === 0
  return (
    <Page
      title={t('title')}
      sentence={`${t('sentence')} ${spread}`}
      actions={<RingTools data={data} centre={centre} radiusKm={km} onChange={choose} />}
    >
      <ClaimsPanel data={data} />
      {isEmpty ? (
        <Empty
          title={t('empty')}
          why={t('emptyWhy')}
          action={
            mayImport && (
              <Link to="/import" className="ls-button">
                {t('toImport')}
              </Link>
            )
          }
        />
      ) : (
        <>
          <DefinitionTable data={data} />
          <p className="ls-soft">
            {data.centre.kind === 'park' && data.centrePrecision === 'district' && `${t('districtNote')} `}
            {t('note', { version: data.rulesVersion ?? '—' })}
          </p>
          <Trend data={data} />
        </>
      )}
      <Privately data={data} />
    </Page>
  )
}

function DefinitionTable({ data }: { data: Definitions }) {
  return (
    <section className="ls-panel" data-testid="definitions">
      <table className="ls-comparison">
        <thead>
          <tr>
            <th scope="col">{t('scope')}</th>
            {reaches.map((reach) => (
              <th key={reach} scope="col">
                {reachName(reach, data)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scopes.map((scope) => (
            <tr key={scope}>
              <th scope="row">{t(scope)}</th>
              {reaches.map((reach) => (
                <Cell
                  key={reach}
                  label={reachName(reach, data)}
                  one={data.now.find((one) => one.reach === reach && one.scope === scope)!}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ one, label }: { one: Ranged; label: string }) {
  const shown = ratioText(one)
  return (
    <td data-label={label}>
      {shown === null ? (
        <Unknown why={one.isHeldBack ? t('heldBack') : t('unknownWhy')} />
      ) : (
        <>
          <strong>{shown}</strong>
          <br />
          <small className="ls-soft">
            {one.between && (
              <>
                {t('between')}
                <br />
              </>
            )}
            {t('range', { low: text(one.low), high: text(one.high) })}
            <br />
            {t('coverage', { percent: text(one.coverageRatio) })}
          </small>
        </>
      )}
    </td>
  )
}

const inPercent = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 1000) / 10)

function Trend({ data }: { data: Definitions }) {
  const [scope, setScope] = useState<'all' | 'core'>('all')
  // The trend stands around the city's own middle, whatever ring is looked at.
  const home = { centre: data.centres[0] ?? data.centre, radiusKm: 200 }
  const series = reaches.map((reach) => ({
    name: reachName(reach, home),
    points: data.trend
      .filter((one) => one.reach === reach && one.scope === scope)
      .map(({ year, ratio }) => ({ x: String(year), y: inPercent(ratio) })),
  }))
  return (
    <section className="ls-stack" data-testid="trend">
      <Segmented
        value={scope}
        onChange={(chosen) => setScope(chosen as 'all' | 'core')}
        options={(['all', 'core'] as const).map((value) => ({ value, label: t(value) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <LineChart
        title={t('trend')}
        series={series}
        unit="%"
        target={scope === 'core' && data.targetRatio !== null ? inPercent(data.targetRatio) : null}
      />
    </section>
  )
}

/** The same with what firms confided for aggregates only. */
function Privately({ data }: { data: Definitions }) {
  const { firms, now } = data.withPrivate
  const home = { centre: data.centres[0] ?? data.centre, radiusKm: 200 }
  return (
    <section className="ls-panel" data-testid="with-private">
      <h2>{t('privately')}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('privatelyWhy')}</p>
        {firms === null ? (
          <p>{t('privatelyNone')}</p>
        ) : (
          <>
            <p>{t('privateFirms', { count: firms })}</p>
            <dl className="ls-cells">
              {now.map((one) => (
                <div key={`${one.scope} ${one.reach}`}>
                  <dt>
                    {t(one.scope)} · {reachName(one.reach, home)}
                  </dt>
                  <dd>
                    {ratioText(one) ?? <Unknown why={one.isHeldBack ? t('heldBack') : t('unknownWhy')} />}
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </section>
  )
}
