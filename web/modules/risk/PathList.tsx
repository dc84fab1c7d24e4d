import type { ShockPath } from './api.ts'
import { lossText } from './ratio.ts'
import { t } from './words.ts'

/** Paths of a shock as lines: an arrow for supplier to buyer, a dashed one for buyer to supplier. */
export function PathList({ paths }: { paths: readonly ShockPath[] }) {
  if (paths.length === 0) return <p className="ls-soft">{t('pathsNone')}</p>
  return (
    <ol className="ls-risk-paths">
      {paths.map(({ firms, ways, lossRatio, step, hasEstimate }) => (
        <li key={firms.map(({ id }) => id).join(' ')}>
          {firms.map(({ id, name }, k) => {
            const way = ways[k - 1]
            return (
              <span key={id}>
                {way && (
                  <span className="ls-risk-way" title={t(way === 'down' ? 'legendDown' : 'legendUp')}>
                    {way === 'down' ? ' → ' : ' ⇠ '}
                  </span>
                )}
                {name}
              </span>
            )
          })}{' '}
          <small className="ls-soft">
            {t('pathLoss', { loss: lossText(lossRatio) ?? '', step })}
            {hasEstimate && ` · ${t('pathEstimate')}`}
          </small>
        </li>
      ))}
    </ol>
  )
}
