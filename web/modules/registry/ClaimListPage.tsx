import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, App, Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type Claim, claimsQuery, decideClaim } from './claim-api.ts'
import { t } from './claim-words.ts'

const isOverdue = ({ dueOn, state }: Claim) =>
  state === 'waiting' && dueOn !== null && dueOn < (day(new Date().toISOString()) ?? '')

/** Claims of firms for the office that decides them; one claim is a drawer with an address of its own. */
export function ClaimListPage() {
  const { data: claims, error, refetch } = useQuery(claimsQuery())
  const { claim: chosen } = useSearch({ strict: false }) as { claim?: string }
  const navigate = useNavigate()
  const choose = (claim: string | undefined) =>
    void navigate({ to: '.', search: (held: object) => ({ ...held, claim }) } as never)
  if (error)
    return <Page title={t('listTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!claims) return <Loading />

  const waiting = claims.filter(({ state }) => state === 'waiting')
  return (
    <Page
      title={t('listTitle')}
      sentence={t('listSentence', { waiting: waiting.length, overdue: waiting.filter(isOverdue).length })}
    >
      {claims.length === 0 ? (
        <Empty title={t('listNone')} why={t('listNoneWhy')} />
      ) : (
        <DataTable
          name={t('listTitle')}
          rows={claims}
          rowId={({ id }) => id}
          maxRows={Math.min(claims.length, 20)}
          columns={columns(choose)}
        />
      )}
      <ClaimDrawer claim={claims.find(({ id }) => id === chosen)} onClose={() => choose(undefined)} />
    </Page>
  )
}

const columns = (choose: (id: string) => void): Column<Claim>[] => [
  {
    id: 'firm',
    title: t('firm'),
    width: 220,
    grow: 3,
    phone: 'title',
    value: (c) => c.organisationName,
    cell: (c) => (
      <Link to={`/firms/${c.organisationId}` as never} className="ls-link">
        {c.organisationName}
      </Link>
    ),
  },
  { id: 'person', title: t('person'), width: 120, value: (c) => c.personName },
  { id: 'phone', title: t('phone'), width: 140, value: (c) => c.phone },
  { id: 'sent', title: t('sentAt'), width: 110, value: (c) => day(c.createdAt) },
  {
    id: 'due',
    title: t('due'),
    width: 150,
    value: (c) => c.dueOn ?? '—',
    cell: (c) => (
      <span className={isOverdue(c) ? 'ls-overdue' : undefined}>
        {c.dueOn ?? '—'}
        {isOverdue(c) && ` ◇ ${t('overdue')}`}
      </span>
    ),
  },
  { id: 'state', title: t('state'), width: 90, value: (c) => t(c.state) },
  {
    id: 'decide',
    title: '',
    width: 80,
    grow: 0,
    isSortable: false,
    phone: 'bare',
    value: () => '',
    cell: (c) =>
      c.state === 'waiting' ? (
        <Button size="small" onClick={() => choose(c.id)}>
          {t('decide')}
        </Button>
      ) : null,
  },
]

function ClaimDrawer({ claim, onClose }: { claim: Claim | undefined; onClose(): void }) {
  return (
    <Drawer open={claim !== undefined} onClose={onClose} size={480} title={claim?.organisationName}>
      {claim && (
        <>
          <dl className="ls-pairs">
            <dt>{t('creditCode')}</dt>
            <dd>{claim.creditCode}</dd>
            <dt>{t('person')}</dt>
            <dd>{[claim.personName, claim.post].filter(Boolean).join(' · ')}</dd>
            <dt>{t('phone')}</dt>
            <dd>{claim.phone}</dd>
            <dt>{t('proofs')}</dt>
            <dd>
              {claim.proofs.map(({ id, fileName }) => (
                <a key={id} className="ls-link" href={`/api/attachments/${id}`}>
                  {fileName}
                </a>
              ))}
            </dd>
            <dt>{t('state')}</dt>
            <dd>{[t(claim.state), claim.reason].filter(Boolean).join('：')}</dd>
          </dl>
          {claim.state === 'waiting' && <Decision claim={claim} onDecided={onClose} />}
        </>
      )}
    </Drawer>
  )
}

function Decision({ claim, onDecided }: { claim: Claim; onDecided(): void }) {
  const { administrators, organisationName: firm, id } = claim
  const rights =
    administrators > 0 ? (['editor', 'reader'] as const) : (['administrator', 'editor', 'reader'] as const)
  const [orgRight, setOrgRight] = useState<(typeof rights)[number]>(rights[0])
  const [reason, setReason] = useState('')
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const decide = useMutation({
    mutationFn: decideClaim,
    onSuccess: async () => {
      notification.success({ title: t('decided') })
      await queries.invalidateQueries({ queryKey: ['/api/claims'] })
      void queries.invalidateQueries({ queryKey: ['inbox'] })
      onDecided()
    },
  })
  return (
    <div className="ls-pile ls-decision">
      <p className="ls-soft">
        {administrators > 0
          ? t('administrators', { firm, count: administrators })
          : t('noAdministrator', { firm })}
      </p>
      {decide.error && <Alert type="error" showIcon title={decide.error.message} />}
      <label className="ls-line" htmlFor="claim-right">
        {t('right')}
        <Select
          id="claim-right"
          value={orgRight}
          onChange={setOrgRight}
          popupMatchSelectWidth={false}
          options={rights.map((value) => ({ value, label: t(value) }))}
        />
      </label>
      <Button
        type="primary"
        loading={decide.isPending}
        onClick={() => decide.mutate({ id, decision: 'approve', orgRight, role: 'firm' })}
      >
        {t('approve')}
      </Button>
      <label className="ls-block" htmlFor="claim-reason">
        {t('reason')}
        <Input.TextArea
          id="claim-reason"
          value={reason}
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <Button
        danger
        disabled={reason.trim() === ''}
        onClick={() => decide.mutate({ id, decision: 'refuse', reason: reason.trim() })}
      >
        {t('refuse')}
      </Button>
    </div>
  )
}
