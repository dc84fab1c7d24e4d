import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Input, Segmented, Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable, type Sort } from '../../ui/table/DataTable.tsx'
import { SavedViews } from '../../ui/table/SavedViews.tsx'
import { readFirms } from './api.ts'
import { firmColumns } from './firm-columns.tsx'
import { MoreFilters, moreFilterKeys } from './MoreFilters.tsx'
import { precisionName, precisions } from './names.ts'
import { t } from './words.ts'

const route = getRouteApi('/firms')

/** The rows that the filters in the address leave, read page by page. */
function useFirms() {
  const search = route.useSearch()
  const { city, dataset } = useScope()
  const filter = {
    dataset,
    city: search.place === 'city' ? city.code : undefined,
    q: search.q,
    precision: search.precision,
    sort: search.sort ?? 'name',
    ...Object.fromEntries(moreFilterKeys.map((key) => [key, search[key]])),
  }
  const list = useInfiniteQuery({
    queryKey: ['firms', filter],
    queryFn: ({ pageParam, signal }) => readFirms(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data])
  return { list, rows, sort: filter.sort, total: list.data?.pages[0]?.total ?? 0 }
}

/** The register: search, filter, scroll through all of it; filters stand in the address. */
export function FirmListPage() {
  const search = route.useSearch()
  const { city } = useScope()
  const mayImport = useMay('registry.import')
  const firms = useFirms()
  const { list } = firms
  if (list.error)
    return <Page title={t('firms')}>{<Problem error={list.error} retry={() => void list.refetch()} />}</Page>
  if (list.isPending) return <Loading rows={12} />

  const where = search.place === 'city' ? t('whereCity', { city: city.name }) : t('whereAll')
  const importLink = mayImport && <Link to="/import">{t('importFirms')}</Link>
  return (
    <Page
      title={t('firms')}
      sentence={t('firmsSentence', { total: count(firms.total), where })}
      actions={importLink}
    >
      <FirmTable
        firms={firms}
        empty={<Empty title={t('firmsNone')} why={t('firmsNoneWhy')} action={importLink} />}
      />
    </Page>
  )
}

function FirmTable({ firms, empty }: { firms: ReturnType<typeof useFirms>; empty: ReactNode }) {
  const { list, rows, total, sort } = firms
  const goTo = useNavigate()
  const columns = useMemo(firmColumns, [])
  const [hidden, setHidden] = useState<string[] | undefined>()
  const onSort = (next: Sort | null) =>
    void goTo({
      to: '/firms',
      search: (held) => ({ ...held, sort: next ? `${next.desc ? '-' : ''}${next.id}` : undefined }),
      replace: true,
    })
  return (
    <DataTable
      name={t('firms')}
      rows={rows}
      total={total}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void goTo({ to: '/firms/$firmId', params: { firmId: id } })}
      tools={<Filters hidden={hidden ?? hiddenAtFirst(columns)} onHidden={setHidden} />}
      hidden={hidden}
      onHidden={setHidden}
      sort={sortOf(sort)}
      onSort={onSort}
      onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
      isLoadingMore={list.isFetchingNextPage}
      empty={empty}
    />
  )
}

const sortOf = (text: string): Sort => ({ id: text.replace('-', ''), desc: text.startsWith('-') })

const hiddenAtFirst = (columns: ReturnType<typeof firmColumns>) =>
  columns.filter(({ isHidden }) => isHidden).map(({ id }) => id)

type Hiding = { hidden: string[]; onHidden(ids: string[] | undefined): void }

/** The views of the list: what stands in its address, and which columns are hidden. */
function Views({ hidden, onHidden }: Hiding) {
  const { city: _city, dataset: _dataset, ...search } = route.useSearch()
  const navigate = route.useNavigate()
  const said = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return (
    <SavedViews
      list="firms"
      current={{ search: Object.fromEntries(said), hidden }}
      onShow={(settings) => {
        onHidden(settings?.hidden ?? hiddenAtFirst(firmColumns()))
        void navigate({
          search: ({ city, dataset }) => ({ city, dataset, ...settings?.search }),
          replace: true,
        })
      }}
    />
  )
}

function Filters(hiding: Hiding) {
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
      <MoreFilters held={search} change={change} />
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
      <Views {...hiding} />
    </>
  )
}
