import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lang } from '../../ui/words.ts'
import type { ImportReview, ReviewDecision } from './import-api.ts'
import { t } from './words.ts'

type Candidate = ImportReview['candidates'][number]
type Say = (row: ImportReview, decision: ReviewDecision['decision'], organisationId?: string) => void

/** One row of a file beside the organisations that it may mean, field by field, with what speaks for and against. */
export function ImportReviewRow({ row, isBusy, onSay }: { row: ImportReview; isBusy: boolean; onSay: Say }) {
  return (
    <section className="ls-panel ls-review-row" aria-label={row.title}>
      <h2>{row.title}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">
          {t('reviewPlace', { file: row.file, line: row.line })} · {row.reason}
        </p>
        {row.part !== '' && (
          <p className="ls-soft">{t(row.part === 'buyer' ? 'reviewBuyer' : 'reviewSupplier')}</p>
        )}
        <div className="ls-line">
          <Button disabled={isBusy} onClick={() => onSay(row, 'new')}>
            {t(row.means === 'park' ? 'sayNewPark' : 'sayNew')}
          </Button>
          <Button disabled={isBusy} onClick={() => onSay(row, 'later')}>
            {t('sayLater')}
          </Button>
        </div>
        <dl className="ls-pairs">
          {row.values.map(({ field, zh, en, value }) => (
            <div key={field}>
              <dt>{lang() === 'zh' ? zh : en}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="ls-review-candidates">
          {row.candidates.map((candidate, index) => (
            <CandidateCard
              key={candidate.organisationId}
              row={row}
              candidate={candidate}
              place={index + 1}
              isBusy={isBusy}
              onSay={onSay}
            />
          ))}
        </div>
      </div>
    </section>
  )
}

type CardProps = { row: ImportReview; candidate: Candidate; place: number; isBusy: boolean; onSay: Say }

function CandidateCard({ row, candidate, place, isBusy, onSay }: CardProps) {
  const { organisationId, name, score, veto } = candidate
  return (
    <article className="ls-review-card" data-veto={veto ?? undefined}>
      <header>
        <b>
          {place}.{' '}
          {row.means === 'park' ? (
            <Link to="/parks" search={{ open: organisationId }}>
              {name}
            </Link>
          ) : (
            <Link to="/firms/$firmId" params={{ firmId: organisationId }}>
              {name}
            </Link>
          )}
        </b>
        <span className="ls-review-figure">{veto ? t('vetoed') : `${Math.round(score * 100)}%`}</span>
      </header>
      <dl className="ls-pairs">
        {factsOf(candidate, row.means).map(({ title, value }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value ?? <span className="ls-soft">{t('notHeld')}</span>}</dd>
          </div>
        ))}
      </dl>
      {veto ? <p className="ls-review-veto">◇ {vetoWords(veto)}</p> : <Parts parts={candidate.parts} />}
      <div className="ls-line">
        <Button
          type={place === 1 && !veto ? 'primary' : 'default'}
          disabled={isBusy || veto === 'code'}
          onClick={() => onSay(row, 'same', organisationId)}
        >
          {t(row.means === 'park' ? 'sayThisPark' : 'saySame')}
        </Button>
        <Button disabled={isBusy} onClick={() => onSay(row, 'different', organisationId)}>
          {t(row.means === 'park' ? 'sayNotThisPark' : 'sayDifferent')}
        </Button>
      </div>
    </article>
  )
}

const factsOf = (candidate: Candidate, means: ImportReview['means']) =>
  means === 'park' ? parkFacts(candidate) : firmFacts(candidate)

const parkFacts = (candidate: Candidate) => [
  { title: t('shortName'), value: candidate.formerNames.join('、') || null },
  { title: t('place'), value: candidate.place },
  { title: t('address'), value: candidate.address },
  { title: t('parkTitles'), value: candidate.products.join('、') || null },
]

const firmFacts = (candidate: Candidate) => [
  { title: t('creditCode'), value: candidate.creditCode },
  { title: t('stockCode'), value: candidate.stockCode },
  { title: t('formerNames'), value: candidate.formerNames.join('、') || null },
  { title: t('place'), value: candidate.place },
  { title: t('address'), value: candidate.address },
  { title: t('industry'), value: candidate.industry },
  { title: t('products'), value: candidate.products.join('、') || null },
]

const vetoWords = (veto: NonNullable<Candidate['veto']>) =>
  ({ code: t('vetoCode'), branch: t('vetoBranch'), place: t('vetoPlace') })[veto]

/** Half the width of the widest bar, on the scale of the logarithm of the odds. */
const fullWeight = 6

/** What each part of the name adds, as a bar to the right (for) or to the left (against) of the middle. */
function Parts({ parts }: { parts: Candidate['parts'] }) {
  if (parts.length === 0) return null
  const words: Record<string, string> = {
    characters: t('partCharacters'),
    shape: t('partShape'),
    brand: t('partBrand'),
    trade: t('partTrade'),
    place: t('partPlace'),
    form: t('partForm'),
    beside: t('partBeside'),
  }
  return (
    <table className="ls-review-parts">
      <caption className="ls-soft">{t('partsTitle')}</caption>
      <tbody>
        {parts
          .filter(({ weight }) => weight !== 0)
          .map(({ part, weight }) => (
            <tr key={part}>
              <th scope="row">{words[part] ?? part}</th>
              <td aria-hidden="true">
                <span
                  className="ls-review-bar"
                  data-for={weight > 0 || undefined}
                  style={{ width: `${Math.min(1, Math.abs(weight) / fullWeight) * 50}%` }}
                />
              </td>
              <td className="ls-review-figure">{weight > 0 ? `+${weight}` : weight}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
