import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Input, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { count, day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable, type Sort } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type OrganisationItem, readFirms } from './api.ts'
import { kindName, precisionName, precisions } from './names.ts'
import { t } from './words.ts'

const route = getRouteApi('/firms')

const columnsOf = (): Column<OrganisationItem>[] => [
  {
    id: 'name',
    title: t('name'),
    width: 240,
    grow: 3,
    phone: 'title',
    value: (firm) => firm.name,
    cell: (firm) => (
      <Link to="/firms/$firmId" params={{ firmId: firm.id }}>
        {firm.name}
      </Link>
    ),
  },
  {
    id: 'creditCode',
    title: t('creditCode'),
    width: 176,
    grow: 0,
    isSortable: false,
    value: (firm) => firm.creditCode,
  },
  {
    id: 'stockCode',
    title: t('stockCode'),
    width: 100,
    grow: 0,
    isSortable: false,
    isHidden: true,
    value: (firm) => firm.stockCode,
  },
  {
    id: 'kind',
    title: t('kind'),
    width: 80,
    grow: 0,
    isSortable: false,
    isHidden: true,
    value: (firm) => kindName(firm.kind),
  },
  {
    id: 'place',
    title: t('place'),
    width: 150,
    isSortable: false,
    value: (firm) => [firm.cityName, firm.districtName].filter(Boolean).join(' ') || null,
  },
  { id: 'industry', title: t('industry'), width: 150, isSortable: false, value: (firm) => firm.industry },
  {
    id: 'products',
    title: t('products'),
    width: 180,
    grow: 2,
    isSortable: false,
    phone: 'none',
    value: (firm) => firm.products.join('、') || null,
  },
  {
    id: 'precision',
    title: t('precision'),
    width: 130,
    grow: 0,
    isSortable: false,
    phone: 'none',
    value: (firm) => (firm.positionPrecision ? precisionName(firm.positionPrecision) : null),
    cell: (firm) =>
      firm.positionPrecision ? (
        precisionName(firm.positionPrecision)
      ) : (
        <Unknown why={t('precisionUnknown')} />
      ),
  },
  {
    id: 'updated',
    title: t('updatedAt'),
    width: 100,
    grow: 0,
    phone: 'none',
    value: (firm) => day(firm.updatedAt),
  },
]

/** The register: search, filter, scroll through all of it; filters stand in the address. */
export function FirmListPage() {
  const search = route.useSearch()
  const { city, dataset } = useScope()
  const goTo = useNavigate()
  const mayImport = useMay('registry.import')
  const columns = useMemo(columnsOf, [])
  const filter = {
    dataset,
    city: search.place === 'city' ? city.code : undefined,
    q: search.q,
    precision: search.precision,
    sort: search.sort ?? 'name',
  }
  const list = useInfiniteQuery({
    queryKey: ['firms', filter],
    queryFn: ({ pageParam, signal }) => readFirms(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data])
  if (list.error)
    return <Page title={t('firms')}>{<Problem error={list.error} retry={() => void list.refetch()} />}</Page>
  if (list.isPending) return <Loading rows={12} />

  const total = list.data?.pages[0]?.total ?? 0
  const where = search.place === 'city' ? t('whereCity', { city: city.name }) : t('whereAll')
  return (
    <Page
      title={t('firms')}
      sentence={t('firmsSentence', { total: count(total), where })}
      actions={mayImport && <Link to="/import">{t('importFirms')}</Link>}
    >
      <DataTable
        name={t('firms')}
        rows={rows}
        total={total}
        columns={columns}
        rowId={({ id }) => id}
        onOpen={({ id }) => void goTo({ to: '/firms/$firmId', params: { firmId: id } })}
        tools={<Filters />}
        sort={sortOf(filter.sort)}
        onSort={(sort) =>
          void goTo({
            to: '/firms',
            search: (held) => ({ ...held, sort: sort ? `${sort.desc ? '-' : ''}${sort.id}` : undefined }),
            replace: true,
          })
        }
        onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        isLoadingMore={list.isFetchingNextPage}
        empty={
          <Empty
            title={t('firmsNone')}
            why={t('firmsNoneWhy')}
            action={mayImport && <Link to="/import">{t('importFirms')}</Link>}
          />
        }
      />
    </Page>
  )
}

const sortOf = (text: string): Sort => ({ id: text.replace('-', ''), desc: text.startsWith('-') })

function Filters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { city } = useScope()
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (held) => ({ ...held, ...part }), replace: true })
  return (
    <>
      <Input.Search
        key={search.q ?? ''}
        allowClear
        className="ls-table-search-wide"
        defaultValue={search.q}
        placeholder={t('searchFirms')}
        aria-label={t('searchFirms')}
        onSearch={(q) => change({ q: q.trim() || undefined })}
      />
      <Segmented<'all' | 'city'>
        value={search.place ?? 'all'}
        onChange={(place) => change({ place: place === 'city' ? place : undefined })}
        options={[
          { value: 'all', label: t('allPlaces') },
          { value: 'city', label: t('onlyCity', { city: city.name }) },
        ]}
      />
      <Select
        className="ls-only-wide"
        aria-label={t('precision')}
        value={search.precision ?? ''}
        popupMatchSelectWidth={false}
        onChange={(precision) => change({ precision: precision || undefined })}
        options={[
          { value: '', label: t('anyPrecision') },
          ...precisions.map((each) => ({ value: each, label: precisionName(each) })),
        ]}
      />
    </>
  )
}
