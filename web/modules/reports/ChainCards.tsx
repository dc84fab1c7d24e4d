import { PathLink } from '../../ui/frame/PathLink.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Cockpit } from './api.ts'
import { t } from './words.ts'

type ChainState = Cockpit['chains'][number]
const statuses = ['strong', 'weak', 'missing', 'unknown'] as const

/** Every chain with its nodes by status as one bar, its gravest gap and its tasks in red; those with a map first. */
export function ChainCards({ chains }: { chains: Cockpit['chains'] }) {
  const drawn = chains.filter(({ counts }) => counts !== null)
  const undrawn = chains.filter(({ counts }) => counts === null)
  return (
    <section aria-label={t('chains')}>
      <div className="ls-chain-cards">
        {drawn.map((chain) => (
          <ChainCard key={chain.id} chain={chain} />
        ))}
      </div>
      {undrawn.length > 0 && (
        <p className="ls-soft ls-cockpit-undrawn">
          {t('noMap')}：{undrawn.map(({ name }) => name).join(' · ')}
        </p>
      )}
    </section>
  )
}

function ChainCard({ chain }: { chain: ChainState }) {
  const { counts, gravest, leader } = chain
  const isJudged = counts !== null && counts.strong + counts.weak + counts.missing > 0
  return (
    <article className="ls-chain-card">
      <header>
        <h3>
          <PathLink path={chain.path}>{chain.name}</PathLink>
        </h3>
        <span className="ls-soft">
          {leader === null ? t('noLeader') : t('chainLeader', { name: leader })}
        </span>
      </header>
      {counts && <Bar counts={counts} />}
      {counts && (
        <div className="ls-chain-card-counts">
          {statuses.map((status) => (
            <PathLink key={status} path={chain.path}>
              <StatusMark status={status} count={counts[status]} />
            </PathLink>
          ))}
        </div>
      )}
      <p>
        {gravest ? (
          <PathLink path={gravest.path}>
            {t('gravest', { node: gravest.node, dependents: gravest.dependents })}
          </PathLink>
        ) : (
          <span className="ls-soft">{t(isJudged ? 'noneMissing' : 'allUnknown')}</span>
        )}
      </p>
      {chain.redTasks !== null && chain.redTasks > 0 && (
        <p>
          <PathLink path="/tasks?view=red">{t('chainRed', { count: chain.redTasks })}</PathLink>
        </p>
      )}
    </article>
  )
}

function Bar({ counts }: { counts: NonNullable<ChainState['counts']> }) {
  return (
    <div className="ls-chain-bar" aria-hidden="true">
      {statuses.map((status) =>
        counts[status] > 0 ? (
          <span key={status} data-status={status} style={{ flexGrow: counts[status] }} />
        ) : null,
      )}
    </div>
  )
}
