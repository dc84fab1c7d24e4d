import { ScrollX } from '../../ui/ScrollX.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import type { Rung } from './api.ts'
import { t } from './words.ts'

const conflictWord = { value: 'conflictValue', scope: 'conflictScope' } as const

/** Targets of the plans beside what the register counts for the same scope words; contradictions are said. */
export function TargetTable({ rungs }: { rungs: readonly Rung[] }) {
  const rows = rungs.flatMap((rung) => rung.targets)
  if (rows.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('targets')}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('targetsNote')}</p>
        <ScrollX>
          <table className="ls-plain">
            <thead>
              <tr>
                <th>{t('target')}</th>
                <th data-right>{t('firmsUnit')}</th>
                <th data-right>{t('counted')}</th>
                <th data-right>{t('difference')}</th>
                <th>{t('told')}</th>
                <th>{t('source')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.indicator} ${row.place} ${row.value}`}>
                  <td>
                    {inLang(row.name)}（{inLang(row.scope)}）
                    {row.conflict && <b> {t(conflictWord[row.conflict])}</b>}
                  </td>
                  <td data-right>{row.value}</td>
                  <td data-right title={row.titles.join('、')}>
                    {row.difference === null ? <Unknown why={t('noTitles')} /> : row.counted}
                    {row.countedUnknown > 0 && '*'}
                  </td>
                  <td data-right>{row.difference ?? <Unknown why={t('noTitles')} />}</td>
                  <td>
                    {row.told.length === 0 ? <Unknown why={t('toldNone')} /> : <Told told={row.told} />}
                  </td>
                  <td title={row.sentence ?? undefined}>{row.place}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      </div>
    </section>
  )
}

/** What documents say there were, each with its day and its own scope. */
function Told({ told }: { told: Rung['targets'][number]['told'] }) {
  return told.map(({ value, period, scope, document }) => (
    <div key={`${period} ${scope?.zh ?? ''}`} title={document ?? undefined}>
      {t('toldLine', { value, period, scope: scope ? inLang(scope) : t('toldCity') })}
    </div>
  ))
}
