import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { instant } from '../../../ui/format.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { type Call, type CallPanel, endReviewer, panelQuery } from './api.ts'
import { NameReviewers } from './NameReviewers.tsx'
import { PointsTable } from './PointsTable.tsx'
import { t } from './reviewer-words.ts'

type Row = CallPanel['reviewers'][number]

/** Who judges a call, who still owes points, and what each gave: for the office that runs it. */
export function ReviewersSection({ call }: { call: Call }) {
  const { data, error, refetch } = useQuery(panelQuery(call.id))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <ReviewerTable call={call} panel={data} />
      {data.mayChange && <NameReviewers call={call} panel={data} />}
      {data.draws.length > 0 && <Draws panel={data} />}
      {data.applications.length > 0 && <PointsTable call={call} panel={data} />}
    </>
  )
}

const subjects = (of: Row['waiting']): string => of.map(({ subject }) => subject).join('、')

const owedBy = ({ ended, waiting }: Row): string => {
  if (ended) return ''
  return waiting.length === 0
    ? t('allGiven')
    : t('owes', { count: waiting.length, subjects: subjects(waiting) })
}

function ReviewerTable({ call, panel }: { call: Call; panel: CallPanel }) {
  const [ending, setEnding] = useState<Row | null>(null)
  const present = panel.reviewers.filter(({ ended }) => ended === null)
  const owed = present.reduce((sum, { waiting }) => sum + waiting.length, 0)
  return (
    <section className="ls-stack">
      <h2>{t('reviewers')}</h2>
      <p className="ls-soft">{t('sentence', { count: present.length, needed: panel.needed, owed })}</p>
      <DataTable
        name={t('reviewers')}
        rows={panel.reviewers}
        columns={columns({ mayChange: panel.mayChange, onEnd: setEnding })}
        rowId={({ id }) => id}
        maxRows={10}
        empty={<Empty title={t('none')} why={t('noneWhy')} />}
      />
      {ending && <EndReviewer call={call} reviewer={ending} onDone={() => setEnding(null)} />}
    </section>
  )
}

type Given = { mayChange: boolean; onEnd(row: Row): void }
function columns({ mayChange, onEnd }: Given): Column<Row>[] {
  return [
    { id: 'name', title: t('name'), width: 130, phone: 'title', value: (row) => row.name },
    { id: 'employer', title: t('employer'), width: 150, value: (row) => row.employer ?? t('noEmployer') },
    { id: 'how', title: t('how'), width: 90, grow: 0, value: (row) => t(row.how) },
    { id: 'given', title: t('given'), width: 80, grow: 0, align: 'right', value: (row) => row.given },
    {
      id: 'waiting',
      title: t('waiting'),
      width: 200,
      grow: 2,
      value: owedBy,
    },
    { id: 'own', title: t('own'), width: 160, value: (row) => subjects(row.own) },
    {
      id: 'state',
      title: t('state'),
      width: 160,
      value: (row) => (row.ended ? t('endedFor', { reason: row.ended.reason }) : t('present')),
    },
    ...(mayChange
      ? [
          {
            id: 'end',
            title: t('end'),
            width: 90,
            grow: 0,
            phone: 'bare' as const,
            isSortable: false,
            value: () => '',
            cell: (row: Row) =>
              row.ended ? null : (
                <Button
                  size="small"
                  aria-label={t('endOf', { name: row.name })}
                  onClick={(event) => {
                    event.stopPropagation()
                    onEnd(row)
                  }}
                >
                  {t('end')}
                </Button>
              ),
          },
        ]
      : []),
  ]
}

type EndProps = { call: Call; reviewer: Row; onDone(): void }
function EndReviewer({ call, reviewer, onDone }: EndProps) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const end = useMutation({
    mutationFn: () => endReviewer(call.id, reviewer.id, { reason: reason.trim() }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'calls'] })
      onDone()
    },
  })
  return (
    <Modal
      open
      title={t('endOf', { name: reviewer.name })}
      okText={t('end')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: end.isPending }}
      onOk={() => end.mutate()}
      onCancel={onDone}
    >
      <div className="ls-stack">
        {end.error && <Alert type="error" showIcon title={end.error.message} />}
        <p className="ls-soft">{t('endNote')}</p>
        <Input
          aria-label={t('reason')}
          placeholder={t('reason')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  )
}

function Draws({ panel }: { panel: CallPanel }) {
  return (
    <details className="ls-panel ls-details" style={{ padding: 16 }}>
      <summary>{t('draws')}</summary>
      {panel.draws.map(({ seed, pool, drawn, drawnBy, drawnAt }) => {
        const nameOf = (userName: string) => pool.find((one) => one.userName === userName)?.name ?? userName
        return (
          <div key={seed} className="ls-stack" style={{ gap: 4, paddingTop: 12, overflowWrap: 'anywhere' }}>
            <span>
              {t('drawLine', {
                at: instant(drawnAt) ?? '',
                by: drawnBy,
                pool: pool.length,
                drawn: drawn.map(nameOf).join('、'),
                seed,
              })}
            </span>
            <span className="ls-soft">
              {t('drawRule', { pool: pool.map(({ name, userName }) => `${name}（${userName}）`).join('、') })}
            </span>
          </div>
        )
      })}
    </details>
  )
}
