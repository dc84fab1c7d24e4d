import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { entriesQuery, type KindAnswer, kindsQuery, type LibraryEntry } from './api.ts'
import { EntryForm } from './EntryForm.tsx'
import { t as word } from './entry-words.ts'
import { t as form } from './form-words.ts'
import { valueText } from './ValueFields.tsx'
import { t } from './words.ts'

const route = getRouteApi('/libraries')

const entryColumns = (kind: KindAnswer): Column<LibraryEntry>[] => [
  {
    id: 'name',
    title: t('name'),
    width: 220,
    grow: 3,
    phone: 'title',
    value: (e) => e.name,
    cell: (e) => (
      <Link to="/libraries/$entryId" params={{ entryId: e.id }}>
        {e.name}
      </Link>
    ),
  },
  {
    id: 'level',
    title: t('level'),
    width: 90,
    grow: 0,
    value: (e) => (e.level ? t(e.level) : null),
    cell: (e) => (e.level ? t(e.level) : <Unknown />),
  },
  { id: 'state', title: t('state'), width: 120, grow: 0, value: (e) => stateName(kind, e.state) },
  {
    id: 'since',
    title: t('since'),
    width: 100,
    grow: 0,
    value: (e) => e.stateSince,
    cell: (e) => e.stateSince ?? <Unknown />,
  },
  {
    id: 'host',
    title: t('host'),
    width: 200,
    grow: 2,
    value: (e) => e.organisationName,
    cell: (e) =>
      e.organisationId ? (
        <Link to="/firms/$firmId" params={{ firmId: e.organisationId }}>
          {e.organisationName}
        </Link>
      ) : (
        (e.organisationName ?? <Unknown />)
      ),
  },
  ...kind.fields.map((field) => ({
    id: field.name,
    title: inLang(field.title),
    width: 120,
    phone: 'none' as const,
    ...(field.type === 'money' && { align: 'right' as const }),
    value: (e: LibraryEntry) => sortable(field, e.fields[field.name]),
    cell: (e: LibraryEntry) => valueText(field, e.fields[field.name]) ?? <Unknown />,
  })),
  ...kind.ratios.map(({ name, title, unit }) => ({
    id: name,
    title: inLang(title),
    unit: inLang(unit),
    width: 100,
    align: 'right' as const,
    value: (e: LibraryEntry) => numberOf(e.ratios.find((ratio) => ratio.name === name)?.value),
    cell: (e: LibraryEntry) => e.ratios.find((ratio) => ratio.name === name)?.value ?? <Unknown />,
  })),
  { id: 'source', title: t('source'), width: 180, phone: 'none', value: (e) => e.source },
]

const numberOf = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Number(text)
/** Money sorts and leaves by its amount in 万元, everything else as it is read. */
const sortable = (field: KindAnswer['fields'][number], value: string | number | undefined) =>
  value !== undefined && field.type === 'money' ? Number(value) / 1_000_000 : valueText(field, value)

const stateName = (kind: KindAnswer, id: string) =>
  inLang(kind.states.find((state) => state.id === id)?.title ?? id)

type Props = {
  /** Lets a task end in an entry that was made for it; `web/whole-library.tsx` composes. */
  tieToTask?: (taskId: string, entryId: string) => Promise<unknown>
}

/** Platforms, honours, agreements, funds and events of a city, one library at a time. */
export function LibraryPage({ tieToTask }: Props) {
  const { city, dataset } = useScope()
  const search = route.useSearch()
  const mayWrite = useMay('libraries.write')
  const [isAdding, add] = useState(search.task !== undefined)
  const navigate = route.useNavigate()
  const { data: kinds, error, refetch } = useQuery(kindsQuery({ city: city.code, dataset }))
  if (error)
    return <Page title={t('libraries')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!kinds) return <Loading rows={12} />
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (held) => ({ ...held, ...part }), replace: true })
  const sum = (of: 'count' | 'counted') => count(kinds.reduce((total, kind) => total + kind[of], 0))
  const kind = kinds.find(({ id }) => id === search.kind) ?? kinds.find((each) => each.count > 0) ?? kinds[0]
  const figures = { kinds: kinds.length, count: sum('count'), counted: sum('counted') }
  const groups = [...new Set(kinds.map(({ group }) => inLang(group)))].map((label) => ({
    label,
    options: kinds
      .filter(({ group }) => inLang(group) === label)
      .map(({ id, title, count: n }) => ({ value: id, label: `${inLang(title)} ${n}` })),
  }))
  const choice = (
    <Select
      aria-label={t('libraries')}
      value={kind?.id}
      popupMatchSelectWidth={false}
      options={groups}
      onChange={(id: string) => change({ kind: id })}
    />
  )
  return (
    <Page
      title={t('libraries')}
      sentence={t('librariesSentence', figures)}
      actions={
        kind &&
        mayWrite && (
          <Space>
            <Link to="/import" search={{ kind: 'library' }} className="ls-link">
              {word('importList')}
            </Link>
            <Button type="primary" onClick={() => add(true)}>
              {form('addEntry')}
            </Button>
          </Space>
        )
      }
    >
      {kind && isAdding && mayWrite && (
        <EntryForm
          kind={kind}
          begin={{ name: search.name, chainId: search.chain, source: search.source }}
          hint={search.task && word('forTask')}
          onClose={() => {
            add(false)
            change({ task: undefined, name: undefined, chain: undefined, source: undefined })
          }}
          onSaved={async (entryId) => {
            if (search.task && tieToTask) await tieToTask(search.task, entryId)
            await navigate({ to: '/libraries/$entryId', params: { entryId } })
          }}
        />
      )}
      {kind && (
        <Entries
          kind={kind}
          choice={choice}
          onOpen={(entryId) => void navigate({ to: '/libraries/$entryId', params: { entryId } })}
        />
      )}
    </Page>
  )
}

function Entries({
  kind,
  choice,
  onOpen,
}: {
  kind: KindAnswer
  choice: React.ReactNode
  onOpen(id: string): void
}) {
  const { city, dataset } = useScope()
  const { data: rows, error } = useQuery(entriesQuery({ city: city.code, dataset, kind: kind.id }))
  const columns = useMemo(() => entryColumns(kind), [kind])
  if (error) return <Problem error={error} />
  if (!rows) return <Loading rows={8} />
  return (
    <DataTable
      name={inLang(kind.title)}
      rows={rows}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      tools={choice}
      empty={<Empty title={t('entriesNone')} why={t('entriesNoneWhy')} />}
    />
  )
}
