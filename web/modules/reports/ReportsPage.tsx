import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useMemo, useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type IssueInfo, issuesQuery, templatesQuery } from './api.ts'
import { InChinese } from './InChinese.tsx'
import { NewReportForm } from './NewReportForm.tsx'
import { t } from './words.ts'

/** The reports of a city that the reader may read, and a new one. */
export function ReportsPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const mayMake = useMay('reports.make')
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(issuesQuery(scope))
  const { data: templates } = useQuery(templatesQuery(scope))
  const columns = useMemo(
    () => columnsOf(new Map(templates?.map(({ id, title }) => [id, title]))),
    [templates],
  )
  if (error) return <Page title={t('reports')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (issueId: string) => void navigate({ to: '/reports/$issueId', params: { issueId } })
  const start = mayMake && (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('newReport')}
    </Button>
  )
  return (
    <Page title={t('reports')} sentence={t('reportsSentence', { count: data.length })} actions={start}>
      <InChinese />
      {data.length === 0 ? (
        <Empty title={t('reportsNone')} why={t('reportsNoneWhy')} action={start} />
      ) : (
        <DataTable
          name={t('reports')}
          rows={data}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={({ id }) => open(id)}
        />
      )}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('newReport')} size={480} destroyOnHidden>
        <NewReportForm onDone={open} />
      </Drawer>
    </Page>
  )
}

const columnsOf = (names: ReadonlyMap<string, string>): Column<IssueInfo>[] => [
  { id: 'title', title: t('title'), width: 300, grow: 3, phone: 'title', value: ({ title }) => title },
  { id: 'kind', title: t('kind'), width: 130, value: ({ template }) => names.get(template) ?? template },
  { id: 'asOf', title: t('asOf'), width: 110, grow: 0, value: ({ asOf }) => asOf },
  {
    ...{ id: 'number', title: t('issueNumber'), width: 64, grow: 0, align: 'right' },
    value: ({ issueNumber }) => issueNumber,
  },
  {
    ...{ id: 'statements', title: t('statements'), width: 96, grow: 0, align: 'right' },
    value: ({ statementCount }) => statementCount,
  },
  {
    ...{ id: 'unknown', title: t('unknownCount'), width: 72, grow: 0, align: 'right' },
    value: ({ unknownCount }) => unknownCount,
  },
  {
    ...{ id: 'changed', title: t('changedCount'), width: 72, grow: 0, align: 'right' },
    value: ({ changedCount }) => changedCount,
  },
  { id: 'by', title: t('madeBy'), width: 110, value: ({ madeBy }) => madeBy },
]
