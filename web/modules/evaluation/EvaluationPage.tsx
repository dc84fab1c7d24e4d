import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { lang } from '../../ui/words.ts'
import { type RunInfo, runsQuery } from './api.ts'
import { NewRunForm } from './NewRunForm.tsx'
import { t } from './words.ts'

/** The assessments of a city: years, state, and a new one. */
export function EvaluationPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const mayRun = useMay('evaluation.run')
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(runsQuery(scope))
  if (error) return <Page title={t('runs')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const start = mayRun && (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('newRun')}
    </Button>
  )
  const count = (state: RunInfo['state']) => data.filter((run) => run.state === state).length
  const open = (id: string) => void navigate({ to: '/evaluation/runs/$runId', params: { runId: id } })
  return (
    <Page
      title={t('runs')}
      sentence={
        data.length > 0
          ? t('runsSentence', {
              count: data.length,
              published: count('published'),
              noticed: count('noticed'),
            })
          : undefined
      }
      actions={
        <>
          <Link to="/evaluation/scorecards" className="ls-button">
            {t('library')}
          </Link>
          {start}
        </>
      }
    >
      {data.length === 0 ? (
        <Empty title={t('runsNone')} why={t('runsNoneWhy')} action={start} />
      ) : (
        <DataTable
          name={t('runs')}
          rows={data}
          columns={runColumns()}
          rowId={({ id }) => id}
          onOpen={({ id }) => open(id)}
        />
      )}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('newRun')} size={480} destroyOnHidden>
        <NewRunForm onDone={open} />
      </Drawer>
    </Page>
  )
}

const runColumns = (): Column<RunInfo>[] => [
  {
    id: 'title',
    title: t('title'),
    width: 260,
    grow: 3,
    phone: 'title',
    value: (run) => (lang() === 'zh' ? run.title : run.titleEn),
  },
  { id: 'year', title: t('year'), width: 90, grow: 0, align: 'right', value: (run) => run.year },
  { id: 'state', title: t('state'), width: 130, value: (run) => t(run.state) },
  { id: 'factsOn', title: t('factsOn'), width: 120, value: (run) => run.factsOn },
  {
    id: 'subjects',
    title: t('subjects'),
    unit: t('firmsUnit'),
    width: 120,
    grow: 0,
    align: 'right',
    value: (run) => run.subjects,
  },
  { id: 'publishedOn', title: t('publishedOn'), width: 120, value: (run) => run.publishedOn ?? '—' },
]
