import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Field } from '../tasks/NewTask.tsx'
import { type ProposalSummary, proposalsQuery, receiveProposal } from './api.ts'
import { t } from './words.ts'

/** Proposals and suggestions of the city: take one in, go on with one. */
export function ProposalListPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(proposalsQuery(scope))
  const navigate = useNavigate()
  const columns = useMemo(proposalColumns, [])
  if (error)
    return <Page title={t('proposals')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.items.length === 0)
    return (
      <Page title={t('proposals')}>
        <Empty title={t('noneTitle')} why={t('noneWhy')} action={<Receive />} />
      </Page>
    )
  const open = data.items.filter(({ isOpen }) => isOpen)
  const sentence = t('sentence', {
    open: count(open.length),
    late: count(open.filter(({ isLate }) => isLate).length),
    done: count(data.items.filter(({ replyOn, isCase }) => isCase || replyOn !== null).length),
  })
  return (
    <Page title={t('proposals')} sentence={sentence} actions={<Receive />}>
      <DataTable
        name={t('proposals')}
        rows={data.items}
        columns={columns}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/proposals/$proposalId', params: { proposalId: id } })}
      />
    </Page>
  )
}

function proposalColumns(): Column<ProposalSummary>[] {
  return [
    {
      id: 'subject',
      title: t('subject'),
      value: ({ subject }) => subject,
      width: 320,
      grow: 2,
      phone: 'title',
    },
    { id: 'kind', title: t('kind'), value: ({ kind }) => t(kind), width: 100 },
    { id: 'number', title: t('number'), value: ({ number }) => number, width: 90 },
    { id: 'session', title: t('session'), value: ({ session }) => session, width: 180 },
    { id: 'by', title: t('proposers'), value: ({ proposers }) => proposers.join('、'), width: 110 },
    { id: 'lead', title: t('leadUnit'), value: ({ leadUnit }) => leadUnit, width: 170 },
    { id: 'due', title: t('dueDate'), value: ({ dueDate }) => dueDate, width: 112 },
    {
      id: 'state',
      title: t('state'),
      value: ({ stateTitle, isCase, isLate }) =>
        `${stateTitle}${isCase ? ` · ${t('case')}` : ''}${isLate ? ` · ${t('late')}` : ''}`,
      width: 150,
    },
    { id: 'reply', title: t('replyNumber'), value: ({ replyNumber }) => replyNumber, width: 180 },
  ]
}

const blank = {
  number: '',
  session: '',
  proposers: '',
  subject: '',
  content: '',
  receivedOn: '',
  dueDate: '',
}

function Receive() {
  const { city, dataset } = useScope()
  const mayManage = useMay('programmes.manage')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<'proposal' | 'suggestion'>('proposal')
  const [draft, setDraft] = useState(blank)
  const receive = useMutation({
    mutationFn: () =>
      receiveProposal({
        ...draft,
        city: city.code,
        dataset,
        kind,
        requestKey: `${draft.session} ${draft.number}`.slice(0, 80),
        proposers: draft.proposers.split('、').filter((name) => name.trim() !== ''),
        content: draft.content.trim() || null,
        leadUnit: null,
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['proposals'] })
      await navigate({ to: '/proposals/$proposalId', params: { proposalId: id } })
    },
  })
  if (!mayManage) return null
  const { content: _, ...needed } = draft
  const fields = Object.keys(blank) as (keyof typeof blank)[]
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('receive')}</Button>
      <Modal
        open={isOpen}
        title={t('receive')}
        okText={t('send')}
        cancelText={t('cancel')}
        okButtonProps={{
          disabled: Object.values(needed).some((value) => value.trim() === ''),
          loading: receive.isPending,
        }}
        onOk={() => receive.mutate()}
        onCancel={() => setOpen(false)}
      >
        <div className="ls-stack">
          {receive.error && <Problem error={receive.error} />}
          <Field label={t('kind')}>
            <Select
              aria-label={t('kind')}
              value={kind}
              onChange={setKind}
              options={(['proposal', 'suggestion'] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Field>
          {fields.map((field) => (
            <Field key={field} label={t(field)}>
              <Input
                aria-label={t(field)}
                type={field === 'receivedOn' || field === 'dueDate' ? 'date' : 'text'}
                value={draft[field]}
                onChange={({ target }) => setDraft({ ...draft, [field]: target.value })}
              />
            </Field>
          ))}
        </div>
      </Modal>
    </>
  )
}
