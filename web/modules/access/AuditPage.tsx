import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { instant } from '../../ui/format.ts'
import { roleName } from '../../ui/frame/role-words.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type AuditEntry, type AuditFilter, type AuditVerdict, readAudit, verifyAudit } from './api.ts'
import { t } from './words.ts'

const columns = (): Column<AuditEntry>[] => [
  { id: 'seq', title: t('auditSeq'), width: 72, grow: 0, align: 'right', value: (e) => e.seq },
  { id: 'at', title: t('auditAt'), width: 164, grow: 0, value: (e) => instant(e.at) },
  { id: 'user', title: t('auditUser'), width: 100, value: (e) => e.userName },
  { id: 'role', title: t('role'), width: 96, value: (e) => roleName(e.role), phone: 'none' },
  { id: 'action', title: t('auditAction'), width: 150, value: (e) => e.action, phone: 'title' },
  { id: 'subject', title: t('auditSubject'), width: 150, grow: 2, value: (e) => e.subject },
  {
    id: 'detail',
    title: t('auditDetail'),
    width: 160,
    grow: 3,
    value: (e) => JSON.stringify(e.detail),
    phone: 'none',
  },
  {
    id: 'confidential',
    title: t('auditConfidential'),
    width: 80,
    grow: 0,
    value: (e) => (e.confidential ? t('yes') : t('no')),
  },
  {
    id: 'digest',
    title: t('auditDigest'),
    width: 132,
    grow: 0,
    value: (e) => e.digest,
    cell: (e) => <code>{e.digest.slice(0, 12)}</code>,
    phone: 'none',
  },
]

/** The trail as the filters leave it, read page by page, newest first. */
function useTrail(filter: AuditFilter) {
  const trail = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => readAudit(filter, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })
  const rows = useMemo(() => trail.data?.pages.flatMap(({ entries }) => entries) ?? [], [trail.data])
  return { trail, rows }
}

/** The audit trail: filter, read back, and verify the whole chain. */
export function AuditPage() {
  const verdict = useMutation({ mutationFn: verifyAudit })
  return (
    <Page
      title={t('auditTitle')}
      sentence={t('auditSentence')}
      actions={
        <Button
          icon={<SafetyCertificateOutlined />}
          loading={verdict.isPending}
          onClick={() => verdict.mutate()}
        >
          {t('auditVerify')}
        </Button>
      }
    >
      {verdict.error && <Problem error={verdict.error} />}
      {verdict.data && <Verdict verdict={verdict.data} />}
      <Trail />
    </Page>
  )
}

function Trail() {
  const [filter, setFilter] = useState<AuditFilter>({ action: '', user: '' })
  const { trail, rows } = useTrail(filter)
  const tableColumns = useMemo(columns, [])
  if (trail.error) return <Problem error={trail.error} retry={() => void trail.refetch()} />
  if (trail.isPending) return <Loading />
  return (
    <DataTable
      name={t('auditTitle')}
      rows={rows}
      columns={tableColumns}
      rowId={({ seq }) => String(seq)}
      tools={<Filters onFilter={setFilter} filter={filter} />}
      onEnd={trail.hasNextPage && !trail.isFetchingNextPage ? () => void trail.fetchNextPage() : undefined}
      isLoadingMore={trail.isFetchingNextPage}
      empty={<Empty title={t('auditNone')} why={t('auditSentence')} />}
    />
  )
}

function Filters({ filter, onFilter }: { filter: AuditFilter; onFilter(filter: AuditFilter): void }) {
  return (
    <>
      <Input.Search
        allowClear
        className="ls-table-search"
        placeholder={t('auditUser')}
        aria-label={t('auditUser')}
        onSearch={(user) => onFilter({ ...filter, user: user.trim() })}
      />
      <Input.Search
        allowClear
        className="ls-table-search"
        placeholder={t('auditAction')}
        aria-label={t('auditAction')}
        onSearch={(action) => onFilter({ ...filter, action: action.trim() })}
      />
    </>
  )
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const kinds = { changed: t('auditChanged'), removed: t('auditRemoved'), cut_off: t('auditCutOff') }
  const head = t('auditHead', { head: verdict.head })
  if (verdict.ok)
    return (
      <Alert
        type="success"
        showIcon
        title={t('auditOk', { entries: verdict.entries })}
        description={<code className="ls-break">{head}</code>}
      />
    )
  const bad = verdict.firstBad
  return (
    <Alert
      type="error"
      showIcon
      title={t('auditBad', { seq: bad?.seq ?? '?', kind: bad ? kinds[bad.kind] : '?' })}
      description={<code className="ls-break">{head}</code>}
    />
  )
}
