import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type ChainSummary, chainListQuery } from './api.ts'
import { HistoryDrawer } from './HistoryDrawer.tsx'
import { t } from './words.ts'

const names = (groups: ChainSummary['clusters']) => groups.map(({ name }) => inLang(name)).join('、')

function columnsOf(onHistory: (chain: ChainSummary) => void): Column<ChainSummary>[] {
  return [
    {
      id: 'order',
      title: t('order'),
      width: 64,
      grow: 0,
      align: 'right',
      value: (c) => c.order,
      phone: 'none',
    },
    {
      id: 'name',
      title: t('name'),
      width: 180,
      grow: 2,
      phone: 'title',
      value: (c) => inLang(c.name),
      cell: (c) =>
        c.map === 'drawn' ? (
          <Link to="/chains/$chainId" params={{ chainId: c.id }}>
            {inLang(c.name)}
          </Link>
        ) : (
          inLang(c.name)
        ),
    },
    {
      id: 'map',
      title: t('map'),
      width: 100,
      grow: 0,
      value: (c) => (c.map === 'drawn' ? t('drawn') : t('notYet')),
    },
    {
      id: 'leader',
      title: t('leader'),
      width: 140,
      value: (c) => c.leader?.holder ?? null,
      cell: (c) => c.leader?.holder ?? <Unknown why={t('whyNoRole')} />,
    },
    {
      id: 'department',
      title: t('leadDepartment'),
      width: 160,
      value: (c) => c.leadDepartment?.holder ?? null,
      cell: (c) => c.leadDepartment?.holder ?? <Unknown why={t('whyNoRole')} />,
    },
    {
      id: 'valid',
      title: t('valid'),
      width: 110,
      grow: 0,
      value: (c) => (c.valid ? t('validYes') : t('validNo')),
    },
    { id: 'clusters', title: t('clusters'), width: 140, value: (c) => names(c.clusters), phone: 'none' },
    {
      id: 'programmes',
      title: t('programmes'),
      width: 140,
      value: (c) => names(c.programmes),
      phone: 'none',
    },
    {
      id: 'history',
      title: t('history'),
      width: 84,
      grow: 0,
      isSortable: false,
      value: () => '',
      cell: (c) => (
        <Button size="small" onClick={() => onHistory(c)}>
          {t('history')}
        </Button>
      ),
    },
  ]
}

/** The city's catalogue of chains in force, with maps, roles and history. */
export function ChainListPage() {
  const { city } = useScope()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(chainListQuery(city.code))
  const [shown, setShown] = useState<ChainSummary | null>(null)
  const columns = useMemo(() => columnsOf(setShown), [])
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const { chains } = data
  if (chains.length === 0)
    return <Page title={t('title')}>{<Empty title={t('empty')} why={t('emptyWhy')} />}</Page>

  const drawn = chains.filter(({ map }) => map === 'drawn').length
  const valid = chains.filter((chain) => chain.valid).length
  const unnamed = data.unnamedCount ? t('unnamed', { count: data.unnamedCount }) : ''
  return (
    <Page title={t('title')} sentence={`${t('sentence', { count: chains.length, drawn, valid })} ${unnamed}`}>
      <DataTable
        name={t('title')}
        rows={chains}
        columns={columns}
        rowId={({ id }) => id}
        onOpen={(chain) => {
          if (chain.map === 'drawn') void navigate({ to: '/chains/$chainId', params: { chainId: chain.id } })
          else setShown(chain)
        }}
      />
      <HistoryDrawer chain={shown} onClose={() => setShown(null)} />
    </Page>
  )
}
