import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { App, Button, Segmented } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type BoardRow, boardQuery, type ConflictAnswer, conflictsQuery, recompute } from './api.ts'
import { BesideView } from './BesideView.tsx'
import { BoardView, pageOf } from './BoardView.tsx'
import { targetColumns } from './board-columns.tsx'
import { ConflictList } from './ConflictList.tsx'
import { FiveChainsView } from './FiveChainsView.tsx'
import { NewIndicatorButton } from './NewIndicatorForm.tsx'
import { useChainNames } from './use-chain-names.ts'
import { t } from './words.ts'

const route = getRouteApi('/indicators')
const views = ['board', 'five', 'targets', 'conflicts', 'beside'] as const
type View = (typeof views)[number]
const tabs = {
  board: 'boardTab',
  five: 'fiveTab',
  targets: 'targetsTab',
  conflicts: 'conflictsTab',
  beside: 'besideTab',
} as const

/** What is measured of a city: every indicator with its standing, the five chains, targets, conflicts, our libraries. */
export function IndicatorsPage() {
  const scope = useScope()
  const board = useQuery(boardQuery(scope))
  const conflicts = useQuery(conflictsQuery(scope))
  const error = board.error ?? conflicts.error
  const again = () => void Promise.all([board.refetch(), conflicts.refetch()])
  if (error) return <Page title={t('indicators')}>{<Problem error={error} retry={again} />}</Page>
  if (!board.data || !conflicts.data) return <Loading rows={12} />
  return <Surface rows={board.data} conflicts={conflicts.data} />
}

function Surface({ rows, conflicts }: { rows: readonly BoardRow[]; conflicts: readonly ConflictAnswer[] }) {
  const { city } = useScope()
  const view: View = route.useSearch().view ?? 'board'
  const navigate = route.useNavigate()
  const known = rows.filter(({ value }) => value !== null).length
  const sentence = t('sentence', {
    city: city.name,
    count: new Set(rows.map(({ indicator }) => indicator)).size,
    known,
    unknown: rows.length - known,
    stale: rows.filter(({ isStale }) => isStale).length,
    conflicts: conflicts.filter(({ decision }) => decision === null).length,
  })
  const tools = (
    <Segmented<View>
      value={view}
      onChange={(next) =>
        void navigate({
          search: (held) => ({ ...held, view: next === 'board' ? undefined : next }),
          replace: true,
        })
      }
      options={views.map((value) => ({ value, label: t(tabs[value]) }))}
    />
  )
  return (
    <Page
      title={t('indicators')}
      sentence={view === 'beside' ? t('besideNote') : sentence}
      actions={
        <>
          <NewIndicatorButton />
          <Recompute />
        </>
      }
    >
      <ScrollX className="ls-no-print">{tools}</ScrollX>
      {view === 'board' && <BoardView rows={rows} />}
      {view === 'five' && <FiveChainsView rows={rows} />}
      {view === 'targets' && <Targets rows={rows} />}
      {view === 'conflicts' && <ConflictList conflicts={conflicts} />}
      {view === 'beside' && <BesideView />}
    </Page>
  )
}

function Targets({ rows }: { rows: readonly BoardRow[] }) {
  const navigate = useNavigate()
  const { nameChain } = useChainNames()
  const targets = rows.flatMap((row) => row.targets.map((target) => ({ row, target })))
  return (
    <DataTable
      name={t('target')}
      rows={targets}
      columns={targetColumns(nameChain)}
      rowId={({ target }) => target.id}
      onOpen={({ row }) => void navigate(pageOf(row))}
      empty={<Empty title={t('targetsNone')} why={t('targetsNoneWhy')} />}
    />
  )
}

function Recompute() {
  const scope = useScope()
  const may = useMay('indicators.compute')
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: () => recompute(scope),
    onSuccess: async ({ written, confirmed, failed }) => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      if (failed.length > 0)
        notification.warning({ title: t('recomputeFailed', { rooms: failed.join('、') }), duration: 0 })
      else notification.success({ title: t('recomputed', { written, confirmed }) })
    },
    onError: (error) => notification.error({ title: error.message, duration: 0 }),
  })
  if (!may) return null
  return (
    <Button loading={run.isPending} onClick={() => run.mutate()}>
      {t('recompute')}
    </Button>
  )
}
