import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, Space } from 'antd'
import { useState } from 'react'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { yuan } from './amounts.ts'
import { type Grant, grantQuery, paymentListAddress, post } from './api.ts'
import { CaseActs } from './CaseActs.tsx'
import { CaseHistory, DueDay } from './CaseHistory.tsx'
import { PartAnswer } from './PartAnswer.tsx'
import { PayoutLine } from './Payouts.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/grants/$grantId')
type Line = Grant['lines'][number]

/** One run: its list, what departments and firms said, the treasury's list and the payments. */
export function GrantPage() {
  const { grantId } = route.useParams()
  const { data, error, refetch } = useQuery(grantQuery(grantId))
  if (error) return <Page title={t('grants')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return <Shown grant={data} />
}

function Shown({ grant }: { grant: Grant }) {
  const { life, counts } = grant
  const mayPay = useMay('payments.record')
  const payouts = grant.lines.flatMap(({ payout, name }) => (payout ? [{ ...payout, label: name }] : []))
  return (
    <Page
      title={life.title}
      sentence={
        <>
          {life.stateTitle} · <DueDay life={life} /> · {grant.basis}
        </>
      }
    >
      <section className="ls-panel">
        <h2>{t('cycle')}</h2>
        <div className="ls-panel-body">
          <LifeCycleView picture={life.picture} />
        </div>
      </section>
      <section className="ls-panel">
        <div className="ls-panel-body ls-stack" style={{ paddingTop: 16 }}>
          <dl className="ls-case-amounts">
            <Sum term={t('total')} fen={grant.totalFen} />
            <Sum term={t('acceptedSum')} fen={grant.acceptedFen} />
            <Sum term={t('paidSum')} fen={grant.paidFen} />
          </dl>
          <p className="ls-soft">
            {t('counts', {
              entitled: counts.entitled ?? 0,
              left: counts.alreadyGranted ?? 0,
              unknown: (counts.insufficient_data ?? 0) + (counts.not_computable ?? 0),
            })}
          </p>
          {mayPay &&
            grant.paymentLists.map((list) => (
              <a
                key={list.id}
                className="ls-button"
                style={{ alignSelf: 'flex-start' }}
                href={paymentListAddress(list.id)}
              >
                {t('paymentList')} {yuan(list.totalFen)} {t('yuan')}
              </a>
            ))}
        </div>
      </section>
      {life.offers.parts.map((part) => (
        <PartAnswer key={part.id} thing="grants" life={life} part={part} items={[]} />
      ))}
      <CaseActs thing="grants" life={life} />
      <Lines grant={grant} />
      {mayPay && payouts.length > 0 && (
        <section className="ls-panel">
          <h2>{t('payouts')}</h2>
          <div className="ls-panel-body ls-stack">
            {payouts.map((payout) => (
              <PayoutLine key={payout.id} payout={payout} />
            ))}
          </div>
        </section>
      )}
      <CaseHistory life={life} />
    </Page>
  )
}

const Sum = ({ term, fen }: { term: string; fen: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>
      <b>
        {yuan(fen)} {t('yuan')}
      </b>
    </dd>
  </div>
)

/** The list; a department that confirms it may tick firms and take them out with a reason. */
function Lines({ grant }: { grant: Grant }) {
  const { life, lines } = grant
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const exclude = useMutation({
    mutationFn: () =>
      post(`/grants/${life.id}/exclusions`, { seen: life.seen, lineIds: [...chosen], reason: reason.trim() }),
    onSuccess: () => {
      setChosen(new Set())
      setReason('')
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
    },
  })
  const mayExclude = life.offers.parts.length > 0
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const columns: Column<Line>[] = [
    { id: 'name', title: t('organisation'), width: 220, grow: 3, phone: 'title', value: (line) => line.name },
    { id: 'code', title: t('creditCode'), width: 180, value: (line) => line.creditCode },
    {
      id: 'amount',
      title: t('amount'),
      unit: t('yuan'),
      width: 150,
      grow: 0,
      align: 'right',
      value: (line) => Number(line.amountFen) / 100,
      cell: (line) => yuan(line.amountFen),
    },
    {
      id: 'status',
      title: t('state'),
      width: 120,
      grow: 0,
      phone: 'bare',
      value: (line) => t(`line_${line.status}`),
    },
    { id: 'reason', title: t('reasons'), width: 200, grow: 2, value: (line) => line.excludedReason ?? '' },
  ]
  if (mayExclude)
    columns.unshift({
      id: 'choose',
      title: t('exclude'),
      width: 90,
      grow: 0,
      isSortable: false,
      value: () => '',
      cell: (line) => (
        <Checkbox
          aria-label={`${t('exclude')} ${line.name}`}
          disabled={line.status !== 'listed'}
          checked={chosen.has(line.id)}
          onChange={() => toggle(line.id)}
        />
      ),
    })
  return (
    <>
      {exclude.error && <Alert type="error" showIcon title={exclude.error.message} />}
      {mayExclude && (
        <Space wrap>
          <span className="ls-soft">{t('chooseLines')}</span>
          <Input
            aria-label={t('excludeReason')}
            placeholder={t('excludeReason')}
            style={{ width: 280, maxWidth: '80vw' }}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            danger
            disabled={chosen.size === 0 || reason.trim() === ''}
            loading={exclude.isPending}
            onClick={() => exclude.mutate()}
          >
            {t('excludeChosen', { count: chosen.size })}
          </Button>
        </Space>
      )}
      <DataTable
        name={`${t('lines')} ${life.title}`}
        rows={lines}
        columns={columns}
        rowId={({ id }) => id}
        maxRows={14}
      />
    </>
  )
}
