import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { lang } from '../../ui/words.ts'
import { firmHits } from './api.ts'
import { type Collection, collectionsQuery, sendCollection } from './collection-api.ts'
import { formFieldsQuery } from './import-api.ts'
import { useLater } from './use-later.ts'
import { t } from './words.ts'

/** Collections of the house: how many were asked and answered; and the form that sends a new one. */
export function CollectionsPage() {
  const { dataset } = useScope()
  const { data, error, refetch } = useQuery(collectionsQuery(dataset))
  const [isNew, setIsNew] = useState(false)
  return (
    <Page
      title={t('collections')}
      sentence={t('collectionsSentence')}
      actions={
        <Button type="primary" onClick={() => setIsNew(!isNew)}>
          {t('newCollection')}
        </Button>
      }
    >
      {isNew && <NewCollectionForm key={dataset} />}
      {error ? (
        <Problem error={error} retry={() => void refetch()} />
      ) : data ? (
        <CollectionTable rows={data} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

const columnsOf = (): Column<Collection>[] => [
  {
    id: 'title',
    title: t('collectionTitle'),
    width: 260,
    grow: 3,
    value: (each) => each.title,
    phone: 'title',
  },
  { id: 'due', title: t('collectionDue'), width: 110, grow: 0, value: (each) => each.dueDate },
  { id: 'asked', title: t('asked'), width: 80, grow: 0, align: 'right', value: (each) => each.asked },
  {
    id: 'answered',
    title: t('answered'),
    width: 80,
    grow: 0,
    align: 'right',
    value: (each) => each.answered,
  },
  {
    id: 'open',
    title: t('notAnswered'),
    width: 80,
    grow: 0,
    align: 'right',
    value: (each) => each.asked - each.answered,
  },
  { id: 'taken', title: t('taken'), width: 90, grow: 0, align: 'right', value: (each) => each.taken },
  { id: 'state', title: t('state'), width: 90, grow: 0, value: (each) => (each.closedAt ? t('closed') : '') },
  { id: 'by', title: t('importedBy'), width: 110, value: (each) => each.createdBy, phone: 'none' },
]

function CollectionTable({ rows }: { rows: readonly Collection[] }) {
  const navigate = useNavigate()
  const columns = useMemo(columnsOf, [])
  return (
    <DataTable
      name={t('collections')}
      rows={rows}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/collections/$collectionId', params: { collectionId: id } })}
      maxRows={16}
      empty={<p className="ls-table-none">{t('collectionsNone')}</p>}
    />
  )
}

type CollectionKind = Parameters<typeof sendCollection>[0]['kind']

function NewCollectionForm() {
  const { dataset } = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [clientKey] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<CollectionKind>('firms')
  const [title, setTitle] = useState('')
  const [note, setNote] = useState('')
  const [dueDate, setDueDate] = useState('')
  const [fields, setFields] = useState<string[]>([])
  const [organisationIds, setIds] = useState<string[]>([])
  const { data: known } = useQuery(formFieldsQuery(kind))
  const askable = (known ?? []).filter(
    ({ name }) => !ownFields.has(name) && (kind === 'firms' || !otherEnd.has(name)),
  )
  const post = useMutation({
    mutationFn: () =>
      sendCollection({
        ...{ dataset, title, kind, note, dueDate, organisationIds, clientKey },
        partner: kind === 'relations' ? 'supplier' : null,
        fields: askable.map(({ name }) => name).filter((name) => fields.includes(name)),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries()
      await navigate({ to: '/collections/$collectionId', params: { collectionId: id } })
    },
  })
  const isWhole = title.trim() !== '' && dueDate !== '' && fields.length > 0 && organisationIds.length > 0
  return (
    <section className="ls-panel ls-form">
      <div className="ls-panel-body ls-stack">
        <Segmented<CollectionKind>
          value={kind}
          onChange={(value) => {
            setKind(value)
            setFields([])
          }}
          options={[
            { value: 'firms', label: t('kindFirms') },
            { value: 'relations', label: t('kindRelations') },
          ]}
        />
        <div className="ls-form-line">
          <label htmlFor="collection-title">{t('collectionTitle')} *</label>
          <Input
            id="collection-title"
            value={title}
            maxLength={200}
            onChange={({ target }) => setTitle(target.value)}
          />
        </div>
        <div className="ls-form-line">
          <label htmlFor="collection-note">{t('collectionNote')}</label>
          <Input.TextArea
            id="collection-note"
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
        <div className="ls-form-line">
          <label htmlFor="collection-due">{t('collectionDue')} *</label>
          <Input
            id="collection-due"
            type="date"
            value={dueDate}
            onChange={({ target }) => setDueDate(target.value)}
          />
        </div>
        <div className="ls-form-line">
          <span>{t('collectionFields')} *</span>
          <Checkbox.Group
            value={fields}
            onChange={(chosen) => setFields(chosen as string[])}
            options={askable.map(({ name, zh, en }) => ({ value: name, label: lang() === 'zh' ? zh : en }))}
          />
        </div>
        <FirmChoice ids={organisationIds} onChange={setIds} />
        {post.error && <Problem error={post.error} />}
        <div className="ls-line">
          <Button type="primary" disabled={!isWhole} loading={post.isPending} onClick={() => post.mutate()}>
            {t('collectionSend')} {organisationIds.length > 0 && `（${count(organisationIds.length)}）`}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** Who somebody is is filled in by the house; the other end of a relation is the partner. */
const ownFields = new Set(['name', 'creditCode', 'stockCode'])
const otherEnd = new Set(['supplierName', 'supplierCode', 'buyerName', 'buyerCode'])

function FirmChoice({ ids, onChange }: { ids: string[]; onChange(ids: string[]): void }) {
  const scope = useScope()
  const [typed, setTyped] = useState('')
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const q = useLater(typed, 250)
  const { data } = useQuery({
    queryKey: ['firm-hits', q, scope.dataset],
    queryFn: ({ signal }) => firmHits(q, scope, signal),
    enabled: q.trim() !== '',
  })
  const found = (data ?? []).map(({ id, name, note }) => ({
    value: id,
    label: note ? `${name} · ${note}` : name,
  }))
  const chosen = ids
    .filter((id) => !found.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: names[id] ?? id }))
  return (
    <div className="ls-form-line">
      <label htmlFor="collection-firms">{t('collectionFirms')} *</label>
      <Select
        id="collection-firms"
        mode="multiple"
        aria-label={t('collectionFirms')}
        placeholder={t('collectionFind')}
        filterOption={false}
        value={ids}
        onSearch={setTyped}
        onChange={(next: string[]) => {
          setNames({ ...names, ...Object.fromEntries(found.map(({ value, label }) => [value, label])) })
          onChange(next)
        }}
        options={[...found, ...chosen]}
      />
    </div>
  )
}
