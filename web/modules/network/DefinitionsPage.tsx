import { useQuery } from '@tanstack/react-query'
import { InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import type { Definitions } from '../../../src/modules/network/model.ts'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { getJson } from '../../ui/request.ts'
import { useMay, useScope, useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { t } from './definition-words.ts'

const reaches = ['city', 'radius', 'province'] as const
const scopes = ['all', 'core', 'components', 'devices', 'software'] as const
type Ranged = Definitions['now'][number]
const text = (ratio: number | null) => percent(ratio)?.text ?? '?'

/** Why 50 % and 80 % are both claimed: one city's purchases under every reach and scope, and over the years. */
export function DefinitionsPage() {
  const { city, dataset } = useScope()
  const { cities } = useSession()
  // The published ring is one; other rings are for those who may read the relations themselves.
  const mayChoose = useMay('relations.read_all')
  const [centre, setCentre] = useState(city.code)
  const [radiusKm, setRadius] = useState(200)
  const { data, error, refetch } = useQuery({
    queryKey: ['local-sourcing', 'definitions', city.code, dataset, centre, radiusKm],
    queryFn: ({ signal }) =>
      getJson<Definitions>(
        '/api/network/local-sourcing/definitions',
        { city: city.code, dataset, centre, radiusKm },
        signal,
      ),
  })
  const tools = (
    <Space wrap>
      <Select
        aria-label={t('centre')}
        value={centre}
        onChange={setCentre}
        options={cities.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <InputNumber
        aria-label={t('km')}
        min={10}
        max={1000}
        step={50}
        value={radiusKm}
        onChange={(km) => setRadius(km ?? 200)}
      />
    </Space>
  )
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const known = data.now.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
  const spread =
    known.length > 1 ? t('spread', { low: text(Math.min(...known)), high: text(Math.max(...known)) }) : ''
  return (
    <Page title={t('title')} sentence={`${t('sentence')} ${spread}`} actions={mayChoose && tools}>
      <DefinitionTable data={data} />
      <p className="ls-soft">{t('note')}</p>
      {data.trend.length > 0 && <Trend data={data} />}
    </Page>
  )
}

const reachName = (reach: Ranged['reach'], { centre, radiusKm }: Definitions) =>
  reach === 'radius' ? t('radius', { centre: centre.name, km: radiusKm }) : t(reach)

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
  return (
    <td data-label={label}>
      {one.ratio === null ? (
        <Unknown why={one.isHeldBack ? t('heldBack') : t('unknownWhy')} />
      ) : (
        <>
          <strong>{text(one.ratio)}%</strong>
          <br />
          <small className="ls-soft">
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
  const series = reaches.map((reach) => ({
    name: reachName(reach, data),
    points: data.trend
      .filter((one) => one.reach === reach)
      .map(({ year, ratio }) => ({ x: String(year), y: inPercent(ratio) })),
  }))
  return <LineChart title={t('trend')} series={series} unit="%" />
}
