import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type ResultRow, resultsQuery } from './api.ts'
import { t } from './words.ts'

/** The lines of a run, class by class; each opens its firm. Prints whole: the published list. */
export function RunResults({ runId }: { runId: string }) {
  const { data, error } = useQuery(resultsQuery(runId))
  const navigate = useNavigate()
  const [choice, setChoice] = useState('')
  const hasScores = data?.hasScores ?? false
  const columns = useMemo(() => resultColumns(hasScores), [hasScores])
  const rows = useMemo(
    () => (data?.items ?? []).filter(({ level }) => choice === '' || (level ?? '?') === choice),
    [data, choice],
  )
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  const last = (level: string) => (level === '?' ? 1 : 0)
  const levels = [...new Set(data.items.map(({ level }) => level ?? '?'))].sort(
    (a, b) => last(a) - last(b) || (a < b ? -1 : 1),
  )
  const options = levels.map((level) => ({ value: level, label: level === '?' ? t('noClass') : level }))
  return (
    <section className="ls-stack">
      {!hasScores && <p className="ls-soft">{t('publicOnly')}</p>}
      <DataTable
        name={t('results')}
        rows={rows}
        columns={columns}
        rowId={({ organisationId }) => organisationId}
        tools={
          <Segmented
            value={choice}
            onChange={setChoice}
            options={[{ value: '', label: t('results') }, ...options]}
          />
        }
        onOpen={({ organisationId }) =>
          void navigate({ to: '/firms/$firmId', params: { firmId: organisationId } })
        }
      />
    </section>
  )
}

const levelColumn = (): Column<ResultRow> => ({
  id: 'level',
  title: t('level'),
  width: 130,
  value: ({ level }) => level,
  cell: ({ level, reasonText }) => level ?? <Unknown why={reasonText} />,
})

function resultColumns(hasScores: boolean): Column<ResultRow>[] {
  const name: Column<ResultRow> = {
    id: 'name',
    title: t('firm'),
    width: 240,
    grow: 3,
    phone: 'title',
    value: (row) => row.name,
  }
  if (!hasScores) return [name, levelColumn()]
  const number = (id: 'score' | 'place' | 'coverage', title: string, unit: string): Column<ResultRow> => ({
    id,
    title,
    unit,
    width: 104,
    grow: 0,
    align: 'right',
    value: (row) => {
      const value = row[id]
      if (value === null) return null
      return id === 'coverage' ? Math.round(Number(value) * 1000) / 10 : Math.round(Number(value) * 100) / 100
    },
  })
  return [
    name,
    levelColumn(),
    number('score', t('score'), t('points')),
    number('coverage', t('coverage'), '%'),
    number('place', t('place'), ''),
    { id: 'group', title: t('group'), width: 160, value: (row) => row.group, phone: 'none' },
    { id: 'why', title: t('why'), width: 200, grow: 2, value: (row) => row.reasonText, phone: 'none' },
  ]
}
