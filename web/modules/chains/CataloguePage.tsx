import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type CatalogueEntry, catalogueQuery } from './about-api.ts'
import { t } from './about-words.ts'

type Kin = CatalogueEntry['became'][number]
const kindWord = (kind: Kin['kind']) => t(kind === 'continued' ? 'keptName' : `as_${kind}`)
const told = (kin: readonly Kin[]) =>
  kin.map(({ name, kind }) => `${inLang(name)}（${kindWord(kind)}）`).join('、')

const columnsOf = (): Column<CatalogueEntry>[] => [
  {
    id: 'edition',
    title: t('editionOf'),
    width: 240,
    grow: 2,
    value: ({ validFrom, editionName }) => `${validFrom} ${inLang(editionName)}`,
  },
  {
    id: 'name',
    title: t('chain'),
    width: 200,
    grow: 2,
    phone: 'title',
    value: ({ name }) => (name === null ? null : inLang(name)),
    cell: ({ chainId, name, statedCount }) =>
      chainId === null ? (
        <Unknown why={statedCount === null ? undefined : t('countedNotNamed', { count: statedCount })} />
      ) : (
        <Link to="/chains/$chainId/about" params={{ chainId }}>
          {inLang(name)}
        </Link>
      ),
  },
  { id: 'from', title: t('cameFrom'), width: 240, grow: 3, value: ({ cameFrom }) => told(cameFrom) },
  { id: 'to', title: t('became'), width: 240, grow: 3, value: ({ became }) => told(became) },
  {
    id: 'source',
    title: t('source'),
    width: 200,
    grow: 1,
    isHidden: true,
    phone: 'none',
    value: ({ cameFrom, became }) =>
      [...new Set([...cameFrom, ...became].map(({ source }) => source))].join('、'),
  },
]

/** Every edition of the city's catalogue with what became of each entry, so that a renaming can be followed. */
export function CataloguePage() {
  const { data, error, refetch } = useQuery(catalogueQuery(useScope()))
  const columns = useMemo(columnsOf, [])
  const title = t('catalogue')
  if (error) return <Page title={title}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  if (data.length === 0)
    return <Page title={title}>{<Empty title={t('catalogueNone')} why={t('catalogueNoneWhy')} />}</Page>
  const editions = new Set(data.map(({ edition }) => edition)).size
  const named = data.filter(({ chainId }) => chainId !== null)
  const linked = named.filter(({ cameFrom, became }) => cameFrom.length + became.length > 0).length
  return (
    <Page title={title} sentence={t('catalogueSentence', { editions, named: named.length, linked })}>
      <DataTable
        name={title}
        rows={data}
        columns={columns}
        rowId={({ edition, chainId }) => `${edition} ${chainId}`}
      />
    </Page>
  )
}
