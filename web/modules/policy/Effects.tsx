import { digits } from '../../ui/format.ts'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { Forecast } from './api.ts'
import { Money } from './money-text.tsx'
import { t } from './words.ts'

/** What programmes moved, as documents state it. */
export function Effects({ effects }: { effects: Forecast['effects'] }) {
  if (effects.length === 0) return <p className="ls-soft">{t('noEffects')}</p>
  return (
    <ScrollX className="ls-panel">
      <table className="ls-plain">
        <thead>
          <tr>
            <th>{t('programme')}</th>
            <th>{t('year')}</th>
            <th data-right>{t('projects')}</th>
            <th data-right>{t('investment')}</th>
            <th data-right>{t('fiscal')}</th>
            <th data-right>{t('leverage')}</th>
            <th>{t('source')}</th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <tr key={`${effect.programme} ${effect.year}`}>
              <td>{effect.programme}</td>
              <td>{effect.year}</td>
              <td data-right>{effect.projects ?? <Unknown />}</td>
              <td data-right>
                <Money fen={effect.totalInvestmentFen} />
              </td>
              <td data-right>
                <Money fen={effect.fiscalFen} />
              </td>
              <td data-right>
                {effect.leverageRatio === null ? <Unknown /> : digits(effect.leverageRatio, 2)}
              </td>
              <td>{effect.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
