import { useQuery } from '@tanstack/react-query'
import { useScope } from '../../../ui/session.ts'
import { inLang } from '../../../ui/words.ts'
import { nodeNamesQuery } from '../api.ts'
import { PullTask } from './PullTask.tsx'
import { t } from './words.ts'

/** The task that follows a gap, on the gap's page: a part that `web/whole-gap.tsx` composes. */
export function GapTasks({
  chain,
  node,
  gapId,
}: {
  chain: string
  node: string | null
  gapId: string | null
}) {
  const { data } = useQuery(nodeNamesQuery(useScope(), chain))
  const named = data?.nodes.find(({ id }) => id === node)
  const name = named ? inLang(named.name) : (node ?? gapId ?? '')
  return (
    <section className="ls-panel" data-testid="gap-tasks">
      <h2>{t('tasksOfGap')}</h2>
      <div className="ls-panel-body">
        <PullTask
          room="gaps"
          path={gapId === null || node !== null ? `/gaps/${chain}/${node}` : `/gaps/items/${gapId}`}
          title={t('closeGap', { name })}
          chainId={chain}
        />
      </div>
    </section>
  )
}
