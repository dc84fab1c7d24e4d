import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useMemo, useRef } from 'react'
import { count, day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope, useSession } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type DocumentSummary, documentsQuery, uploadDocument } from './api.ts'
import { t as p } from './plan-targets-words.ts'
import { t } from './words.ts'

/** Official documents of the city: hand one in, go on with one. */
export function DocumentListPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(documentsQuery(scope))
  if (error)
    return <Page title={t('documents')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const waiting = data.items.filter(({ pendingCount }) => pendingCount > 0).length
  if (data.items.length === 0)
    return (
      <Page title={t('documents')}>
        <Empty title={t('documentsNone')} why={t('documentsNoneWhy')} action={<UploadButton isFirst />} />
      </Page>
    )
  return (
    <Page
      title={t('documents')}
      sentence={t('documentsSentence', { count: count(data.items.length), waiting: count(waiting) })}
      actions={<UploadButton />}
    >
      <DocumentTable documents={data.items} />
    </Page>
  )
}

function DocumentTable({ documents }: { documents: readonly DocumentSummary[] }) {
  const navigate = useNavigate()
  const columns = useMemo(documentColumns, [])
  return (
    <DataTable
      name={t('documents')}
      rows={documents}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/documents/$documentId', params: { documentId: id } })}
    />
  )
}

function documentColumns(): Column<DocumentSummary>[] {
  return [
    { id: 'title', title: t('title'), value: ({ title }) => title, width: 360 },
    { id: 'kind', title: t('kind'), value: ({ kind }) => t(kind), width: 96 },
    { id: 'number', title: t('number'), value: ({ number }) => number, width: 200 },
    { id: 'date', title: t('date'), value: ({ documentDate }) => day(documentDate), width: 112 },
    {
      id: 'state',
      title: t('state'),
      value: (one) => (one.withdrawnAt ? p('withdrawn') : t(one.state)),
      width: 96,
    },
    { id: 'items', title: t('items'), value: ({ itemCount }) => itemCount, width: 80 },
    { id: 'pending', title: t('waitingItems'), value: ({ pendingCount }) => pendingCount, width: 96 },
    { id: 'by', title: t('uploadedBy'), value: ({ uploadedBy }) => uploadedBy, width: 120 },
  ]
}

function UploadButton({ isFirst = false }: { isFirst?: boolean }) {
  const scope = useScope()
  const { permissions } = useSession()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: (file: File) => uploadDocument(file, scope),
    onSuccess: async ({ id, isNew }) => {
      if (!isNew) message.info(t('stands'))
      await queries.invalidateQueries({ queryKey: ['programme-documents'] })
      await navigate({ to: '/documents/$documentId', params: { documentId: id } })
    },
  })
  if (!permissions.includes('programmes.manage')) return null
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('upload')}
        accept=".txt,.docx,.pdf"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) upload.mutate(file)
          target.value = ''
        }}
      />
      <Button
        type={isFirst ? 'primary' : 'default'}
        loading={upload.isPending}
        onClick={() => input.current?.click()}
      >
        {upload.isPending ? t('uploading', { name: upload.variables?.name ?? '' }) : t('upload')}
      </Button>
      {upload.error && <Problem error={upload.error} />}
    </>
  )
}
