import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Drawer, Segmented } from 'antd'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import {
  besideQuery,
  type CountedBeside,
  type IndicatorAnswer,
  indicatorsQuery,
  type TargetAnswer,
  targetsQuery,
} from './api.ts'
import { t } from './words.ts'

const route = getRouteApi('/indicators')
type View = 'values' | 'targets' | 'beside'
type ValueRow = IndicatorAnswer['values'][number] & { key: string; indicator: IndicatorAnswer }

const marks: Record<string, () => string> = {
  '>': () => `${t('over')} `,
  '>=': () => '≥ ',
  '<': () => '< ',
  '<=': () => '≤ ',
  '~': () => `${t('about')} `,
}
const marked = (comparator: string, value: number | null) =>
  value === null ? <Unknown /> : `${marks[comparator]?.() ?? ''}${value.toLocaleString('en-US')}`
const sentenceOf = ({ source }: { source: IndicatorAnswer['values'][number]['source'] }) =>
  source === '假设' ? source : (source.sentence ?? source.place ?? source.document)

const valueColumns = (): Column<ValueRow>[] => [
  {
    id: 'name',
    title: t('indicator'),
    width: 220,
    grow: 2,
    phone: 'title',
    value: (v) => inLang(v.indicator.name),
  },
  { id: 'scope', title: t('scope'), width: 120, value: (v) => inLang(v.scope) || null },
  { id: 'period', title: t('period'), width: 80, grow: 0, value: (v) => v.period },
  {
    id: 'value',
    title: t('value'),
    width: 110,
    grow: 0,
    align: 'right',
    value: (v) => v.value,
    cell: (v) => marked(v.comparator, v.value),
  },
  { id: 'unit', title: t('unit'), width: 70, grow: 0, value: (v) => v.indicator.unit },
  { id: 'sentence', title: t('sourceSentence'), width: 260, grow: 3, value: sentenceOf },
  {
    id: 'document',
    title: t('document'),
    width: 180,
    phone: 'none',
    isHidden: true,
    value: (v) => v.document?.title ?? null,
  },
]

const targetColumns = (): Column<TargetAnswer>[] => [
  {
    id: 'name',
    title: t('indicator'),
    width: 200,
    grow: 2,
    phone: 'title',
    value: (row) => inLang(row.name),
  },
  { id: 'scope', title: t('scope'), width: 140, grow: 2, value: (row) => inLang(row.scope) },
  {
    id: 'target',
    title: t('target'),
    width: 110,
    grow: 0,
    align: 'right',
    value: (row) => (Array.isArray(row.value) ? row.value.join('–') : row.value),
    cell: (row) => (Array.isArray(row.value) ? row.value.join('–') : marked(row.comparator, row.value)),
  },
  { id: 'unit', title: t('unit'), width: 70, grow: 0, value: (row) => row.unit },
  {
    id: 'due',
    title: t('due'),
    width: 100,
    grow: 0,
    value: (row) => row.due,
    cell: (row) => row.dueWritten ?? row.due ?? <Unknown />,
  },
  { id: 'sentence', title: t('sourceSentence'), width: 260, grow: 3, value: (row) => row.source.sentence },
]

const besideColumns = (): Column<CountedBeside>[] => [
  {
    id: 'name',
    title: t('indicator'),
    width: 240,
    grow: 2,
    phone: 'title',
    value: (row) => inLang(row.name),
  },
  { id: 'period', title: t('period'), width: 80, grow: 0, value: (row) => row.period },
  {
    id: 'stated',
    title: t('stated'),
    width: 110,
    grow: 0,
    align: 'right',
    value: (row) => row.stated,
    cell: (row) => marked(row.comparator, row.stated),
  },
  {
    id: 'computed',
    title: t('computed'),
    width: 140,
    grow: 0,
    align: 'right',
    value: (row) => row.computed,
    cell: (row) => row.computed ?? <Unknown />,
  },
  {
    id: 'difference',
    title: t('difference'),
    width: 90,
    grow: 0,
    align: 'right',
    value: (row) => row.difference,
    cell: (row) => row.difference ?? <Unknown />,
  },
  { id: 'undated', title: t('undated'), width: 90, grow: 0, align: 'right', value: (row) => row.undated },
]

