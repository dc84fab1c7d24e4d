import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { type CallList, callsQuery } from './api.ts'
import { NewCall } from './NewCall.tsx'
import { t } from './words.ts'

type Row = CallList['items'][number]

/** The calls of a city; the office puts new ones up, firms see where they may apply. */
export function CallsPage() {
  const { data, error, refetch } = useQuery(callsQuery(useScope()))
  const mayManage = useMay('calls.manage')
  if (error) return <Page title={t('calls')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = data.items.filter(({ isOpen }) => isOpen).length
  return (
    <Page title={t('calls')} sentence={t('sentence', { count: data.items.length, open })}>
      <CallTable rows={data.items} />
      {mayManage && <NewCall />}
    </Page>
  )
}

function CallTable({ rows }: { rows: readonly Row[] }) {
  const navigate = useNavigate()
  const judges = useMay('calls.oversee')
  const number = { width: 100, grow: 0, align: 'right' as const }
  const columns: Column<Row>[] = [
    { id: 'title', title: t('title'), width: 260, grow: 3, phone: 'title', value: (row) => row.title },
    { id: 'programme', title: t('programme'), width: 160, value: (row) => row.programme },
    { id: 'year', title: t('year'), width: 80, grow: 0, value: (row) => String(row.cohortYear) },
    {
      id: 'state',
      title: t('state'),
      width: 140,
      phone: 'bare',
      value: (row) => (row.isOpen ? `● ${row.stateTitle} · ${t('openNow')}` : row.stateTitle),
    },
    {
      id: 'window',
      title: t('window'),
      width: 200,
      value: (row) => `${row.opensOn} — ${row.closesOn}`,
    },
    { id: 'places', title: t('places'), ...number, value: (row) => row.places ?? t('noLimit') },
    ...(judges
      ? [
          { id: 'applied', title: t('applied'), ...number, value: (row: Row) => row.applications ?? '' },
          { id: 'selected', title: t('selected'), ...number, value: (row: Row) => row.selected ?? '' },
        ]
      : []),
  ]
  return (
    <DataTable
      name={t('calls')}
      rows={rows}
      columns={columns}
      rowId={({ id }) => id}
      maxRows={12}
      empty={<Empty title={t('none')} why={t('noneWhy')} />}
      onOpen={({ id }) => void navigate({ to: '/policies/calls/$callId', params: { callId: id } })}
    />
  )
}
