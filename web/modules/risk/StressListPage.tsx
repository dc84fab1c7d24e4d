import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { instant } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type StressInfo, stressListQuery } from './api.ts'
import { lossText, points } from './ratio.ts'
import { StressForm } from './StressForm.tsx'
import { t } from './words.ts'

const route = getRouteApi('/risk/stress-tests')

/** The kept stress tests of a city and a new one; a firm or node in the address opens the form for it. */
export function StressListPage() {
  const scope = useScope()
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayRun = useMay('risk.run')
  const asked = search.firms ?? search.node
  const [isOpen, setOpen] = useState(asked !== undefined)
  const { data, error, refetch } = useQuery(stressListQuery(scope))
  if (error) return <Page title={t('stress')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string) => void navigate({ to: '/risk/stress-tests/$testId', params: { testId: id } })
  const start = mayRun && (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('newTest')}
    </Button>
  )
  return (
    <Page title={t('stress')} sentence={t('stressSentence', { count: data.length })} actions={start}>
      {data.length === 0 ? (
        <Empty title={t('stressNone')} why={t('stressNoneWhy')} action={start} />
      ) : (
        <DataTable
          name={t('stress')}
          rows={data}
          columns={columns()}
          rowId={({ id }) => id}
          onOpen={({ id }) => open(id)}
        />
      )}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('newTest')} size={560} destroyOnHidden>
        <StressForm firms={search.firms ?? null} node={search.node ?? null} onDone={open} />
      </Drawer>
    </Page>
  )
}

const columns = (): Column<StressInfo>[] => [
  { id: 'title', title: t('title'), width: 240, grow: 3, phone: 'title', value: ({ title }) => title },
  { id: 'asOf', title: t('asOf'), width: 110, grow: 0, value: ({ asOf }) => asOf },
  {
    ...{ id: 'loss', title: t('lostOutput'), width: 120, grow: 0, align: 'right' },
    value: ({ esri }) => points(esri),
    cell: ({ esri, work }) => (work ? t('notComputed') : lossText(esri)),
  },
  {
    ...{ id: 'reached', title: t('reachedLabel'), unit: t('firmsUnit'), width: 100, grow: 0, align: 'right' },
    value: ({ reachedCount }) => reachedCount,
  },
  { id: 'at', title: t('createdAt'), width: 160, value: ({ createdAt }) => instant(createdAt) },
  { id: 'by', title: t('createdBy'), width: 110, value: ({ createdBy }) => createdBy },
]
