import { StatusMark } from '../StatusMark.tsx'
import { t } from '../ui-words.ts'
import { type Chain, countByStatus, STATUSES } from './chain.ts'

/** The first zoom level: one box a segment, with its nodes by status and what it draws from earlier segments. */
export function ChainSegments({ chain, onOpen }: { chain: Chain; onOpen(segmentId: string): void }) {
  const segmentOf = new Map(chain.nodes.map(({ id, segment }) => [id, segment]))
  return (
    <ol className="ls-segments">
      {chain.segments.map(({ id, name }) => {
        const nodes = chain.nodes.filter(({ segment }) => segment === id)
        const counts = countByStatus(nodes)
        const inputs = chain.needs.filter(
          ({ from, to }) => segmentOf.get(to) === id && segmentOf.get(from) !== id,
        )
        return (
          <li key={id}>
            <button type="button" onClick={() => onOpen(id)}>
              <b>{name}</b>
              <span className="ls-soft">
                {t('chainNodes', { count: nodes.length })} · {t('chainNeeds', { count: inputs.length })}
              </span>
              {STATUSES.map((status) => (
                <StatusMark key={status} status={status} count={counts[status]} />
              ))}
              <span className="ls-bar" aria-hidden="true">
                {STATUSES.map((status) => (
                  <i key={status} className={`ls-bar-${status}`} style={{ flexGrow: counts[status] }} />
                ))}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
