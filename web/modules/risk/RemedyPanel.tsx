import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import { digits, money } from '../../ui/format.ts'
import { useMay } from '../../ui/session.ts'
import { Loading } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import {
  type ComputedTest,
  type Measured,
  type MeasuredSet,
  measureRemedies,
  type Remedy,
  suggestionsQuery,
} from './api.ts'
import { lossText } from './ratio.ts'
import { WorkProgress } from './WorkProgress.tsx'
import { t } from './words.ts'

/** Remedies for a stress test: what is suggested, what it costs, what it takes off, and the best set of them. */
export function RemedyPanel({ test }: { test: ComputedTest }) {
  const mayRun = useMay('risk.run')
  const [newest] = test.remedies
  return (
    <section className="ls-panel" data-testid="remedies">
      <h2>{t('remedies')}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('remediesWhy')}</p>
        {mayRun && !test.measuring && <RemedyForm test={test} />}
        {test.measuring && <WorkProgress testId={test.id} work={test.measuring} onGone={() => {}} />}
        {newest && <MeasuredView set={newest} />}
      </div>
    </section>
  )
}

const wanToFen = (wan: number) => String(Math.round(wan * 1_000_000))

function RemedyForm({ test }: { test: ComputedTest }) {
  const queries = useQueryClient()
  const { data } = useQuery(suggestionsQuery(test.id))
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [costs, setCosts] = useState<Record<number, number | null>>({})
  const [budget, setBudget] = useState<number | null>(null)
  const [most, setMost] = useState(3)
  const measure = useMutation({
    mutationFn: (remedies: Remedy[]) =>
      measureRemedies(test.id, { remedies, most, budgetFen: budget === null ? null : wanToFen(budget) }),
    onSuccess: (told) => queries.setQueryData(['risk', 'stress-test', test.id], told),
  })
  if (!data) return <Loading rows={3} />
  if (data.length === 0) return <p className="ls-soft">{t('suggestedNone')}</p>
  const chosen = data.flatMap((remedy, k): Remedy[] => {
    const wan = costs[k] ?? null
    return left.has(k) ? [] : [{ ...remedy, costFen: wan === null ? null : wanToFen(wan) }]
  })
  const toggle = (k: number) => {
    const next = new Set(left)
    if (!next.delete(k)) next.add(k)
    setLeft(next)
  }
  return (
    <div className="ls-stack">
      <h3>{t('suggested')}</h3>
      <div>
        {data.map((remedy, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list comes whole and stays as it is
          <div className="ls-risk-remedy" key={k}>
            <Checkbox
              checked={!left.has(k)}
              onChange={() => toggle(k)}
              aria-label={remedyName(remedy, test)}
            />
            <span>{remedyName(remedy, test)}</span>
            <span className="ls-soft">
              {'shareRatio' in remedy
                ? `${Math.round(remedy.shareRatio * 100)}%`
                : `${remedy.stockDays} ${t('daysUnit')}`}
            </span>
            <InputNumber
              className="ls-risk-cost"
              min={0}
              value={costs[k] ?? null}
              placeholder={t('cost')}
              aria-label={`${remedyName(remedy, test)} ${t('cost')}`}
              onChange={(wan) => setCosts({ ...costs, [k]: wan })}
            />
          </div>
        ))}
      </div>
      {measure.error && <Alert type="error" showIcon title={measure.error.message} />}
      <div className="ls-risk-buttons">
        <span>{t('most')}</span>
        <InputNumber
          min={1}
          max={10}
          value={most}
          aria-label={t('most')}
          onChange={(value) => setMost(value ?? 3)}
        />
        <span>{t('budget')}</span>
        <InputNumber min={0} value={budget} aria-label={t('budget')} onChange={setBudget} />
        <Button
          type="primary"
          loading={measure.isPending}
          disabled={chosen.length === 0}
          onClick={() => measure.mutate(chosen)}
        >
          {t('measure')}
        </Button>
      </div>
    </div>
  )
}

/** A remedy before it is measured, in words. */
function remedyName(remedy: Remedy, { result }: ComputedTest): string {
  const nodes = new Map(result.nodes.map(({ id, name }) => [id, inLang(name)]))
  const firms = new Map([...result.firms, ...result.leading].map(({ id, name }) => [id, name]))
  const node = remedy.nodeId === null ? '' : (nodes.get(remedy.nodeId) ?? remedy.nodeId)
  if (remedy.kind === 'fill_node') return t('remedyFill', { node })
  const firm = firms.get(remedy.buyerId) ?? remedy.buyerId
  return t(remedy.kind === 'add_supplier' ? 'remedyAdd' : 'remedyStock', { node, firm })
}

function MeasuredView({ set }: { set: MeasuredSet }) {
  const { best, single } = set
  const taken = new Set(best.chosen.map(({ label }) => label))
  return (
    <div className="ls-stack" data-testid="measured">
      <p>
        {best.chosen.length === 0
          ? t('bestNone')
          : t('bestSet', {
              count: best.chosen.length,
              before: lossText(best.esriBefore) ?? '?',
              after: lossText(best.esriAfter) ?? '?',
            })}{' '}
        <span className="ls-soft">{best.chosen.length > 0 && t('greedyNote')}</span>
      </p>
      <DataTable
        name={t('remedies')}
        rows={single}
        columns={measuredColumns(taken)}
        rowId={({ label }) => label}
        maxRows={Math.min(12, single.length + 1)}
      />
    </div>
  )
}

const measuredColumns = (taken: ReadonlySet<string>): Column<Measured>[] => [
  {
    ...{ id: 'remedy', title: t('remedy'), width: 280, grow: 3, phone: 'title' },
    value: ({ label }) => `${taken.has(label) ? '★ ' : ''}${label}`,
  },
  {
    ...{ id: 'reduction', title: t('reduction'), unit: t('pointsUnit'), width: 120, grow: 0, align: 'right' },
    value: ({ reduction }) => (reduction === null ? null : reduction * 100),
    cell: ({ reduction, note }) =>
      note ? t(`note_${note}`) : reduction === null ? <Unknown /> : digits(reduction * 100, 3),
  },
  {
    ...{ id: 'avoided', title: t('avoided'), width: 120, grow: 0, align: 'right' },
    value: ({ avoidedFen }) => (avoidedFen === null ? null : Number(avoidedFen) / 100),
    cell: ({ avoidedFen }) => {
      const shown = money(avoidedFen)
      return shown ? `${shown.text} ${shown.unit}` : <Unknown />
    },
  },
  {
    ...{ id: 'per', title: t('perMillion'), unit: t('pointsUnit'), width: 130, grow: 0, align: 'right' },
    value: ({ pointsPerMillionYuan }) => pointsPerMillionYuan,
    cell: ({ pointsPerMillionYuan: each }) => (each === null ? <Unknown /> : digits(each, 4)),
  },
]
