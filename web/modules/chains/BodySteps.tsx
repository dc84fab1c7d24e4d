import { Link } from '@tanstack/react-router'
import { Unknown } from '../../ui/Unknown.tsx'
import type { BodySummary, ChainAbout } from './about-api.ts'
import { t } from './about-words.ts'

/** The word of a kind of body. */
export const kindWord = (kind: BodySummary['kind']) => (kind === 'chain_office' ? t('officeBody') : t(kind))

/** To whom a matter of the chain goes up, step by step, and the bodies beside the chain. */
export function BodySteps({ about }: { about: ChainAbout }) {
  const { steps } = about.escalation
  const onTheWay = new Set(steps.map(({ bodyId }) => bodyId))
  const beside = about.bodies.filter(({ id, isStanding }) => isStanding && !onTheWay.has(id))
  return (
    <section className="ls-panel">
      <h2>{t('wayUp')}</h2>
      <div className="ls-panel-body ls-stack">
        {steps.length === 0 && <p className="ls-soft">{t('wayUpNone')}</p>}
        <ol className="ls-timeline">
          {steps.map(({ bodyId, kind, name, head, source }) => (
            <li key={bodyId}>
              <p className="ls-soft">{kindWord(kind)}</p>
              <BodyLink id={bodyId} name={name} />
              <p>
                {t('bodyHead')}{' '}
                {head ? `${head.person} ${head.post ?? ''}` : <Unknown why={t('membersNone')} />}
              </p>
              <small className="ls-soft">{source}</small>
            </li>
          ))}
        </ol>
        {beside.length > 0 && (
          <ul className="ls-lines">
            {beside.map(({ id, kind, name }) => (
              <li key={id}>
                <BodyLink id={id} name={name} />
                <small className="ls-soft">{kindWord(kind)}</small>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function BodyLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/chain-bodies/$bodyId" params={{ bodyId: id }}>
      {name}
    </Link>
  )
}
