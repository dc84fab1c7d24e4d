import { useScope } from '../../ui/session.ts'
import { type ChainAbout, post } from './about-api.ts'
import { t } from './about-words.ts'
import { RecordForm } from './RecordForm.tsx'

/** What was studied as direction and main focus of a chain, stage by stage. */
export function DirectionPanel({ about, mayEdit }: { about: ChainAbout; mayEdit: boolean }) {
  const { city, dataset } = useScope()
  return (
    <section className="ls-panel">
      <h2>{t('directions')}</h2>
      <div className="ls-panel-body ls-stack">
        {about.directions.length === 0 && <p className="ls-soft">{t('directionsNone')}</p>}
        {about.directions.map((one) => (
          <article key={one.id}>
            <h3>{one.stage}</h3>
            <p>{one.direction}</p>
            {one.focus && (
              <p>
                {t('focus')}：{one.focus}
              </p>
            )}
            <small className="ls-soft">
              {[one.validFrom, one.bodyName, one.source, one.recordedBy].filter(Boolean).join(' · ')}
            </small>
          </article>
        ))}
        {mayEdit && (
          <RecordForm
            title={t('addDirection')}
            fields={[
              { name: 'stage', label: t('stage'), kind: 'text', isRequired: true, max: 80 },
              { name: 'direction', label: t('direction'), kind: 'area', isRequired: true, max: 1000 },
              { name: 'focus', label: t('focus'), kind: 'area', max: 1000 },
              { name: 'validFrom', label: t('validFrom'), kind: 'date' },
              {
                name: 'bodyId',
                label: t('studiedBy'),
                kind: 'choice',
                options: about.bodies.map(({ id, name }) => ({ value: id, label: name })),
              },
              { name: 'source', label: t('source'), kind: 'text', isRequired: true },
            ]}
            save={(told) =>
              post(`/api/chains/${encodeURIComponent(about.chainId)}/directions`, {
                city: city.code,
                dataset,
                ...told,
              })
            }
          />
        )}
      </div>
    </section>
  )
}
