import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { t as about } from './about-words.ts'
import { type ChainSummary, chainListQuery } from './api.ts'
import { chainColumns } from './chain-columns.tsx'
import { HistoryDrawer } from './HistoryDrawer.tsx'
import { MissingRolesTable } from './MissingRolesTable.tsx'
import { t } from './words.ts'

/** The city's catalogue of chains in force, with maps, roles and history. */
export function ChainListPage() {
  const { city, dataset } = useScope()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(chainListQuery(city.code, dataset))
  const [shown, setShown] = useState<ChainSummary | null>(null)
  const columns = useMemo(() => chainColumns(setShown), [])
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const { chains } = data
  if (chains.length === 0)
    return <Page title={t('title')}>{<Empty title={t('empty')} why={t('emptyWhy')} />}</Page>

  const drawn = chains.filter(({ map }) => map === 'drawn').length
  const valid = chains.filter((chain) => chain.valid).length
  const unnamed = data.unnamedCount ? t('unnamed', { count: data.unnamedCount }) : ''
  return (
    <Page
      title={t('title')}
      sentence={`${t('sentence', { count: chains.length, drawn, valid })} ${unnamed}`}
      actions={
        <>
          <Link to="/chain-catalogue">{about('catalogue')}</Link>
          <Link to="/chain-bodies">{about('bodies')}</Link>
          <Link to="/chain-groupings">{about('groupings')}</Link>
        </>
      }
    >
      <DataTable
        name={t('title')}
        rows={chains}
        columns={columns}
        rowId={({ id }) => id}
        maxRows={Math.min(chains.length, 16)}
        onOpen={(chain) => {
          if (chain.map === 'drawn') void navigate({ to: '/chains/$chainId', params: { chainId: chain.id } })
          else setShown(chain)
        }}
      />
      <MissingRolesTable />
      <HistoryDrawer chain={shown} onClose={() => setShown(null)} />
    </Page>
  )
}
