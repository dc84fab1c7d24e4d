import { ScrollX } from '../../ui/ScrollX.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { RunDetail } from './api.ts'
import { t } from './words.ts'

type Groups = NonNullable<RunDetail['groups']>

/** City values that the scores were measured against, frozen with the run, group by group. */
export function RunBasis({ groups }: { groups: Groups }) {
  const rows = groups.flatMap((group) => group.benchmarks.map((one) => ({ ...one, group: group.label })))
  if (rows.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('benchmarks')}</h2>
      <ScrollX className="ls-panel-body">
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('group')}</th>
              <th>{t('name')}</th>
              <th data-right>{t('value')}</th>
              <th>{t('source')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ group, name, label, value, origin, known, all }) => (
              <tr key={`${group} ${name}`}>
                <td>{group}</td>
                <td>{label}</td>
                <td data-right>{value ?? <Unknown />}</td>
                <td>
                  {t(`origin_${origin as 'given'}`)}
                  {known !== null && all !== null && (
                    <small className="ls-soft"> {t('knownOf', { known, all })}</small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}
