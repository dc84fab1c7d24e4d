import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { count, instant, money, percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { PageTabs } from '../../ui/PageTabs.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import {
  type Forecast,
  type ForecastLine,
  forecastQuery,
  keepRun,
  type RunSummary,
  runsQuery,
} from './api.ts'
import { CityValues } from './CityValues.tsx'
import { Effects } from './Effects.tsx'
import { Money } from './money-text.tsx'
import './policy.css'
import { Sandbox } from './Sandbox.tsx'
import { t } from './words.ts'

/** What the policies in force cost the city, and a sandbox that tries other caps and rates. */
export function BudgetPage() {
  const scope = useScope()
  const mayRun = useMay('policy.run')
  const { data, error, refetch } = useQuery(forecastQuery(scope))
  if (error) return <Page title={t('budget')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  const coverage = percent(data.coverageRatio)
  const tabs = [
    { key: 'forecast', label: t('forecast'), children: <ForecastView forecast={data} /> },
    ...(mayRun
      ? [
          { key: 'sandbox', label: t('sandbox'), children: <Sandbox /> },
          { key: 'runs', label: t('runsTab'), children: <Runs /> },
        ]
      : []),
    { key: 'values', label: t('cityValues'), children: <CityValues /> },
    { key: 'effects', label: t('effects'), children: <Effects effects={data.effects} /> },
  ]
  return (
    <Page
      title={t('budget')}
      sentence={t('budgetSentence', {
        on: data.on,
        firms: count(data.firms),
        policies: data.policies,
        percent: coverage?.text ?? '0',
      })}
      figures={<Figures forecast={data} />}
    >
      <PageTabs items={tabs} />
    </Page>
  )
}

function Figures({ forecast: { total, on, elapsedMs, coverageRatio } }: { forecast: Forecast }) {
  // Where nothing could be judged a sum of 0 would say that nobody is entitled.
  const isUnjudged = !coverageRatio
  const why = total.withheld ? t('withheld') : isUnjudged ? t('unjudged') : undefined
  const isShown = total.firms !== null && !isUnjudged
  const shown = isShown ? { text: count(total.firms!), unit: t('firmUnit') } : null
  const sum = (fen: string | null) => (isUnjudged ? null : money(fen))
  return (
    <>
      <Figure label={t('amount')} value={sum(total.amountFen)} asOf={on} {...(why ? { why } : {})} />
      <Figure
        label={t('ceilingTotal')}
        value={sum(total.ceilingFen)}
        asOf={on}
        note={t('ceilingNote')}
        {...(why ? { why } : {})}
      />
      <Figure label={t('firmsAwarded')} value={shown} asOf={on} {...(why ? { why } : {})} />
      <Figure label={t('elapsed')} value={{ text: count(elapsedMs), unit: 'ms' }} />
    </>
  )
}

type Dimension = keyof Forecast['by']
const dimensions = ['policy', 'district', 'industry', 'size', 'month'] as const satisfies readonly Dimension[]

function ForecastView({ forecast }: { forecast: Forecast }) {
  const [by, setBy] = useState<Dimension>('policy')
  const lines = forecast.by[by] ?? []
  const columns = useMemo(lineColumns, [])
  const clauseCols = useMemo(clauseColumns, [])
  const known = lines.filter(({ withheld }) => !withheld)
  return (
    <div className="ls-stack">
      {forecast.missingCityValues.length > 0 && (
        <p className="ls-soft">
          {t('missingCity', { names: forecast.missingCityValues.map(({ label }) => label).join('、') })}
        </p>
      )}
      {forecast.refused.map(({ policy, message }) => (
        <p key={policy} className="ls-policy-fault">
          {t('refused')}：{policy} {message}
        </p>
      ))}
      <Segmented<Dimension>
        value={by}
        onChange={setBy}
        options={dimensions.map((value) => ({ value, label: t(`by_${value}`) }))}
      />
      {known.length > 0 && <ForecastCharts lines={known.slice(0, 15)} />}
      <DataTable
        name={t(`by_${by}`)}
        rows={lines}
        columns={columns}
        rowId={({ key }) => key ?? ''}
        maxRows={Math.min(12, Math.max(3, lines.length))}
      />
      <DataTable
        name={t('allClauses')}
        rows={forecast.clauses}
        columns={clauseCols}
        rowId={({ policy, clause }) => `${policy}/${clause}`}
        maxRows={12}
        tools={<b>{t('allClauses')}</b>}
      />
    </div>
  )
}

/** Entitlements and ceilings stand apart: what may be granted at most is no promise and is never added to what is due. */
function ForecastCharts({ lines }: { lines: readonly ForecastLine[] }) {
  const unit = t('tenThousandYuan')
  const rows = (of: 'amountFen' | 'ceilingFen') =>
    lines.map((line) => {
      const fen = line[of]
      const value = fen === null ? null : Math.round(Number(fen) / 100_000) / 10
      return { label: line.label || t('unknownGroup'), value }
    })
  return (
    <div className="ls-columns">
      <BarChart title={t('amount')} unit={unit} rows={rows('amountFen')} />
      <BarChart title={`${t('ceilingTotal')} · ${t('ceilingNote')}`} unit={unit} rows={rows('ceilingFen')} />
    </div>
  )
}

const moneyCell = (fen: string | null, withheld: boolean) =>
  withheld ? <Unknown why={t('withheld')} /> : <Money fen={fen} />

const lineColumns = (): Column<ForecastLine>[] => [
  {
    id: 'label',
    title: t('group'),
    width: 240,
    grow: 3,
    phone: 'title',
    value: ({ label }) => label || t('unknownGroup'),
  },
  { id: 'firms', title: t('firmsAwarded'), width: 90, align: 'right', value: ({ firms }) => firms },
  {
    id: 'amount',
    title: t('amount'),
    width: 130,
    align: 'right',
    value: ({ amountFen }) => (amountFen === null ? null : Number(amountFen) / 100),
    cell: (row) => moneyCell(row.amountFen, row.withheld),
  },
  {
    id: 'ceiling',
    title: t('ceilingTotal'),
    width: 130,
    align: 'right',
    value: ({ ceilingFen }) => (ceilingFen === null ? null : Number(ceilingFen) / 100),
    cell: (row) => moneyCell(row.ceilingFen, row.withheld),
  },
  {
    id: 'unknown',
    title: t('unknownAwards'),
    width: 130,
    align: 'right',
    value: ({ unknownAwards }) => unknownAwards,
  },
]

type ClauseRow = Forecast['clauses'][number]
const clauseColumns = (): Column<ClauseRow>[] => [
  { id: 'title', title: t('clause'), width: 220, grow: 3, phone: 'title', value: ({ title }) => title },
  {
    id: 'policy',
    title: t('title'),
    width: 180,
    grow: 2,
    value: ({ policyTitle, isExample }) => (isExample ? `${policyTitle}（${t('example')}）` : policyTitle),
  },
  {
    id: 'kind',
    title: t('benefit'),
    width: 64,
    value: ({ isCeiling }) => (isCeiling ? t('ceiling') : t('entitlement')),
  },
  { id: 'entitled', title: t('entitled'), width: 70, align: 'right', value: ({ entitled }) => entitled },
  { id: 'near', title: t('near'), width: 70, align: 'right', value: ({ near }) => near },
  {
    id: 'lack',
    title: t('insufficient_data'),
    width: 80,
    align: 'right',
    value: ({ insufficientData }) => insufficientData,
  },
  {
    id: 'city',
    title: t('not_computable'),
    width: 80,
    align: 'right',
    value: ({ notComputable }) => notComputable,
  },
  {
    id: 'total',
    title: t('amount'),
    width: 120,
    align: 'right',
    value: ({ totalFen }) => (totalFen === null ? null : Number(totalFen) / 100),
    cell: (row) => moneyCell(row.totalFen, row.withheld),
  },
]

const runColumns = (): Column<RunSummary>[] => [
  {
    id: 'at',
    title: t('computedAt'),
    width: 160,
    phone: 'title',
    value: ({ computedAt }) => instant(computedAt),
  },
  { id: 'on', title: t('applicationOn'), width: 110, value: ({ on }) => on },
  { id: 'firms', title: t('firmUnit'), width: 80, align: 'right', value: ({ firms }) => firms },
  { id: 'clauses', title: t('clauses'), width: 80, align: 'right', value: ({ clauses }) => clauses },
  {
    id: 'amount',
    title: t('amount'),
    width: 130,
    align: 'right',
    value: ({ amountFen }) => Number(amountFen) / 100,
    cell: ({ amountFen }) => <Money fen={amountFen} />,
  },
  {
    id: 'ceiling',
    title: t('ceilingTotal'),
    width: 130,
    align: 'right',
    value: ({ ceilingFen }) => Number(ceilingFen) / 100,
    cell: ({ ceilingFen }) => <Money fen={ceilingFen} />,
  },
  {
    id: 'ms',
    title: t('elapsed'),
    unit: 'ms',
    width: 90,
    align: 'right',
    value: ({ elapsedMs }) => elapsedMs,
  },
  { id: 'by', title: t('computedBy'), width: 110, value: ({ computedBy }) => computedBy },
]

function Runs() {
  const scope = useScope()
  const queries = useQueryClient()
  const { notification } = App.useApp()
  const { data, error } = useQuery(runsQuery(scope))
  const keep = useMutation({
    mutationFn: () => keepRun(scope),
    onSuccess: ({ firms, elapsedMs }) => {
      notification.success({ title: t('runKept', { firms: count(firms), ms: count(elapsedMs) }) })
      void queries.invalidateQueries({ queryKey: ['policy', 'runs'] })
    },
    onError: (problem) => notification.error({ title: problem.message }),
  })
  const columns = useMemo(runColumns, [])
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  return (
    <DataTable
      name={t('runsTab')}
      rows={data}
      columns={columns}
      rowId={({ id }) => id}
      maxRows={14}
      tools={
        <Button type="primary" onClick={() => keep.mutate()} loading={keep.isPending}>
          {t('keepRun')}
        </Button>
      }
    />
  )
}
