import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { ArtefactPart, ArtefactState } from './api.ts'
import { t } from './words.ts'

/** One artefact: its meter, the age of its newest fact, its parts with what is missing and where to fill it. */
export function ArtefactCard({ artefact, staleDays }: { artefact: ArtefactState; staleDays: number }) {
  const { completeRatio, state } = artefact
  return (
    <section className="ls-panel ls-artefact" data-state={state} data-testid="artefact">
      <header>
        <span className="ls-soft">{artefact.group}</span>
        <h2>{artefact.name}</h2>
        <span className="ls-tag">{t(state)}</span>
      </header>
      <div className="ls-artefact-meter">
        <span>{t('completeness')}</span>
        {completeRatio === null ? (
          <span className="ls-soft">{t('notMeasured')}</span>
        ) : (
          <>
            <span className="ls-artefact-bar" aria-hidden="true">
              <span style={{ width: `${completeRatio * 100}%` }} />
            </span>
            <b>{Math.floor(completeRatio * 100)}%</b>
          </>
        )}
      </div>
      <Age artefact={artefact} staleDays={staleDays} />
      <ul>
        {artefact.parts.map((part) => (
          <PartLine key={part.id} part={part} />
        ))}
      </ul>
    </section>
  )
}

function Age({
  artefact: { newestOn, ageDays, isStale },
  staleDays,
}: {
  artefact: ArtefactState
  staleDays: number
}) {
  if (newestOn === null || ageDays === null) return <p className="ls-soft">{t('undated')}</p>
  const told = ageDays === 0 ? t('today', { date: newestOn }) : t('fresh', { date: newestOn, days: ageDays })
  return (
    <p className="ls-soft">
      {told}
      {isStale && <b> {t('stale', { days: staleDays })}</b>}
    </p>
  )
}

function PartLine({ part }: { part: ArtefactPart }) {
  return (
    <li data-state={part.state}>
      <span>{part.name}</span>
      <span className="ls-artefact-count">
        <Count part={part} />
      </span>
      {part.missing && (
        <span className="ls-soft">
          {part.missing} {part.path && <PathLink path={part.path}>{t('fill')}</PathLink>}
        </span>
      )}
    </li>
  )
}

function Count({ part: { state, have, of } }: { part: ArtefactPart }) {
  if (state === 'not_yet' || state === 'withheld') return <span className="ls-tag">{t(state)}</span>
  if (have === null) return <Unknown />
  return <b>{of === null || of === 0 ? have : t('of', { have, of })}</b>
}