/** What is measured of a city: series with their sentences, targets, and official figures beside our libraries. */
export function IndicatorsPage() {
  const { city } = useScope()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: indicators, error, refetch } = useQuery(indicatorsQuery(city.code))
  if (error)
    return <Page title={t('indicators')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!indicators) return <Loading rows={12} />
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (held) => ({ ...held, ...part }), replace: true })
  const rows = indicators.flatMap((indicator) =>
    indicator.values.map((value, i) => ({ ...value, indicator, key: `${indicator.id} ${i}` })),
  )
  const view: View = search.view ?? 'values'
  const tools = (
    <Segmented<View>
      value={view}
      onChange={(next) => change({ view: next === 'values' ? undefined : next })}
      options={[
        { value: 'values', label: t('valuesTab') },
        { value: 'targets', label: t('targetsTab') },
        { value: 'beside', label: t('besideTab') },
      ]}
    />
  )
  const figures = { city: city.name, count: indicators.length, values: count(rows.length) }
  const opened = indicators.find(({ id }) => id === search.open)
  return (
    <Page title={t('indicators')} sentence={view === 'beside' ? t('besideNote') : t('sentence', figures)}>
      {view === 'values' && (
        <DataTable
          name={t('indicators')}
          rows={rows}
          columns={valueColumns()}
          rowId={({ key }) => key}
          onOpen={({ indicator }) => change({ open: indicator.id })}
          tools={tools}
          empty={<Empty title={t('none')} why={t('noneWhy')} />}
        />
      )}
      {view === 'targets' && <Targets tools={tools} />}
      {view === 'beside' && <Beside tools={tools} />}
      <Drawer
        open={opened !== undefined}
        onClose={() => change({ open: undefined })}
        mask={false}
        size={520}
        title={inLang(opened?.name)}
      >
        {opened && <Series indicator={opened} />}
      </Drawer>
    </Page>
  )
}

function Targets({ tools }: { tools: React.ReactNode }) {
  const { city } = useScope()
  const { data, error } = useQuery(targetsQuery(city.code))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={8} />
  return (
    <DataTable
      name={t('target')}
      rows={data}
      columns={targetColumns()}
      rowId={({ id }) => id}
      tools={tools}
    />
  )
}

function Beside({ tools }: { tools: React.ReactNode }) {
  const { city, dataset } = useScope()
  const { data, error } = useQuery(besideQuery(city.code, dataset))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={8} />
  return (
    <DataTable
      name={t('beside')}
      rows={data}
      columns={besideColumns()}
      rowId={({ indicator, period }) => `${indicator} ${period}`}
      tools={tools}
      empty={<Empty title={t('none')} why={t('besideNote')} />}
    />
  )
}

function Series({ indicator }: { indicator: IndicatorAnswer }) {
  const scopes = [...new Set(indicator.values.map(({ scope }) => inLang(scope)))]
  const series = scopes.map((name) => ({
    name: name || inLang(indicator.name),
    points: indicator.values
      .filter(({ scope }) => inLang(scope) === name)
      .map(({ period, value }) => ({ x: period, y: value })),
  }))
  return (
    <div className="ls-stack">
      <p className="ls-soft">{indicator.formula ? inLang(indicator.formula) : t('noFormula')}</p>
      <LineChart
        title={t('series', { name: inLang(indicator.name), unit: indicator.unit })}
        series={series}
        unit={indicator.unit}
      />
      <ul className="ls-reasons">
        {indicator.values.map((value) => (
          <li key={`${value.period} ${inLang(value.scope)}`}>
            <b>
              {value.period} {inLang(value.scope)} {marked(value.comparator, value.value)} {indicator.unit}
            </b>
            <br />
            <small className="ls-soft">
              {sentenceOf(value)} {value.document?.title}
            </small>
          </li>
        ))}
      </ul>
    </div>
  )
}
