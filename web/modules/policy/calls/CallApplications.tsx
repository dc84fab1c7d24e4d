import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '../../../ui/session.ts'
import { Empty } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import type { Call, CallApplication } from './api.ts'
import { PointsForm } from './PointsForm.tsx'
import { t } from './words.ts'

type Row = CallApplication
const wan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 1_000_000)
const number = { width: 110, grow: 0, align: 'right' as const }

const resultOf = ({ isSelected }: Row): string =>
  isSelected === null ? '' : isSelected ? `● ${t('isSelected')}` : t('notSelected')

/** The applications to a call that the reader may see, with points, places and what follows. */
export function CallApplications({ call }: { call: Call }) {
  const navigate = useNavigate()
  const oversees = useMay('calls.oversee')
  const judges = oversees || call.isReviewer
  const [scored, setScored] = useState<Row | null>(null)
  return (
    <>
      <DataTable
        name={t('applications')}
        rows={call.items}
        columns={columns({ call, judges, onScore: setScored })}
        rowId={({ id }) => id}
        maxRows={12}
        empty={<Empty title={t('noApplications')} why={t('noApplicationsWhy')} />}
        onOpen={({ id }) => void navigate({ to: '/policies/applications/$caseId', params: { caseId: id } })}
      />
      {scored && <PointsForm call={call} application={scored} onDone={() => setScored(null)} />}
    </>
  )
}

type Given = { call: Call; judges: boolean; onScore(row: Row): void }

function columns({ call, judges, onScore }: Given): Column<Row>[] {
  const shown: Column<Row>[] = [
    { id: 'subject', title: t('subject'), width: 180, grow: 2, phone: 'title', value: (row) => row.subject },
    {
      id: 'organisation',
      title: t('organisation'),
      width: 180,
      grow: 2,
      value: (row) => row.organisation.name,
    },
    { id: 'state', title: t('state'), width: 120, phone: 'bare', value: (row) => row.stateTitle },
    { id: 'claimed', title: t('claimed'), unit: t('unit'), ...number, value: (row) => wan(row.claimedFen) },
  ]
  return judges ? [...shown, ...judgeColumns(call, onScore)] : shown
}

/** Points while they are given, places and choice once the list is out, and what comes next. */
function judgeColumns(call: Call, onScore: Given['onScore']): Column<Row>[] {
  const isOut = call.selected !== null
  const listed: Column<Row>[] = [
    { id: 'place', title: t('place'), ...number, value: (row) => row.place ?? '' },
    { id: 'result', title: t('result'), width: 110, phone: 'bare', value: resultOf },
    {
      id: 'support',
      title: t('supportAtMost'),
      unit: t('unit'),
      ...number,
      value: (row) => (row.supportFen === null ? '' : wan(row.supportFen)),
    },
  ]
  const given: Column<Row> = {
    id: 'reviewers',
    title: t('reviewers'),
    ...number,
    value: (row) => (row.reviewers === null ? '' : `${row.reviewers} / ${row.eligible ?? call.reviewers}`),
  }
  return [
    ...(isOut ? [] : [given]),
    { id: 'mean', title: t('mean'), ...number, value: (row) => row.mean ?? '' },
    ...(isOut ? listed : []),
    {
      id: 'next',
      title: t('next'),
      width: 130,
      grow: 0,
      phone: 'bare',
      isSortable: false,
      value: (row) => row.agreementId ?? '',
      cell: (row) => <Next call={call} row={row} onScore={onScore} />,
    },
  ]
}

/** What comes next for an application: points, or the agreement. */
function Next({ call, row, onScore }: { call: Call; row: Row; onScore(row: Row): void }) {
  const mayAgree = useMay('agreements.manage')
  if (row.mayScore)
    return (
      <Button
        size="small"
        onClick={(event) => {
          event.stopPropagation()
          onScore(row)
        }}
      >
        {row.own ? t('scoreAgain') : t('score')}
      </Button>
    )
  if (row.agreementId)
    return (
      <Link
        to="/policies/agreements/$agreementId"
        params={{ agreementId: row.agreementId }}
        className="ls-link"
        onClick={(event) => event.stopPropagation()}
      >
        {t('openAgreement')}
      </Link>
    )
  if (mayAgree && row.isSelected && call.state === 'agreeing')
    return (
      <Link
        to="/policies/agreements"
        search={{ application: row.id, call: call.id }}
        className="ls-link"
        onClick={(event) => event.stopPropagation()}
      >
        {t('makeAgreement')}
      </Link>
    )
  return null
}
