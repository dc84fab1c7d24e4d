import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { countByStatus } from '../../ui/chain/chain.ts'
import { Page } from '../../ui/Page.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { NodeStatus } from '../../ui/theme.ts'
import { t as ui } from '../../ui/ui-words.ts'
import { type GapRow, gapListQuery } from './api.ts'
import { t } from './words.ts'

function columnsOf(): Column<GapRow>[] {
  return [
    {
      id: 'status',
      title: t('status'),
      width: 84,
      grow: 0,
      phone: 'bare',
      value: (g) => ui(g.status),
      cell: (g) => <StatusMark status={g.status} />,
    },
    {
      id: 'node',
      title: t('node'),
      width: 190,
      grow: 2,
      value: (g) => g.node.name,
      phone: 'title',
    },
    { id: 'chain', title: t('chain'), width: 150, value: (g) => g.chain.name },
    {
      id: 'dependents',
      title: t('dependents'),
      unit: t('nodeUnitPlain'),
      width: 150,
      grow: 0,
      align: 'right',
      value: (g) => g.dependents,
    },
    {
      id: 'here',
      title: t('here'),
      unit: t('firmsUnit'),
      width: 96,
      grow: 0,
      align: 'right',
      value: (g) => g.here,
    },
    {
      id: 'near',
      title: t('within200Km'),
      unit: t('firmsUnit'),
      width: 150,
      grow: 0,
      align: 'right',
      value: (g) => g.within200Km,
    },
    {
      id: 'reason',
      title: t('reason'),
      width: 260,
      grow: 4,
      isSortable: false,
      value: (g) => g.reasons.map(({ text }) => text).join(' '),
      phone: 'none',
    },
  ]
}

type Choice = 'all' | Exclude<NodeStatus, 'strong'>

/** The gaps of all chains, gravest first; each opens on its chain's map. */
export function GapListPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(gapListQuery(scope))
  const [choice, setChoice] = useState<Choice>('all')
  const columns = useMemo(columnsOf, [])
  const rows = useMemo(
    () => data?.filter(({ status }) => choice === 'all' || status === choice) ?? [],
    [data, choice],
  )
  if (error) return <Page title={t('gapList')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.length === 0)
    return <Page title={t('gapList')}>{<Empty title={t('gapNone')} why={t('gapNoneWhy')} />}</Page>

  const counts = countByStatus(data)
  const option = (status: Exclude<Choice, 'all'>) => ({
    value: status,
    label: <StatusMark status={status} count={counts[status]} />,
  })
  return (
    <Page title={t('gapList')} sentence={t('gapSentence', counts)}>
      <DataTable
        name={t('gapList')}
        rows={rows}
        columns={columns}
        rowId={(gap) => `${gap.chain.id}/${gap.node.id}`}
        tools={
          <Segmented<Choice>
            value={choice}
            onChange={setChoice}
            options={[
              { value: 'all', label: t('all') },
              option('missing'),
              option('weak'),
              option('unknown'),
            ]}
          />
        }
        onOpen={(gap) =>
          void navigate({
            to: '/chains/$chainId',
            params: { chainId: gap.chain.id },
            search: { node: gap.node.id },
          })
        }
      />
    </Page>
  )
}
