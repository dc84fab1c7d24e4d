import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, distance } from '../../ui/format.ts'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type Candidates, candidatesQuery, type NodeRef } from './gap-api.ts'
import type { GapRef } from './gap-tab.ts'
import { t } from './gap-words.ts'

const far = (km: number | null) => {
  const shown = distance(km)
  return shown && `${shown.text} ${shown.unit}`
}

/** Who could close the gap: acts that fit, firms with neighbouring products, firms elsewhere. */
export function CandidateSection({ chain, node }: GapRef) {
  return node === null ? null : <OfCandidateSection chain={chain} node={node} />
}

function OfCandidateSection(ref: NodeRef) {
  const { data, error } = useQuery(candidatesQuery(useScope(), ref))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={6} />
  return (
    <>
      <section className="ls-panel">
        <h2>{t('acts')}</h2>
        {data.acts.length === 0 ? (
          <p className="ls-soft ls-panel-body">{t('actsNone')}</p>
        ) : (
          <ul className="ls-lines ls-panel-body">
            {data.acts.map(({ id, name, what }) => (
              <li key={id}>
                <strong>{name}</strong>
                <small className="ls-soft">{what}</small>
              </li>
            ))}
          </ul>
        )}
      </section>
      <CouldStepIn found={data} />
      <Elsewhere found={data} />
    </>
  )
}

function CouldStepIn({ found }: { found: Candidates }) {
  const { firmsRead, makers } = found.basis
  return (
    <section className="ls-panel" data-testid="could-step-in">
      <h2>{t('could')}</h2>
      <div className="ls-panel-body">
        <p className="ls-soft">{t('couldNote', { firms: count(firmsRead), makers: count(makers) })}</p>
        {found.couldStepIn.length === 0 && <p>{t('couldNone')}</p>}
        <ul className="ls-lines">
          {found.couldStepIn.map((firm) => (
            <li key={firm.id}>
              <Link to="/firms/$firmId" params={{ firmId: firm.id }}>
                {firm.name}
              </Link>
              <small className="ls-soft">
                {[
                  firm.cityName,
                  far(firm.distanceKm),
                  firm.neighbours.map(({ product }) => product).join('、'),
                  `${t('score')} ${firm.score.toFixed(2)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Elsewhere({ found }: { found: Candidates }) {
  const { elsewhere, elsewhereCount } = found
  return (
    <section className="ls-panel">
      <h2>{t('elsewhere')}</h2>
      <div className="ls-panel-body">
        {elsewhereCount === 0 && <p className="ls-soft">{t('elsewhereNone')}</p>}
        {elsewhereCount > elsewhere.length && (
          <p className="ls-soft">
            {t('elsewhereMore', { count: count(elsewhereCount), shown: count(elsewhere.length) })}
          </p>
        )}
        <ul className="ls-lines">
          {elsewhere.map((firm) => (
            <li key={firm.id}>
              <Link to="/firms/$firmId" params={{ firmId: firm.id }}>
                {firm.name}
              </Link>
              <small className="ls-soft">
                {[firm.cityName, far(firm.distanceKm), firm.evidence === 'words' && t('wordsOnly')]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
