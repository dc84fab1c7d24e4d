import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { leadsQuery } from './api.ts'
import { leadColumns } from './lead-columns.tsx'
import { t } from './lead-words.ts'

/** Leads that work on a node: a part of a gap's page. */
export function LeadSection({ chain, node }: { chain: string; node: string | null }) {
  const { data, error } = useQuery(leadsQuery(useScope(), node === null ? { chain } : { chain, node }))
  const navigate = useNavigate()
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={3} />
  const map = `/atlas/investment?chain=${chain}${node === null ? '' : `&node=${node}`}`
  return (
    <section className="ls-panel" data-testid="leads-of-node">
      <h2>{t('onNode')}</h2>
      <div className="ls-panel-body ls-stack">
        {data.items.length === 0 ? (
          <p className="ls-soft">{t('noneOnNode')}</p>
        ) : (
          <DataTable
            name={t('onNode')}
            rows={data.items}
            columns={leadColumns().filter(({ id }) => id !== 'chain' && id !== 'node')}
            rowId={({ id }) => id}
            onOpen={({ id }) => void navigate({ to: '/leads/$leadId', params: { leadId: id } })}
            maxRows={8}
          />
        )}
        <PathLink path={map}>{t('toMap')}</PathLink>
      </div>
    </section>
  )
}

export { t as leadWord } from './lead-words.ts'
