import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { type ChainSummary, type HistoryAnswer, historyQuery } from './api.ts'
import { t } from './words.ts'

/** The line of one chain through the city's catalogues, oldest first. */
export function HistoryDrawer({ chain, onClose }: { chain: ChainSummary | null; onClose(): void }) {
  const { city } = useScope()
  const { data, error } = useQuery(historyQuery(city.code, chain?.id ?? null))
  const title = chain ? t('historyOf', { name: inLang(chain.name) }) : ''
  return (
    <Drawer open={chain !== null} onClose={onClose} title={title} size={480}>
      {error ? <Problem error={error} /> : data ? <Editions history={data} /> : <Loading />}
    </Drawer>
  )
}

function Editions({ history }: { history: HistoryAnswer }) {
  return (
    <ol className="ls-timeline">
      {history.editions.map((edition) => (
        <li key={edition.id}>
          <p className="ls-soft">
            {edition.validTo
              ? t('until', { from: edition.validFrom, to: edition.validTo })
              : t('since', { from: edition.validFrom })}
          </p>
          <h3>{inLang(edition.name)}</h3>
          {edition.entries.length > 0 ? (
            <p className="ls-tags">
              {edition.entries.map(({ id, name }) => (
                <span key={id} className="ls-tag">
                  {inLang(name)}
                </span>
              ))}
            </p>
          ) : (
            <p className="ls-soft">{t('historyNone')}</p>
          )}
          {edition.statedCount !== null && (
            <p className="ls-soft">
              {t('stated', { stated: edition.statedCount, named: edition.namedCount })}
            </p>
          )}
          {edition.unnamed && <p className="ls-soft">{inLang(edition.unnamed)}</p>}
        </li>
      ))}
    </ol>
  )
}
