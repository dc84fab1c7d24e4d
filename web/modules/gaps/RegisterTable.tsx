import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../ui/format.ts'
import { useMay } from '../../ui/session.ts'
import { Empty } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { SavedViews } from '../../ui/table/SavedViews.tsx'
import { AssignDialog } from './AssignDialog.tsx'
import { vocabularyQuery } from './gap-api.ts'
import { mayPick, registerColumns } from './register-columns.tsx'
import { isInView, type RegisterRow, type ViewId, viewIds } from './register-rows.ts'
import { t } from './register-words.ts'
import { t as g } from './words.ts'

type Props = { rows: readonly RegisterRow[]; today: string; view: ViewId; onView(view: ViewId): void }

const viewWords: Readonly<Record<ViewId, Parameters<typeof t>[0]>> = {
  open: 'viewOpen',
  'no-owner': 'viewNoOwner',
  overdue: 'viewOverdue',
  proving: 'viewProving',
  raised: 'viewRaised',
  'closed-quarter': 'viewClosed',
  missing: 'viewMissing',
  weak: 'viewWeak',
  unknown: 'viewUnknown',
  all: 'viewAll',
}
const hiddenAtFirst = ['closedOn', 'raisedBy']

/** The table of the register: views with an address, columns, picking and giving to an office, export of what is shown. */
export function RegisterTable({ rows, today, view, onView }: Props) {
  const navigate = useNavigate()
  const mayRegister = useMay('gaps.register')
  const { data: vocabulary } = useQuery(vocabularyQuery)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [hidden, setHidden] = useState<string[] | undefined>()
  const shown = useMemo(() => rows.filter((row) => isInView(view, row, today)), [rows, view, today])
  const columns = useMemo(() => {
    const turn = (key: string) =>
      setPicked((held) => new Set(held.has(key) ? [...held].filter((one) => one !== key) : [...held, key]))
    return registerColumns(vocabulary, mayRegister ? { picked, turn } : null)
  }, [vocabulary, mayRegister, picked])
  const open = ({ gapId, chain, node }: RegisterRow) => {
    if (gapId !== null) return void navigate({ to: '/gaps/items/$gapId', params: { gapId } })
    void navigate({ to: '/gaps/$chainId/$nodeId', params: { chainId: chain.id, nodeId: node!.id } })
  }
  const chosen = shown.filter(({ key }) => picked.has(key))
  return (
    <DataTable
      name={g('gapList')}
      rows={shown}
      columns={columns}
      rowId={({ key }) => key}
      hidden={hidden}
      onHidden={setHidden}
      tools={
        <>
          <ViewChoice rows={rows} today={today} view={view} onView={onView} />
          <Views hidden={hidden ?? hiddenAtFirst} onHidden={setHidden} />
          {mayRegister && <Picked {...{ shown, chosen, setPicked }} />}
        </>
      }
      empty={
        <Empty
          title={t('viewNone')}
          why={t('viewNoneWhy', { view: t(viewWords[view]), count: count(rows.length) })}
          action={<Button onClick={() => onView('open')}>{t('showAll')}</Button>}
        />
      }
      onOpen={open}
    />
  )
}

function ViewChoice({ rows, today, view, onView }: Props) {
  const options = viewIds.map((value) => ({
    value,
    label: `${t(viewWords[value])} ${count(rows.filter((row) => isInView(value, row, today)).length)}`,
  }))
  return (
    <Select<ViewId>
      aria-label={t('view')}
      value={view}
      popupMatchSelectWidth={false}
      onChange={onView}
      options={options}
      style={{ minWidth: 160 }}
    />
  )
}

const route = getRouteApi('/gaps')

/** One's own and shared views of the register. */
function Views({ hidden, onHidden }: { hidden: string[]; onHidden(ids: string[] | undefined): void }) {
  const { view } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <SavedViews
      list="gaps"
      current={{ search: view ? { view } : {}, hidden }}
      onShow={(settings) => {
        onHidden(settings?.hidden ?? hiddenAtFirst)
        const next = viewIds.find((id) => id === settings?.search.view)
        void navigate({ search: ({ city, dataset }) => ({ city, dataset, view: next }), replace: true })
      }}
    />
  )
}

type Picking = {
  shown: readonly RegisterRow[]
  chosen: readonly RegisterRow[]
  setPicked(keys: ReadonlySet<string>): void
}

/** How many are picked, and what can be done with them at once. */
function Picked({ shown, chosen, setPicked }: Picking) {
  // What is being given is held apart: once given, a row has another key, and the answer has to stay in sight.
  const [giving, setGiving] = useState<readonly RegisterRow[] | null>(null)
  const close = () => setGiving(null)
  return (
    <>
      {chosen.length === 0 ? (
        <PickAll shown={shown} setPicked={setPicked} />
      ) : (
        <>
          <span>{t('picked', { count: chosen.length })}</span>
          <Button type="primary" onClick={() => setGiving(chosen)}>
            {t('assign')}
          </Button>
          <Button onClick={() => setPicked(new Set())}>{t('pickNone')}</Button>
        </>
      )}
      {giving && (
        <AssignDialog
          rows={giving}
          onClose={close}
          onDone={() => {
            close()
            setPicked(new Set())
          }}
        />
      )}
    </>
  )
}

/** As many as one sending may hold; more have to be narrowed by a view first. */
const mostPicked = 200

function PickAll({ shown, setPicked }: Pick<Picking, 'shown' | 'setPicked'>) {
  const all = shown.filter(mayPick)
  return (
    <Button
      className="ls-only-wide"
      disabled={all.length === 0 || all.length > mostPicked}
      onClick={() => setPicked(new Set(all.map(({ key }) => key)))}
    >
      {t('pickAll')}
    </Button>
  )
}
