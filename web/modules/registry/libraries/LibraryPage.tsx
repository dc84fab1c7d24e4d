import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Drawer, Select } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { entriesQuery, entryQuery, type KindAnswer, kindsQuery, type LibraryEntry } from './api.ts'
import { EntryForm } from './EntryForm.tsx'
import { t as form } from './form-words.ts'
import { History, StepForm } from './History.tsx'
import { LogForm } from './LogForm.tsx'
import { t } from './words.ts'

const route = getRouteApi('/libraries')

const entryColumns = (kind: KindAnswer): Column<LibraryEntry>[] => [
  { id: 'name', title: t('name'), width: 220, grow: 3, phone: 'title', value: (e) => e.name },
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
    value: (e: LibraryEntry) => e.fields[field.name] ?? null,
  })),
  { id: 'source', title: t('source'), width: 180, phone: 'none', value: (e) => e.source },
]

const stateName = (kind: KindAnswer, id: string) =>
  inLang(kind.states.find((state) => state.id === id)?.title ?? id)

/** Platforms, honours, bases and events of a city, one library at a time. */
export function LibraryPage() {
  const { city, dataset } = useScope()
  const search = route.useSearch()
  const mayWrite = useMay('libraries.write')
  const [isAdding, add] = useState(false)
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
          <Button type="primary" onClick={() => add(true)}>
            {form('addEntry')}
          </Button>
        )
      }
    >
      {kind && isAdding && (
        <EntryForm
          kind={kind}
          onClose={() => add(false)}
          onSaved={(open) => {
            add(false)
            change({ kind: kind.id, open })
          }}
        />
      )}
      {kind && <Entries kind={kind} choice={choice} onOpen={(open) => change({ open })} />}
      {kind && <EntryDrawer id={search.open ?? null} onClose={() => change({ open: undefined })} />}
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

function EntryDrawer({ id, onClose }: { id: string | null; onClose(): void }) {
  const { data: entry, error } = useQuery({ ...entryQuery(id ?? ''), enabled: id !== null })
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      mask={false}
      size={440}
      title={entry?.name ?? t('libraries')}
    >
      {error && <Problem error={error} />}
      {entry && (
        <div className="ls-stack">
          <dl className="ls-pairs">
            <dt>{t('host')}</dt>
            <dd>{entry.organisationName ?? <Unknown />}</dd>
            {entry.reviewDue && (
              <>
                <dt>{t('reviewDue')}</dt>
                <dd>{entry.reviewDue}</dd>
              </>
            )}
            <dt>{t('source')}</dt>
            <dd>{entry.source}</dd>
          </dl>
          <History events={entry.events} />
          <StepForm of="library/entries" id={entry.id} actions={entry.actions} />
          <LogForm of="library/entries" id={entry.id} />
        </div>
      )}
    </Drawer>
  )
}
