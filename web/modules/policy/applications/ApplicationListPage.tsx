import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import { money } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope, useSession } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import {
  type Application,
  applicableQuery,
  type CaseRow,
  casesQuery,
  newKey,
  post,
  type View,
} from './api.ts'
import { PartsPanel } from './PartsPanel.tsx'
import { t } from './words.ts'

/** Applications: a firm's own, those that wait for a department, or all of the city; as a list or a board. */
export function ApplicationListPage() {
  const scope = useScope()
  const isApplicant = useMay('applications.write')
  const isChecker = useMay('applications.check')
  const isOffice = useMay('applications.decide')
  const [view, setView] = useState<View>(isApplicant ? 'mine' : isChecker ? 'check' : 'all')
  const [shape, setShape] = useState<'list' | 'board'>('list')
  const { data, error, refetch } = useQuery(casesQuery(scope, view))
  if (error)
    return <Page title={t('applications')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = data.items.filter(({ stateKind }) => stateKind === 'open')
  const late = open.filter(({ light }) => light === 'red').length
  const sentence =
    view === 'mine'
      ? t('mineSentence', { count: data.items.length, open: open.length })
      : view === 'check'
        ? t('checkSentence', { count: data.items.length })
        : t('allSentence', { count: data.items.length, open: open.length, late })
  const tools = (
    <Space wrap>
      {isChecker && (
        <Segmented<View>
          value={view}
          onChange={setView}
          options={[
            { value: 'check', label: t('check') },
            { value: 'all', label: t('all') },
          ]}
        />
      )}
      <Segmented<'list' | 'board'>
        value={shape}
        onChange={setShape}
        options={[
          { value: 'list', label: t('list') },
          { value: 'board', label: t('board') },
        ]}
      />
    </Space>
  )
  return (
    <Page
      title={t('applications')}
      sentence={sentence}
      actions={isApplicant ? <NewApplication /> : undefined}
    >
      {shape === 'board' ? (
        <>
          {tools}
          <Board rows={data.items} states={data.states} />
        </>
      ) : (
        <CaseTable rows={data.items} tools={tools} />
      )}
      {isOffice && <PartsPanel />}
    </Page>
  )
}

function CaseTable({ rows, tools }: { rows: readonly CaseRow[]; tools: React.ReactNode }) {
  const navigate = useNavigate()
  return (
    <DataTable
      name={t('applications')}
      rows={rows}
      columns={columns()}
      rowId={({ id }) => id}
      tools={tools}
      maxRows={14}
      empty={<Empty title={t('none')} why={t('noneWhy')} />}
      onOpen={({ id }) => void navigate({ to: '/policies/applications/$caseId', params: { caseId: id } })}
    />
  )
}

const wan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 1_000_000)
/** `without` stands where there is no such amount; null where it is not known. */
const moneyColumn = (
  id: string,
  title: string,
  value: (row: CaseRow) => string | null,
  without: (row: CaseRow) => string | null = () => null,
): Column<CaseRow> => ({
  id,
  title,
  unit: '万元',
  width: 120,
  grow: 0,
  align: 'right',
  value: (row) => wan(value(row)) ?? without(row),
})
const marks = { red: '◇ ', yellow: '▲ ', green: '', none: '' } as const

const columns = (): Column<CaseRow>[] => [
  { id: 'title', title: t('title'), width: 200, grow: 2, phone: 'title', value: (row) => row.title },
  {
    id: 'organisation',
    title: t('organisation'),
    width: 200,
    grow: 2,
    value: (row) => row.organisation?.name ?? null,
  },
  { id: 'state', title: t('state'), width: 130, phone: 'bare', value: (row) => row.stateTitle },
  {
    id: 'due',
    title: t('due'),
    width: 130,
    grow: 0,
    value: (row) => row.dueOn ?? t('dueNone'),
    cell: (row) => (
      <span className={row.light === 'red' ? 'ls-late' : row.light === 'yellow' ? 'ls-soon' : undefined}>
        {marks[row.light]}
        {row.dueOn ?? t('dueNone')}
      </span>
    ),
  },
  moneyColumn('claimed', t('claimed'), (row) => row.claimedFen),
  moneyColumn(
    'computed',
    t('computed'),
    (row) => row.computedFen,
    (row) => (row.ceilingFen === null ? null : '—'),
  ),
  moneyColumn(
    'ceiling',
    t('ceiling'),
    (row) => row.ceilingFen,
    (row) => (row.computedFen === null ? null : '—'),
  ),
  moneyColumn(
    'approved',
    t('approved'),
    (row) => row.approvedFen,
    () => t('notYet'),
  ),
]

/** Open states as columns, each case a card in its state. */
function Board({
  rows,
  states,
}: {
  rows: readonly CaseRow[]
  states: readonly { id: string; title: string }[]
}) {
  const navigate = useNavigate()
  const held = states.filter(({ id }) => rows.some(({ state }) => state === id))
  if (held.length === 0) return <Empty title={t('none')} why={t('noneWhy')} />
  return (
    <div className="ls-case-board">
      {held.map(({ id, title }) => {
        const here = rows.filter(({ state }) => state === id)
        return (
          <section key={id}>
            <h2>
              {title} <span className="ls-soft">{here.length}</span>
            </h2>
            {here.slice(0, 100).map((row) => (
              <button
                key={row.id}
                type="button"
                className="ls-case-card"
                onClick={() =>
                  void navigate({ to: '/policies/applications/$caseId', params: { caseId: row.id } })
                }
              >
                <b>{row.title}</b>
                <div className="ls-soft">{row.organisation?.name}</div>
                <div>
                  {money(row.approvedFen ?? row.computedFen)?.text}{' '}
                  {money(row.approvedFen ?? row.computedFen)?.unit}{' '}
                  <span className={row.light === 'red' ? 'ls-late' : 'ls-soft'}>
                    {marks[row.light]}
                    {row.dueOn}
                  </span>
                </div>
              </button>
            ))}
          </section>
        )
      })}
    </div>
  )
}

/** Starts a draft for a clause that the firm chooses, those it is entitled to first. */
function NewApplication() {
  const scope = useScope()
  const { actor } = useSession()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data } = useQuery(applicableQuery(scope, actor.organisationId))
  const [chosen, setChosen] = useState<string | null>(null)
  const [requestKey] = useState(newKey)
  const begin = useMutation({
    mutationFn: () => {
      const [policyId, clauseId] = (chosen ?? '').split('/')
      const body = { city: scope.city.code, dataset: scope.dataset, policyId, clauseId }
      return post<Application>('/applications', {
        ...body,
        requestKey: `${requestKey.slice(0, 30)}-${hash(chosen ?? '')}`,
      })
    },
    onSuccess: ({ life }) => {
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
      void navigate({ to: '/policies/applications/$caseId', params: { caseId: life.id } })
    },
  })
  const options = (data ?? []).map((one) => ({
    value: `${one.policy}/${one.clause}`,
    label: `${one.title} · ${one.policyTitle}`,
  }))
  return (
    <Space wrap>
      {begin.error && <Alert type="error" showIcon title={begin.error.message} />}
      <Select
        showSearch
        aria-label={t('chooseClause')}
        placeholder={t('chooseClause')}
        style={{ width: 320, maxWidth: '80vw' }}
        options={options}
        optionFilterProp="label"
        onChange={setChosen}
      />
      <Button
        type="primary"
        disabled={chosen === null}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {t('begin')}
      </Button>
    </Space>
  )
}

/** A short name for a text, so that one page's key serves each choice once. */
const hash = (text: string): string =>
  [...text].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0, 7).toString(36)
