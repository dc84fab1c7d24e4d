import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope, useSession } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { SavedViews } from '../../ui/table/SavedViews.tsx'
import { type TicketSummary, ticketsQuery } from './api.ts'
import { LightWord } from './LightWord.tsx'
import { type TicketView, ticketsOf, ticketViews } from './views.ts'
import { t } from './words.ts'

const route = getRouteApi('/tickets')

/** Requests from firms: a firm's own, a unit's, or all of the city for the office. */
export function TicketListPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(ticketsQuery(scope))
  if (error) return <Page title={t('tickets')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  if (data.items.length === 0) return <NoTickets />
  return <Tickets items={data.items} />
}

function NoTickets() {
  const { actor } = useSession()
  const mayRaise = useMay('tickets.raise')
  const mayManage = useMay('tickets.manage')
  const why = mayManage ? 'noneOffice' : mayRaise ? 'noneOwn' : 'noneUnit'
  return (
    <Page title={t('tickets')}>
      <Empty
        title={t('none')}
        why={t(why)}
        action={mayRaise && <RaiseLink isFirm={actor.organisationId !== null} />}
      />
    </Page>
  )
}

function RaiseLink({ isFirm }: { isFirm: boolean }) {
  return (
    <Link to="/tickets/new" className="ls-button">
      {t(isFirm ? 'raise' : 'raiseFor')}
    </Link>
  )
}

function sentenceOf(items: readonly TicketSummary[], isFirm: boolean): string {
  const many = (view: TicketView) => count(ticketsOf(items, view).length)
  return t(isFirm ? 'sentenceOwn' : 'sentence', {
    open: many('open'),
    late: many('late'),
    new: many('new'),
    rate: many('rate'),
    closed: many('closed'),
  })
}

function Tickets({ items }: { items: readonly TicketSummary[] }) {
  const { view = 'open', hide } = route.useSearch()
  const navigate = useNavigate({ from: '/tickets' })
  const { actor } = useSession()
  const mayRaise = useMay('tickets.raise')
  const mayCount = useMay('tickets.statistics')
  const isFirm = actor.organisationId !== null && !mayCount
  const columns = useMemo(() => columnsOf(isFirm), [isFirm])
  const hidden = hide?.split(',').filter(Boolean) ?? []
  const go = (search: { view?: TicketView | undefined; hide?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true })
  return (
    <Page
      title={t('tickets')}
      sentence={sentenceOf(items, isFirm)}
      actions={
        <>
          {mayCount && <Link to="/tickets/statistics">{t('statistics')}</Link>}
          {mayRaise && <RaiseLink isFirm={isFirm} />}
        </>
      }
    >
      <div className="ls-tags">
        <Segmented<TicketView>
          aria-label={t('view')}
          value={view}
          onChange={(value) => go({ view: value })}
          options={viewsOf(isFirm).map((value) => ({
            value,
            label: `${viewWord(value)} ${ticketsOf(items, value).length}`,
          }))}
        />
        <SavedViews
          list="tickets"
          current={{ search: { view }, hidden }}
          onShow={(settings) =>
            go({
              view: ticketViews.find((one) => one === settings?.search.view),
              hide: settings?.hidden.join(',') || undefined,
            })
          }
        />
      </div>
      <DataTable
        name={t('tickets')}
        rows={ticketsOf(items, view)}
        columns={columns}
        rowId={({ id }) => id}
        hidden={hidden}
        onHidden={(ids) => go({ hide: ids.join(',') || undefined })}
        onOpen={({ id }) => void navigate({ to: '/tickets/$ticketId', params: { ticketId: id } })}
      />
    </Page>
  )
}

const viewsOf = (isFirm: boolean): readonly TicketView[] =>
  isFirm ? ['open', 'rate', 'closed', 'all'] : ticketViews
const viewWords = {
  open: 'viewOpen',
  late: 'viewLate',
  new: 'viewNew',
  rate: 'viewRate',
  closed: 'viewClosed',
  all: 'viewAll',
} as const
const viewWord = (view: TicketView) => t(viewWords[view])

const columnsOf = (isFirm: boolean): Column<TicketSummary>[] => [
  {
    id: 'title',
    title: t('title'),
    width: 240,
    grow: 3,
    phone: 'title',
    value: ({ title }) => title,
    cell: ({ title, isConfidential }) => (
      <>
        {isConfidential && <small className="ls-tag">{t('confidential')}</small>} {title}
      </>
    ),
  },
  {
    id: 'firm',
    title: t('firm'),
    width: 180,
    grow: 2,
    isHidden: isFirm,
    phone: isFirm ? 'none' : 'line',
    value: ({ organisationName }) => organisationName,
  },
  { id: 'kind', title: t('kind'), width: 120, grow: 0, value: ({ kindName }) => kindName },
  {
    id: 'urgency',
    title: t('urgency'),
    width: 100,
    isHidden: true,
    grow: 0,
    phone: 'none',
    value: ({ urgency }) => t(urgency),
  },
  { id: 'state', title: t('state'), width: 140, grow: 0, value: ({ stateName }) => stateName },
  { id: 'unit', title: t('unit'), width: 150, value: ({ unitName }) => unitName ?? t('unitNone') },
  { id: 'due', title: t('due'), width: 110, grow: 0, value: ({ dueOn }) => dueOn },
  {
    id: 'light',
    title: t('light'),
    width: 160,
    grow: 0,
    value: ({ overdueWorkingDays }) => overdueWorkingDays,
    cell: (ticket) => <LightWord ticket={ticket} />,
  },
  {
    id: 'satisfaction',
    title: t('satisfaction'),
    width: 100,
    isHidden: true,
    grow: 0,
    align: 'right',
    phone: 'none',
    value: ({ satisfaction }) => satisfaction,
    cell: ({ satisfaction }) => satisfaction ?? '—',
  },
]
