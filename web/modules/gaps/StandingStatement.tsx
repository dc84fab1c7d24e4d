import { useQuery } from '@tanstack/react-query'
import { useScope } from '../../ui/session.ts'
import { nodeQuery } from './api.ts'
import { t } from './words.ts'

/** What stands on record about a node: that its register is complete or that nobody here makes it; by whom, on what. */
export function StandingStatement({ chainId, nodeId }: { chainId: string; nodeId: string }) {
  const { data } = useQuery(nodeQuery(useScope(), chainId, nodeId))
  if (!data) return null // the list of firms below tells of waiting and of failure
  const { statement } = data
  const kinds: Readonly<Record<string, string>> = {
    register_complete: t('registerComplete'),
    confirmed_missing: t('confirmedMissing'),
    withdrawn: t('withdrawn'),
  }
  return (
    <section className="ls-drawer-part" data-testid="statement">
      <h3>{t('statement')}</h3>
      {statement ? (
        <dl className="ls-pairs">
          <dt>{t('statementKind')}</dt>
          <dd>{kinds[statement.kind] ?? statement.kind}</dd>
          <dt>{t('statementSource')}</dt>
          <dd>{statement.source}</dd>
          <dt>{t('statementDate')}</dt>
          <dd>{statement.date}</dd>
          <dt>{t('statementBy')}</dt>
          <dd>{statement.by}</dd>
        </dl>
      ) : (
        <p className="ls-soft">{t('statementNone')}</p>
      )}
    </section>
  )
}
