import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type LadderInfo, ladderQuery, type Rung } from './api.ts'
import { RuleSetView } from './RuleSetView.tsx'
import { TargetTable } from './TargetTable.tsx'
import { WindowForm } from './WindowForm.tsx'
import { t } from './words.ts'

/** The ladder of a city: who stands where, who could be next, by which rules, against which targets. */
export function LadderPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(ladderQuery(scope))
  if (error) return <Page title={t('ladder')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const held = data.rungs.reduce((sum, rung) => sum + rung.held, 0)
  const due = data.rungs.reduce((sum, rung) => sum + rung.dueForReview, 0)
  const open = (rung: Rung) =>
    data.mayListCandidates &&
    rung.ruleSet &&
    void navigate({ to: '/cultivation/candidates', search: { rung: rung.id } })
  return (
    <Page
      title={t('ladder')}
      sentence={
        data.hasTitles
          ? t('ladderSentence', { firms: data.firms, rungs: data.rungs.length, held, due })
          : t('noTitles')
      }
      actions={
        <Link to="/cultivation/programmes" className="ls-button">
          {t('programmes')}
        </Link>
      }
    >
      <DataTable
        name={t('ladder')}
        rows={data.rungs}
        columns={rungColumns(data.hasTitles)}
        rowId={({ id }) => id}
        onOpen={open}
        maxRows={8}
      />
      <Charts ladder={data} />
      <TargetTable rungs={data.rungs} />
      <Windows rungs={data.rungs} />
      {data.rungs.map((rung) => (
        <Rules key={rung.id} rung={rung} />
      ))}
    </Page>
  )
}

const counted = (value: number | null, rung: Rung) =>
  value ?? <Unknown why={rung.ruleSet ? t('heldBack') : t('noRules')} />

const countColumn = (id: 'reached' | 'lacksOne' | 'untold'): Column<Rung> => ({
  id,
  title: t(id),
  unit: t('firmsUnit'),
  width: 120,
  grow: 0,
  align: 'right',
  value: (rung) => rung[id],
  cell: (rung) => counted(rung[id], rung),
})

/** Without any list of titles nobody knows who holds one: unknown, not 0. */
const rungColumns = (hasTitles: boolean): Column<Rung>[] => [
  { id: 'rung', title: t('rung'), width: 180, grow: 2, phone: 'title', value: (rung) => inLang(rung.name) },
  {
    id: 'held',
    title: t('held'),
    unit: t('firmsUnit'),
    width: 100,
    grow: 0,
    align: 'right',
    value: (rung) => (hasTitles ? rung.held : null),
    cell: (rung) =>
      !hasTitles ? (
        <Unknown why={t('noTitles')} />
      ) : (
        <span title={rung.heldUnknown > 0 ? t('heldUnknown', { count: rung.heldUnknown }) : undefined}>
          {rung.held}
          {rung.heldUnknown > 0 && '*'}
        </span>
      ),
  },
  {
    id: 'from',
    title: t('from'),
    width: 130,
    grow: 0,
    align: 'right',
    value: (rung) => (hasTitles ? (rung.conversion?.through ?? null) : null),
    cell: ({ conversion }) =>
      !hasTitles ? (
        <Unknown why={t('noTitles')} />
      ) : conversion ? (
        t('fromLine', { through: conversion.through, from: conversion.from })
      ) : (
        '—'
      ),
  },
  countColumn('reached'),
  countColumn('lacksOne'),
  countColumn('untold'),
  {
    id: 'due',
    title: t('due'),
    width: 100,
    grow: 0,
    align: 'right',
    value: (rung) => (hasTitles ? rung.dueForReview : null),
  },
]

function Charts({ ladder }: { ladder: LadderInfo }) {
  const rows = ladder.rungs.map((rung) => ({
    label: inLang(rung.name),
    value: ladder.hasTitles ? rung.held : null,
  }))
  const busiest = [...ladder.rungs].sort((a, b) => b.byYear.length - a.byYear.length || b.held - a.held)[0]
  return (
    <div className="ls-evaluation-charts">
      <BarChart title={t('heldByRung')} rows={rows} unit={t('firmsUnit')} />
      {busiest && busiest.byYear.length > 0 && (
        <BarChart
          title={t('newByYear', { rung: inLang(busiest.name) })}
          rows={busiest.byYear.map(({ year, count }) => ({ label: String(year), value: count }))}
          unit={t('firmsUnit')}
        />
      )}
    </div>
  )
}

function Windows({ rungs }: { rungs: readonly Rung[] }) {
  const mayManage = useMay('cultivation.manage')
  const [isOpen, setOpen] = useState(false)
  const windows = rungs.flatMap((rung) =>
    rung.windows.map((window) => ({ ...window, name: inLang(rung.name) })),
  )
  return (
    <section className="ls-panel">
      <h2>{t('windowsOpen')}</h2>
      <div className="ls-panel-body ls-stack">
        {windows.length === 0 && <p className="ls-soft">{t('windowNone')}</p>}
        <ul>
          {windows.map(({ id, name, opensOn, closesOn, source }) => (
            <li key={id}>{t('windowLine', { rung: name, opens: opensOn, closes: closesOn, source })}</li>
          ))}
        </ul>
        {mayManage && (
          <div>
            <Button onClick={() => setOpen(true)}>{t('addWindow')}</Button>
          </div>
        )}
      </div>
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('addWindow')} size={420} destroyOnHidden>
        <WindowForm rungs={rungs} onDone={() => setOpen(false)} />
      </Drawer>
    </section>
  )
}

function Rules({ rung }: { rung: Rung }) {
  return (
    <section className="ls-panel">
      <h2>{t('rulesOf', { rung: inLang(rung.name) })}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">
          {rung.titles
            .map(({ name, isRetired }) => `${name}${isRetired ? `（${t('retired')}）` : ''}`)
            .join('、')}
        </p>
        {rung.note && <p>{inLang(rung.note)}</p>}
        {rung.ruleSet && <RuleSetView set={rung.ruleSet} />}
        {rung.otherRuleSets.length > 0 && <h3>{t('otherRules')}</h3>}
        {rung.otherRuleSets.map((set) => (
          <RuleSetView key={set.id} set={set} />
        ))}
      </div>
    </section>
  )
}
