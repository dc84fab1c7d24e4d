import { Select } from 'antd'
import { useMemo } from 'react'
import { percent } from '../../../ui/format.ts'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import type { Plan, TaskSummary } from './api.ts'
import { type Grouping, groupsOf, type Naming, type RollUp, rollUp, uncoveredValues } from './views.ts'
import { t } from './words.ts'

type Props = {
  tasks: readonly TaskSummary[]
  plans: readonly Plan[]
  naming: Naming
  /** `plan`, `unit`, `chain`, `leader`, or the id of a tag dimension. */
  by: string
  onBy(by: string): void
}

const groupings = ['plan', 'unit', 'chain', 'leader'] as const
const isGrouping = (by: string): by is Grouping => (groupings as readonly string[]).includes(by)

/** Tasks counted by plan, unit, chain, leader or by a tag dimension, with what no task answers. */
export function RollUpTable({ tasks, plans, naming, by, onBy }: Props) {
  const dimensions = useMemo(() => dimensionsOf(plans), [plans])
  const dimension = dimensions.find(({ id }) => id === by)
  const rows = useMemo(() => {
    const grouping = isGrouping(by) ? { layout: by } : { layout: 'tag' as const, dimension: by }
    return groupsOf(tasks, { ...grouping, plans, naming, titleOf: inLang }).map(rollUp)
  }, [tasks, plans, naming, by])
  const names = { plan: t('byPlan'), unit: t('byUnit'), chain: t('byChain'), leader: t('byLeader') }
  return (
    <>
      {dimension && <Uncovered tasks={tasks} dimension={dimension} />}
      <DataTable
        name={t('rollup')}
        rows={rows}
        columns={columns()}
        rowId={({ id }) => id}
        tools={
          <Select
            aria-label={t('by')}
            style={{ minWidth: 160 }}
            value={by}
            onChange={onBy}
            options={[
              ...groupings.map((value) => ({ value: value as string, label: names[value] })),
              ...dimensions.map(({ id, title }) => ({ value: id, label: inLang(title) })),
            ]}
          />
        }
      />
    </>
  )
}

/** The tag dimensions of some plans, once each. */
export function dimensionsOf(plans: readonly Plan[]): Plan['dimensions'] {
  const byId = new Map<string, Plan['dimensions'][number]>()
  for (const one of plans.flatMap(({ dimensions }) => dimensions))
    if (!byId.has(one.id)) byId.set(one.id, one)
  return [...byId.values()]
}

function Uncovered({
  tasks,
  dimension,
}: {
  tasks: readonly TaskSummary[]
  dimension: Plan['dimensions'][number]
}) {
  const none = uncoveredValues(tasks, dimension)
  const title = inLang(dimension.title)
  return none.length === 0 ? (
    <p className="ls-soft">{t('covered', { dimension: title })}</p>
  ) : (
    <p className="ls-late">
      {t('uncovered', {
        dimension: title,
        values: none.map((value) => inLang(value.title)).join('、'),
      })}
    </p>
  )
}

const figure = (id: keyof RollUp, title: string): Column<RollUp> => ({
  id,
  title,
  value: (row) => row[id],
  width: 84,
  align: 'right',
})

const columns = (): Column<RollUp>[] => [
  { id: 'title', title: t('group'), value: ({ title }) => title, width: 220, grow: 3, phone: 'title' },
  figure('total', t('total')),
  figure('open', t('open')),
  figure('red', t('red')),
  figure('yellow', t('yellow')),
  figure('green', t('green')),
  figure('reached', t('reachedCount')),
  figure('dropped', t('droppedCount')),
  {
    id: 'rate',
    title: t('reachedRate'),
    value: ({ rate }) => (rate === null ? null : Math.round(rate * 1000) / 10),
    cell: ({ rate }) => {
      const shown = percent(rate)
      return shown ? `${shown.text}${shown.unit}` : <Unknown />
    },
    width: 96,
    align: 'right',
  },
]
