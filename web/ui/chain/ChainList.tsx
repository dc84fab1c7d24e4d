import { StatusMark } from '../StatusMark.tsx'
import type { NodeStatus } from '../theme.ts'
import { t } from '../ui-words.ts'
import type { Chain } from './chain.ts'

/** The map on a phone: a list by segment. */
export function ChainList({
  chain,
  only,
  isPlain = false,
  onOpen,
}: {
  chain: Chain
  only: NodeStatus | null
  isPlain?: boolean | undefined
  onOpen(nodeId: string): void
}) {
  return (
    <div className="ls-chain-list">
      {chain.segments.map(({ id, name }) => {
        const nodes = chain.nodes.filter(
          (node) => node.segment === id && (only === null || node.status === only),
        )
        if (nodes.length === 0) return null
        return (
          <section key={id}>
            <h2>
              {name} <small>{nodes.length}</small>
            </h2>
            <ul>
              {nodes.map((node) => (
                <li key={node.id}>
                  <button type="button" onClick={() => onOpen(node.id)}>
                    <span className="ls-chain-list-name">{node.name}</span>
                    {isPlain ? (
                      <span className="ls-soft">{node.mark?.word}</span>
                    ) : (
                      <>
                        <StatusMark status={node.status} />
                        <span className="ls-soft ls-digits">
                          {`${t('chainHere')} ${node.here} · ${t('chainNear')} ${node.within200Km} · ${t('chainElse')} ${node.elsewhere}`}
                          {node.unconfirmed > 0 && ` · ${t('chainUnconfirmed', { count: node.unconfirmed })}`}
                        </span>
                      </>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
