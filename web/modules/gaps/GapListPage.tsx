import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Space } from 'antd'
import { useMemo, useState } from 'react'
import { countByStatus } from '../../ui/chain/chain.ts'
import { Page } from '../../ui/Page.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { NodeStatus } from '../../ui/theme.ts'
import { type GapRow, gapListQuery } from './api.ts'
import { listDocument } from './gap-api.ts'
import { gapColumns } from './gap-columns.tsx'
import { t as g } from './gap-words.ts'
import { t } from './words.ts'

type Choice = 'all' | Exclude<NodeStatus, 'strong'>

/** The gaps of all chains, gravest first; each opens on a page of its own. */
export function GapListPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(gapListQuery(scope))
  if (error) return <Page title={t('gapList')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.length === 0)
    return <Page title={t('gapList')}>{<Empty title={t('gapNone')} why={t('gapNoneWhy')} />}</Page>

  return (
    <Page
      title={t('gapList')}
      sentence={t('gapSentence', countByStatus(data))}
      actions={
        <Space>
          {(['docx', 'pdf', 'xlsx'] as const).map((format) => (
            <Button key={format} size="small" href={listDocument(scope, format)}>
              {g(format === 'docx' ? 'word' : format === 'pdf' ? 'pdf' : 'excel')}
            </Button>
          ))}
        </Space>
      }
    >
      <GapTable gaps={data} />
    </Page>
  )
}

function GapTable({ gaps }: { gaps: readonly GapRow[] }) {
  const navigate = useNavigate()
  const [choice, setChoice] = useState<Choice>('all')
  const columns = useMemo(gapColumns, [])
  const rows = useMemo(
    () => gaps.filter(({ status }) => choice === 'all' || status === choice),
    [gaps, choice],
  )
  const counts = countByStatus(gaps)
  const option = (status: Exclude<Choice, 'all'>) => ({
    value: status,
    label: <StatusMark status={status} count={counts[status]} />,
  })
  const statuses = [option('missing'), option('weak'), option('unknown')]
  return (
    <DataTable
      name={t('gapList')}
      rows={rows}
      columns={columns}
      rowId={({ chain, node }) => `${chain.id}/${node.id}`}
      tools={
        <Segmented<Choice>
          value={choice}
          onChange={setChoice}
          options={[{ value: 'all', label: t('all') }, ...statuses]}
        />
      }
      onOpen={({ chain, node }) =>
        void navigate({
          to: '/gaps/$chainId/$nodeId',
          params: { chainId: chain.id, nodeId: node.id },
        })
      }
    />
  )
}
