import type { ReactNode } from 'react'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { lang } from '../../ui/words.ts'
import type { Scorecard } from './api.ts'
import { MeasureList } from './MeasureList.tsx'
import { t } from './words.ts'

/** One scorecard as a person reads it: weights, bands, classes, who takes no part, what is only supposed. */
export function ScorecardView({ card }: { card: Scorecard }) {
  return (
    <article className="ls-panel">
      <h2>{lang() === 'zh' ? card.title : card.titleEn}</h2>
      <div className="ls-panel-body ls-stack">
        <p>
          {card.issuer} · {t('version', { version: card.version })} · {t('scope')} {card.validFrom}
          {card.validTo && ` ${t('until', { date: card.validTo })}`}
          {card.needsVerification && <span className="ls-tag">{t('toVerify')}</span>}
        </p>
        <p className="ls-soft">
          {t('source')}：
          {card.source.url ? (
            <a href={card.source.url} rel="noreferrer" target="_blank">
              {card.source.title}
            </a>
          ) : (
            card.source.title
          )}
          {card.source.note && ` · ${card.source.note}`} · {t('cases', { count: card.cases })}
        </p>
        {card.assumptions.length > 0 && (
          <Part title={t('assumptions')}>
            <ul>
              {card.assumptions.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Part>
        )}
        {card.assessments.map((assessment) => (
          <Assessment key={assessment.name} assessment={assessment} />
        ))}
        {card.cards.map((one) => (
          <Card key={one.name} card={one} />
        ))}
        {card.parameters.length > 0 && (
          <Part title={t('parameters')}>
            <ul>
              {card.parameters.map(({ name, label, value, source }) => (
                <li key={name}>
                  {label} <b>{value}</b> {source && <small className="ls-soft">{source}</small>}
                </li>
              ))}
            </ul>
          </Part>
        )}
        <Part title={t('measures')}>
          <MeasureList measures={card.measures} source={card.measuresSource} />
        </Part>
        <Part title={t('facts')}>
          <ul className="ls-evaluation-facts">
            {card.facts.map(({ name, label, supplier }) => (
              <li key={name}>
                {label} <small className="ls-soft">{supplier}</small>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </article>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="ls-part">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

function Assessment({ assessment }: { assessment: Scorecard['assessments'][number] }) {
  return (
    <Part title={assessment.label}>
      <p>{t('minCoverage', { share: assessment.minCoverage })}</p>
      <ul>
        {assessment.groups.map(({ id, label, text }) => (
          <li key={id}>
            {t('groups')}：<b>{label}</b> {text && <span className="ls-soft">{text}</span>}
          </li>
        ))}
        {assessment.excluded.map(({ label, level, text }) => (
          <li key={label}>
            {t('excluded')}：<b>{label}</b>（{level}） <span className="ls-soft">{text}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Card({ card }: { card: Scorecard['cards'][number] }) {
  return (
    <Part title={card.label}>
      <ScrollX>
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('indicator')}</th>
              <th data-right>{t('max')}</th>
              <th>{t('howScored')}</th>
            </tr>
          </thead>
          <tbody>
            {card.indicators.map(({ label, max, text }) => (
              <tr key={label}>
                <td>{label}</td>
                <td data-right>{max}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {card.by && (
        <p>
          {t('classes')}（{t(card.by === 'band' ? 'byBand' : 'byRank')}）：
          {card.levels
            .map(({ level, from, top }) => {
              const edge =
                from !== null
                  ? t('fromPoints', { points: from })
                  : top !== null
                    ? t('topShare', { share: top })
                    : t('rest')
              return `${level} ${edge}`
            })
            .join(lang() === 'zh' ? '，' : ', ')}
        </p>
      )}
      {card.vetoes.map((text) => (
        <p key={text}>
          {t('vetoes')}：{text}
        </p>
      ))}
      {[
        ...card.atBest.map((r) => ({ ...r, key: 'atBest' as const })),
        ...card.direct.map((r) => ({ ...r, key: 'atLeast' as const })),
      ].map(({ label, level, text, key }) => (
        <p key={label}>
          {label}：{t(key, { level })} <span className="ls-soft">{text}</span>
        </p>
      ))}
    </Part>
  )
}
