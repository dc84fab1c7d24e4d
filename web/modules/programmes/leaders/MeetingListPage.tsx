import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { inLang } from '../../../ui/words.ts'
import { FormDialog, type FormValues } from '../FormDialog.tsx'
import { bodiesQuery, chainRowsQuery, createOccasion, type OccasionSummary, occasionsQuery } from './api.ts'
import { meetingFields, meetingKinds, occasionOf } from './meeting-fields.ts'
import { t } from './words.ts'

const route = getRouteApi('/meetings')

/** Meetings, breakfasts and visits of the city, with what of them is not yet settled. */
export function MeetingListPage() {
  const { data, error, refetch } = useQuery(occasionsQuery(useScope()))
  if (error)
    return <Page title={t('meetings')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.length === 0)
    return (
      <Page title={t('meetings')}>
        <Empty title={t('meetingsNone')} why={t('meetingsNoneWhy')} action={<NewMeeting />} />
      </Page>
    )
  return <Meetings items={data} />
}

function Meetings({ items }: { items: readonly OccasionSummary[] }) {
  const { kind } = route.useSearch()
  const navigate = useNavigate()
  const names = useChainNames()
  const shown = kind === undefined ? items : items.filter((one) => one.kind === kind)
  return (
    <Page
      title={t('meetings')}
      sentence={t('meetingsSentence', {
        count: count(items.length),
        unwritten: count(items.filter(({ standing }) => standing === 'unwritten').length),
        open: count(items.reduce((sum, { points, settled }) => sum + points - settled, 0)),
      })}
      actions={<NewMeeting />}
    >
      <DataTable
        name={t('meetings')}
        rows={shown}
        columns={columns((id) => names.get(id) ?? id)}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/meetings/$meetingId', params: { meetingId: id } })}
        tools={
          <Select
            aria-label={t('kind')}
            style={{ minWidth: 130 }}
            value={kind ?? ''}
            onChange={(value) =>
              void navigate({ to: '/meetings', search: { kind: value || undefined }, replace: true })
            }
            options={[
              { value: '', label: t('all') },
              ...meetingKinds.map((value) => ({ value: value as string, label: t(value) })),
            ]}
          />
        }
      />
    </Page>
  )
}

function useChainNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(chainRowsQuery(useScope()))
  return new Map(data?.map(({ id, name }) => [id, inLang(name)]))
}

/** What the form of a meeting chooses from. */
export function useMeetingFields() {
  const scope = useScope()
  const chains = useQuery(chainRowsQuery(scope))
  const bodies = useQuery(bodiesQuery(scope))
  return meetingFields(
    chains.data?.map(({ id, name }) => ({ value: id, label: inLang(name) })) ?? [],
    bodies.data?.map(({ id, name }) => ({ value: id, label: name })) ?? [],
  )
}

function NewMeeting() {
  const { city, dataset } = useScope()
  const mayManage = useMay('programmes.manage')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const fields = useMeetingFields()
  const [isOpen, setOpen] = useState(false)
  const [requestKey] = useState(() => crypto.randomUUID())
  if (!mayManage) return null
  const send = async (values: FormValues) => {
    const { id } = await createOccasion({
      ...occasionOf(values),
      ...{ city: city.code, dataset, requestKey, source: null },
    })
    await queries.invalidateQueries({ queryKey: ['occasions'] })
    await navigate({ to: '/meetings/$meetingId', params: { meetingId: id } })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('newMeeting')}</Button>
      {isOpen && (
        <FormDialog
          title={t('newMeeting')}
          fields={fields}
          begin={{ kind: 'joint' }}
          onSend={send}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

const columns = (chainName: (id: string) => string): Column<OccasionSummary>[] => [
  { id: 'title', title: t('title'), value: ({ title }) => title, width: 240, grow: 3, phone: 'title' },
  { id: 'kind', title: t('kind'), value: ({ kind }) => t(kind), width: 104 },
  { id: 'day', title: t('heldOn'), value: ({ heldOn }) => heldOn, width: 108 },
  { id: 'leader', title: t('presided'), value: ({ leader }) => leader, width: 128 },
  {
    id: 'chain',
    title: t('chain'),
    value: ({ chainId }) => (chainId === null ? null : chainName(chainId)),
    cell: ({ chainId }) => (chainId === null ? t('chainNone') : chainName(chainId)),
    width: 140,
  },
  {
    id: 'sites',
    title: t('sites'),
    value: ({ sites }) => sites.map(({ name }) => name).join('、') || null,
    cell: ({ sites }) => sites.map(({ name }) => name).join('、') || '—',
    width: 200,
    grow: 2,
  },
  { id: 'standing', title: t('standing'), value: ({ standing }) => t(standing), width: 100 },
  {
    id: 'points',
    title: t('points'),
    value: ({ points, settled }) => points - settled,
    cell: ({ points, settled }) => (points === 0 ? '—' : t('settledOf', { settled, points })),
    width: 130,
  },
]
