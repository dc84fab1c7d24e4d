import type { Definitions } from '../../../src/modules/network/model.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { t } from './definition-words.ts'
import { type Ranged, ratioText, reachName, text } from './definitions-query.ts'

type Claim = Definitions['claims'][number]

/** What was published for the city, side by side: what each says, what it leaves open, and what our purchases give. */
export function ClaimsPanel({ data }: { data: Definitions }) {
  const { claims } = data
  if (claims.length === 0) return null
  const ratios = claims.map(({ ratio }) => ratio)
  const title = t('glance', {
    low: Math.round(100 * Math.min(...ratios)),
    high: Math.round(100 * Math.max(...ratios)),
  })
  return (
    <section className="ls-panel" data-testid="claims">
      <h2>{title}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">{t('glanceLead')}</p>
        <div className="ls-columns">
          {claims.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} data={data} />
          ))}
        </div>
      </div>
    </section>
  )
}

function ClaimCard({ claim, data }: { claim: Claim; data: Definitions }) {
  const shown = `${claim.comparator === '>=' ? '≥ ' : ''}${Math.round(100 * claim.ratio)}%`
  const sentence = claim.source === '假设' ? null : claim.source.sentence
  return (
    <article className="ls-part" data-claim={claim.id}>
      <p className="ls-figure-value">
        {shown} <small>{t(claim.kind)}</small>
      </p>
      <p>{inLang(claim.says)}</p>
      <dl className="ls-pairs">
        <dt>{t('goods')}</dt>
        <dd>{claim.scope === null ? <b>{t('notSaid')}</b> : t(claim.scope)}</dd>
        <dt>{t('reachOf')}</dt>
        <dd>
          {claim.reach === null ? (
            <b>{t('notSaid')}</b>
          ) : claim.reach === 'radius' ? (
            t('reachRadius')
          ) : (
            t(claim.reach)
          )}
        </dd>
        <dt>{t('source')}</dt>
        <dd>
          {claim.documentTitle} {claim.documentDate && <span className="ls-soft">{claim.documentDate}</span>}
          {sentence && <div className="ls-soft">“{sentence}”</div>}
        </dd>
        <dt>{t('nearest')}</dt>
        <dd>
          <Nearest claim={claim} data={data} />
        </dd>
        <dt>{t('reached', { percent: Math.round(100 * claim.ratio) })}</dt>
        <dd>
          <Reached claim={claim} data={data} />
        </dd>
      </dl>
    </article>
  )
}

/** The figures of our own that the claim could mean: of its scope and reach, or of all that it leaves open. */
function Nearest({ claim, data }: { claim: Claim; data: Definitions }) {
  const fits = data.now.filter(
    ({ scope, reach }) =>
      (claim.scope === null ? scope === 'all' || scope === 'core' : scope === claim.scope) &&
      (claim.reach === null || reach === claim.reach),
  )
  const known = fits.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
  if (known.length === 0)
    return <Unknown why={fits.some((one) => one.isHeldBack) ? t('heldBack') : t('unknownWhy')} />
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return <b>{low === high ? `${text(low)}%` : `${text(low)}%–${text(high)}%`}</b>
}

function Reached({ claim, data }: { claim: Claim; data: Definitions }) {
  const reaching = data.now.filter(({ ratio }) => ratio !== null && ratio >= claim.ratio)
  if (reaching.length === 0) return <span className="ls-soft">{t('reachedNone')}</span>
  const name = (one: Ranged) => `${t(one.scope)} · ${reachName(one.reach, data)} ${ratioText(one)}`
  return (
    <>
      {reaching.slice(0, 4).map((one) => (
        <div key={`${one.scope} ${one.reach}`}>{name(one)}</div>
      ))}
    </>
  )
}
