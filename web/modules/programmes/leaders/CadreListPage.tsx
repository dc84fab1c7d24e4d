import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { type Cadre, cadresQuery } from './api.ts'
import { AssignCadres, CadreView } from './CadreView.tsx'
import { t } from './words.ts'

const route = getRouteApi('/cadres')
const quietAfterDays = 90

/** Which cadre is at hand for which firm, and where nothing was heard for long. */
export function CadreListPage() {
  const { data, error, refetch } = useQuery(cadresQuery(useScope()))
  const { cadre } = route.useSearch()
  const navigate = useNavigate()
  if (error) return <Page title={t('cadres')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string | undefined) => void navigate({ to: '/cadres', search: { cadre: id } })
  if (data.items.length === 0)
    return (
      <Page title={t('cadres')}>
        <Empty title={t('cadresNone')} why={t('cadresNoneWhy')} action={<AssignCadres />} />
      </Page>
    )
  return (
    <Page
      title={t('cadres')}
      sentence={t('cadresSentence', {
        persons: count(data.persons),
        firms: count(data.firms),
        quiet: count(data.items.filter(({ quietDays }) => (quietDays ?? 0) > quietAfterDays).length),
      })}
      actions={<AssignCadres />}
    >
      <DataTable
        name={t('cadres')}
        rows={data.items}
        columns={columns()}
        rowId={({ id }) => id}
        onOpen={({ id }) => open(id)}
      />
      <Drawer
        open={cadre !== undefined}
        onClose={() => open(undefined)}
        title={t('log')}
        size={560}
        destroyOnHidden
      >
        {cadre !== undefined && <CadreView id={cadre} />}
      </Drawer>
    </Page>
  )
}

const columns = (): Column<Cadre>[] => [
  { id: 'person', title: t('person'), value: ({ personName }) => personName, width: 110, phone: 'title' },
  { id: 'unit', title: t('unit'), value: ({ unit }) => unit, width: 150 },
  {
    id: 'firm',
    title: t('firm'),
    value: ({ organisationName }) => organisationName,
    width: 220,
    grow: 3,
  },
  { id: 'from', title: t('since'), value: ({ validFrom }) => validFrom, width: 108 },
  {
    id: 'to',
    title: t('until'),
    value: ({ validTo }) => validTo,
    cell: ({ holds, validTo }) => (holds ? '' : `${t('ended')} ${validTo ?? ''}`),
    width: 130,
    phone: 'none',
  },
  { id: 'contacts', title: t('contacts'), value: ({ contacts }) => contacts, width: 92, align: 'right' },
  {
    id: 'last',
    title: t('lastContact'),
    value: ({ lastContactOn }) => lastContactOn,
    cell: ({ lastContactOn }) => lastContactOn ?? t('noneYet'),
    width: 108,
  },
  {
    id: 'quiet',
    title: t('quietDays'),
    value: ({ quietDays }) => quietDays,
    cell: ({ quietDays }) => quietDays ?? '—',
    width: 100,
    align: 'right',
  },
]
