import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useMay } from '../../../ui/session.ts'
import { Empty } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { type Relief, type Statement, withdrawRelief } from './api.ts'
import { ReliefForm } from './ReliefForm.tsx'
import { Exact } from './StatementTables.tsx'
import { t } from './words.ts'

const yuan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 100)

function columns(onWithdraw: (relief: Relief) => void): Column<Relief>[] {
  const amount = { unit: t('unit'), width: 130, grow: 0, align: 'right' as const }
  return [
    { id: 'kind', title: t('kind'), width: 200, grow: 2, phone: 'title', value: (row) => row.title },
    { id: 'year', title: t('year'), width: 80, grow: 0, value: (row) => String(row.year) },
    {
      id: 'amount',
      title: t('amount'),
      ...amount,
      value: (row) => yuan(row.amountFen),
      cell: (row) => <Exact fen={row.amountFen} />,
    },
    {
      id: 'basis',
      title: t('basis'),
      ...amount,
      value: (row) => (row.kind === 'rd_deduction' ? yuan(row.basisFen) : ''),
      cell: (row) => (row.kind === 'rd_deduction' ? <Exact fen={row.basisFen} /> : '—'),
    },
    {
      id: 'reporter',
      title: t('reporter'),
      width: 170,
      value: (row) => `${t(`reporter_${row.reporter}`)} · ${row.by} · ${row.on}`,
    },
    { id: 'source', title: t('source'), width: 180, grow: 2, value: (row) => row.source },
    {
      id: 'counts',
      title: t('counts'),
      width: 110,
      value: (row) => (row.counts ? t('yes') : t('notTwice')),
    },
    {
      id: 'withdraw',
      title: t('withdraw'),
      width: 90,
      grow: 0,
      phone: 'bare',
      isSortable: false,
      value: () => '',
      cell: (row) =>
        row.mayWithdraw ? (
          <Button size="small" onClick={() => onWithdraw(row)}>
            {t('withdraw')}
          </Button>
        ) : (
          ''
        ),
    },
  ]
}

/** Tax reliefs as tax office, office or firm told them; whoever may tell one finds the form below. */
export function ReliefPanel({ statement }: { statement: Statement }) {
  const [chosen, setChosen] = useState<Relief | null>(null)
  const mayReport = useMay('reliefs.report') && statement.mayReport
  return (
    <section className="ls-panel">
      <h2>{t('reliefs')}</h2>
      <div className="ls-panel-body ls-stack">
        <DataTable
          name={t('reliefs')}
          rows={statement.reliefs}
          columns={columns(setChosen)}
          rowId={({ id }) => id}
          maxRows={8}
          empty={<Empty title={t('noReliefs')} why={t('noReliefsWhy')} />}
        />
        {mayReport && <ReliefForm firmId={statement.organisation.id} />}
        {chosen && <Withdrawal relief={chosen} onDone={() => setChosen(null)} />}
      </div>
    </section>
  )
}

function Withdrawal({ relief, onDone }: { relief: Relief; onDone(): void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const withdraw = useMutation({
    mutationFn: () => withdrawRelief(relief.id, reason.trim()),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'statement'] })
      onDone()
    },
  })
  return (
    <Modal
      open
      title={`${t('withdrawTitle')}：${relief.title} ${relief.year}`}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: withdraw.isPending }}
      onOk={() => withdraw.mutate()}
      onCancel={onDone}
    >
      {withdraw.error && <Alert type="error" showIcon title={withdraw.error.message} />}
      <Input.TextArea
        aria-label={t('reason')}
        placeholder={t('reason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
