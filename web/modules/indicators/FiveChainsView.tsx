import { Link } from '@tanstack/react-router'
import { inLang } from '../../ui/words.ts'
import { type BoardRow, type FiveChain, fiveChains, type TargetLight } from './api.ts'
import { pageOf, rowIdOf } from './BoardView.tsx'
import { RowValue } from './figure-text.tsx'
import { LightMark, RowLight } from './LightMark.tsx'
import { useChainNames } from './use-chain-names.ts'
import { t } from './words.ts'

const lights = ['reached', 'on_course', 'at_risk', 'off_course', 'unknown'] as const
/** Most urgent first; rows without a target after those with one. */
const rank: Record<TargetLight, number> = { off_course: 0, at_risk: 1, unknown: 2, on_course: 3, reached: 4 }
const rankOf = ({ light, value }: BoardRow) => (light === null ? (value === null ? 6 : 5) : rank[light])

/** The five chains of the programme side by side: what is promised and measured in each, unknown hatched. */
export function FiveChainsView({ rows }: { rows: readonly BoardRow[] }) {
  return (
    <div className="ls-columns">
      {fiveChains.map((chain) => (
        <OneChain
          key={chain}
          chain={chain}
          rows={rows.filter((row) => row.fiveChains.includes(chain)).sort((a, b) => rankOf(a) - rankOf(b))}
        />
      ))}
    </div>
  )
}

function OneChain({ chain, rows }: { chain: FiveChain; rows: readonly BoardRow[] }) {
  const { nameChain } = useChainNames()
  const known = rows.filter(({ value }) => value !== null).length
  const promised = rows.filter(({ light }) => light !== null)
  return (
    <section className="ls-panel" aria-label={t(chain)}>
      <h2>{t(chain)}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('fiveSentence', { known, unknown: rows.length - known })}</p>
        <div className="ls-tags">
          {lights
            .map((light) => [light, promised.filter((row) => row.light === light).length] as const)
            .filter(([, count]) => count > 0)
            .map(([light, count]) => (
              <LightMark key={light} light={light} count={count} />
            ))}
        </div>
        <ul className="ls-lines ls-indicator-lines">
          {rows.map((row) => (
            <li key={rowIdOf(row)}>
              <span>
                <Link {...pageOf(row)}>{inLang(row.name)}</Link>{' '}
                <small className="ls-soft">
                  {[row.chain && nameChain(row.chain), inLang(row.scope)].filter(Boolean).join(' · ')}
                </small>
              </span>
              <span className="ls-lines-end">
                {!(row.light === 'unknown' && row.value === null) && <RowLight row={row} />}
                <span className="ls-digits">
                  <RowValue row={row} /> {row.value !== null && <small>{row.unit}</small>}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
