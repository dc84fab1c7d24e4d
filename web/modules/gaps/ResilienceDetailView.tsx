import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { chainResilienceQuery, postRecompute, type ResilienceDetail } from './gap-api.ts'
import { ResilienceSeriesPanel } from './ResilienceSeriesPanel.tsx'
import { nodeColumns, standsIn } from './resilience-columns.tsx'
import { t } from './resilience-words.ts'

type Props = { chain: string; onBack(): void }

/** One chain's index: formula with its figures, parts that open into nodes, and how it went. */
export function ResilienceDetailView({ chain, onBack }: Props) {
  const { data, error, refetch } = useQuery(chainResilienceQuery(useScope(), chain))
  const back = <Button onClick={onBack}>{t('back')}</Button>
  if (error)
    return (
      <Page title={t('title')} actions={back}>
        <Problem error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Loading rows={12} />
  return (
    <Page
      title={`${data.chain.name} · ${t('title')}`}
      sentence={t('notComparable')}
      actions={back}
      figures={<Figures of={data} />}
    >
      <section className="ls-panel">
        <h2>{t('worked')}</h2>
        <div className="ls-panel-body ls-stack">
          {data.worked && (
            <p>
              <code>{data.worked}</code>
            </p>
          )}
          <ul className="ls-lines">
            {data.parts.map(({ id, name, weight, text }) => (
              <li key={id}>
                {name}（{t('weight')} {weight}）<small className="ls-soft">{text}</small>
              </li>
            ))}
          </ul>
          <p className="ls-soft">
            {t('definition', { version: data.version })}：{data.definition}{' '}
            {t('weightsFrom', { version: data.vocabularyVersion })}
          </p>
        </div>
      </section>
      <ResilienceSeriesPanel of={data} />
      <Trend of={data} />
      <Nodes of={data} />
    </Page>
  )
}

function Figures({
  of: { index, coverageRatio, parts, asOf, worked, definition },
}: {
  of: ResilienceDetail
}) {
  const inputs = parts.map(({ name, value, text }) => ({
    label: name,
    value: value === null ? text : `${value.toFixed(3)} · ${text}`,
  }))
  const lowest = parts
    .filter(({ value }) => value !== null)
    .sort((a, b) => a.value! - b.value!)
    .slice(0, 2)
  return (
    <>
      <Figure
        label={t('index')}
        value={index === null ? null : { text: index.toFixed(1), unit: t('indexUnit') }}
        asOf={asOf}
        origin={{ definition: worked ?? definition, inputs, asOf }}
      />
      <Figure label={t('coverage')} value={percent(coverageRatio, 0)} origin={{ definition, inputs, asOf }} />
      {lowest.map(({ id, name, value, text }) => (
        <Figure key={id} label={name} value={percent(value, 0)} origin={{ definition: text, asOf }} />
      ))}
    </>
  )
}

function Trend({ of: { chain, trend } }: { of: ResilienceDetail }) {
  const scope = useScope()
  const queries = useQueryClient()
  const mayCompute = useMay('indicators.compute')
  const compute = useMutation({
    mutationFn: () => postRecompute(scope),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['gaps'] }),
  })
  const button = mayCompute && (
    <Button loading={compute.isPending} onClick={() => compute.mutate()}>
      {t('compute')}
    </Button>
  )
  const [only] = trend
  return (
    <section className="ls-panel">
      <h2>{t('trend', { name: chain.name })}</h2>
      <div className="ls-panel-body ls-stack">
        {compute.error && <Problem error={compute.error} />}
        {trend.length === 0 && <Empty title={t('trendNone')} why={t('trendNoneWhy')} action={button} />}
        {trend.length === 1 && only && (
          <p>
            {t('trendOne', {
              day: only.asOf,
              index: only.index === null ? '—' : only.index.toFixed(1),
              until: only.confirmedOn,
            })}
          </p>
        )}
        {trend.length > 1 && (
          <LineChart
            title={t('trend', { name: chain.name })}
            unit={t('indexUnit')}
            series={[{ name: chain.name, points: trend.map(({ asOf, index }) => ({ x: asOf, y: index })) }]}
          />
        )}
        {trend.length > 0 && <div>{button}</div>}
      </div>
    </section>
  )
}

type PartId = ResilienceDetail['parts'][number]['id']

function Nodes({ of: { chain, nodes, parts } }: { of: ResilienceDetail }) {
  const navigate = useNavigate()
  const [part, setPart] = useState<PartId | 'all'>('all')
  const columns = useMemo(nodeColumns, [])
  const shown = useMemo(
    () => (part === 'all' ? nodes : nodes.filter((node) => standsIn(part, node))),
    [part, nodes],
  )
  return (
    <DataTable
      name={t('nodes')}
      rows={shown}
      columns={columns}
      rowId={({ id }) => id}
      tools={
        <Segmented<PartId | 'all'>
          value={part}
          onChange={setPart}
          options={[
            { value: 'all', label: t('all') },
            ...parts.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      }
      onOpen={({ id }) =>
        void navigate({ to: '/gaps/$chainId/$nodeId', params: { chainId: chain.id, nodeId: id } })
      }
    />
  )
}
