import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useMemo, useState } from 'react'
import { countByStatus } from '../../ui/chain/chain.ts'
import { Figure } from '../../ui/Figure.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { type GapRow, gapListQuery } from './api.ts'
import { type GapSummary, listDocument, registerQuery } from './gap-api.ts'
import { t as g } from './gap-words.ts'
import { ItemDialog } from './ItemDialog.tsx'
import { KindDefinitions } from './KindDefinitions.tsx'
import { RegisterTable } from './RegisterTable.tsx'
import { isInView, mergeRows, quarterStart, type RegisterRow } from './register-rows.ts'
import { t as r } from './register-words.ts'
import { t } from './words.ts'

/** The register of gaps over all chains: what is wrong, how grave, whose, until when, how far. */
export function GapListPage() {
  const scope = useScope()
  const mayRead = useMay('gaps.register_read')
  const judged = useQuery(gapListQuery(scope))
  const register = useQuery(registerQuery(scope, mayRead))
  const error = judged.error ?? register.error
  const again = () => void Promise.all([judged.refetch(), mayRead && register.refetch()])
  if (error) return <Page title={t('gapList')}>{<Problem error={error} retry={again} />}</Page>
  if (!judged.data || (mayRead && !register.data)) return <Loading rows={12} />
  const items = register.data?.items ?? []
  if (judged.data.items.length + items.length === 0)
    return (
      <Page title={t('gapList')} actions={<Actions />}>
        <Empty title={t('gapNone')} why={t('gapNoneWhy')} />
      </Page>
    )
  return <Register judged={judged.data.items} items={items} today={judged.data.asOf} mayRead={mayRead} />
}

type Props = {
  judged: readonly GapRow[]
  items: readonly GapSummary[]
  today: string
  mayRead: boolean
}

function Register({ judged, items, today, mayRead }: Props) {
  const rows = useMemo(() => mergeRows(judged, items), [judged, items])
  const held = rows.filter(({ gapId, state }) => gapId !== null && state !== 'raised')
  const among = (view: 'open' | 'no-owner' | 'overdue' | 'closed-quarter') =>
    held.filter((row) => isInView(view, row, today)).length
  const figures = { open: among('open'), noOwner: among('no-owner'), overdue: among('overdue') }
  const bare = rows.filter(({ gapId }) => gapId === null).length
  return (
    <Page
      title={t('gapList')}
      sentence={
        mayRead
          ? r('sentence', { ...figures, ...countByStatus(judged) })
          : `${t('gapSentence', countByStatus(judged))} ${r('notRead')}`
      }
      actions={<Actions />}
      figures={mayRead && <Figures {...figures} closed={among('closed-quarter')} bare={bare} today={today} />}
    >
      <Surface rows={rows} today={today} />
    </Page>
  )
}

type Counted = { open: number; noOwner: number; overdue: number; closed: number; bare: number; today: string }

function Figures({ open, noOwner, overdue, closed, bare, today }: Counted) {
  const of = (count: number) => ({ text: String(count), unit: r('items') })
  const origin = (definition: string) => ({ definition, asOf: today })
  const from = quarterStart(today)
  return (
    <>
      <Figure label={r('figOpen')} value={of(open)} asOf={today} origin={origin(r('originOpen'))} />
      <Figure
        label={r('figNoOwner')}
        value={of(noOwner)}
        note={r('unregistered', { count: bare })}
        origin={origin(r('originNoOwner'))}
      />
      <Figure label={r('figOverdue')} value={of(overdue)} asOf={today} origin={origin(r('originOverdue'))} />
      <Figure
        label={r('figClosed')}
        value={of(closed)}
        asOf={today}
        origin={origin(r('originClosed', { from }))}
      />
    </>
  )
}

const route = getRouteApi('/gaps')

function Surface({ rows, today }: { rows: readonly RegisterRow[]; today: string }) {
  const { view } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <RegisterTable
      rows={rows}
      today={today}
      view={view ?? 'open'}
      onView={(next) =>
        void navigate({
          search: (held) => ({ ...held, view: next === 'open' ? undefined : next }),
          replace: true,
        })
      }
    />
  )
}

function Actions() {
  const scope = useScope()
  const navigate = useNavigate()
  const mayRegister = useMay('gaps.register')
  const mayRaise = useMay('gaps.raise')
  const [isAdding, setAdding] = useState(false)
  return (
    <Space wrap>
      <Link to="/gaps/resilience">{r('indexPage')}</Link>
      <KindDefinitions />
      {(['docx', 'pdf', 'xlsx'] as const).map((format) => (
        <Button key={format} size="small" href={listDocument(scope, format)}>
          {g(format === 'docx' ? 'word' : format === 'pdf' ? 'pdf' : 'excel')}
        </Button>
      ))}
      {mayRaise && (
        <Link to="/gaps/raised" className="ls-button">
          {r('raiseItem')}
        </Link>
      )}
      {mayRegister && (
        <Button type="primary" onClick={() => setAdding(true)}>
          {r('addItem')}
        </Button>
      )}
      {isAdding && (
        <ItemDialog
          as="register"
          onClose={() => setAdding(false)}
          onDone={(gapId) => void navigate({ to: '/gaps/items/$gapId', params: { gapId } })}
        />
      )}
    </Space>
  )
}
