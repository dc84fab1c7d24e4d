import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { yuan } from './amounts.ts'
import { type Grant, type GrantReadiness, grantsQuery, newKey, post, readinessQuery } from './api.ts'
import { t } from './words.ts'

type Clause = GrantReadiness['clauses'][number]

/** 免申即享: which clauses can be granted now, what blocks the others, and the runs so far. */
export function GrantsPage() {
  const scope = useScope()
  const mayRun = useMay('grants.run')
  const runs = useQuery(grantsQuery(scope))
  const readiness = useQuery({ ...readinessQuery(scope), enabled: mayRun })
  const error = runs.error ?? readiness.error
  if (error)
    return <Page title={t('grants')}>{<Problem error={error} retry={() => void runs.refetch()} />}</Page>
  if (!runs.data || (mayRun && !readiness.data)) return <Loading />
  const clauses = readiness.data?.clauses ?? []
  const ready = clauses.filter(({ isReady }) => isReady).length
  return (
    <Page
      title={t('grants')}
      sentence={
        mayRun
          ? t('grantsSentence', { ready, blocked: clauses.length - ready, runs: runs.data.items.length })
          : undefined
      }
    >
      <section className="ls-panel">
        <h2>{t('runs')}</h2>
        <div className="ls-panel-body ls-stack" style={{ gap: 8 }}>
          {runs.data.items.length === 0 && <p className="ls-soft">{t('noRuns')}</p>}
          {runs.data.items.map((run) => (
            <div key={run.id}>
              <Link
                to="/policies/grants/$grantId"
                params={{ grantId: run.id }}
                className="ls-link"
                style={{ textDecoration: 'underline' }}
              >
                {run.title}
              </Link>{' '}
              <span className="ls-tag">{run.stateTitle}</span>{' '}
              <span className="ls-soft">
                {run.lines} {t('firmsUnit')} · {yuan(run.totalFen)} {t('yuan')}{' '}
                {run.dueOn && t('duePlain', { date: run.dueOn })}
              </span>
            </div>
          ))}
        </div>
      </section>
      {mayRun && <ReadinessTable clauses={clauses} />}
    </Page>
  )
}

function ReadinessTable({ clauses }: { clauses: readonly Clause[] }) {
  const scope = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [key] = useState(newKey)
  const start = useMutation({
    mutationFn: ({ policyId, clauseId }: Clause) =>
      post<Grant>('/grants', {
        city: scope.city.code,
        dataset: scope.dataset,
        policyId,
        clauseId,
        requestKey: `${key.slice(0, 24)}-${clauseId}`.slice(0, 64),
      }),
    onSuccess: ({ life }) => {
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
      void navigate({ to: '/policies/grants/$grantId', params: { grantId: life.id } })
    },
  })
  const sorted = [...clauses].sort((a, b) => Number(b.isReady) - Number(a.isReady) || b.entitled - a.entitled)
  const columns: Column<Clause>[] = [
    {
      id: 'ready',
      title: t('readiness'),
      width: 130,
      grow: 0,
      phone: 'bare',
      value: (row) => (row.isReady ? t('ready') : t('notReady')),
      cell: (row) => (
        <span className={row.isReady ? undefined : 'ls-soon'}>
          {row.isReady ? '● ' : '▲ '}
          {row.isReady ? t('ready') : t('notReady')}
        </span>
      ),
    },
    { id: 'title', title: t('clause'), width: 200, grow: 2, phone: 'title', value: (row) => row.title },
    { id: 'policy', title: t('policy'), width: 200, grow: 2, value: (row) => row.policyTitle },
    {
      id: 'entitled',
      title: t('entitledFirms'),
      unit: t('firmsUnit'),
      width: 120,
      grow: 0,
      align: 'right',
      value: (row) => row.entitled,
    },
    {
      id: 'decided',
      title: t('decidedFirms'),
      unit: t('firmsUnit'),
      width: 110,
      grow: 0,
      align: 'right',
      value: (row) => row.decided,
    },
    {
      id: 'blocked',
      title: t('blockedBy'),
      width: 260,
      grow: 4,
      isSortable: false,
      value: (row) => row.obstacles.map(({ text }) => text).join('；'),
    },
    {
      id: 'make',
      title: t('makeRun'),
      width: 120,
      grow: 0,
      isSortable: false,
      value: () => '',
      cell: (row) =>
        row.isReady ? (
          <Button
            size="small"
            loading={start.isPending && start.variables.clauseId === row.clauseId}
            onClick={(event) => {
              event.stopPropagation()
              start.mutate(row)
            }}
          >
            {t('makeRun')}
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      {start.error && <Alert type="error" showIcon title={start.error.message} />}
      <DataTable
        name={t('readiness')}
        rows={sorted}
        columns={columns}
        rowId={({ policyId, clauseId }) => `${policyId}/${clauseId}`}
        maxRows={14}
      />
    </>
  )
}
