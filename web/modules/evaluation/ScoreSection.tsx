import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { percent } from '../../ui/format.ts'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { lang } from '../../ui/words.ts'
import { AppealForm } from './AppealForm.tsx'
import { type FirmScore, firmScoresQuery } from './api.ts'
import { MeasureList } from './MeasureList.tsx'
import { t } from './words.ts'

/** The assessments of one firm: class, points by indicator, what is missing, what would lift it. */
export function ScoreSection({ organisationId }: { organisationId: string }) {
  const { data, error } = useQuery(firmScoresQuery(organisationId))
  return (
    <section className="ls-panel" data-testid="scores">
      <h2>{t('myScores')}</h2>
      <div className="ls-panel-body ls-stack">
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={3} />
        ) : !data.mayRead ? (
          <p className="ls-soft">{t('scoresHidden')}</p>
        ) : data.items.length === 0 ? (
          <p className="ls-soft">{t('scoresNone')}</p>
        ) : (
          data.items.map((item, i) => <Score key={item.run.id} item={item} isOpen={i === 0} />)
        )}
      </div>
    </section>
  )
}
ScoreSection.displayName = 'ScoreSection'

const short = (text: string | null) => (text === null ? null : String(Math.round(Number(text) * 100) / 100))

function Score({ item, isOpen }: { item: FirmScore; isOpen: boolean }) {
  const { run } = item
  const coverage = percent(item.coverage === null ? null : Number(item.coverage))
  return (
    <details className="ls-details" open={isOpen}>
      <summary>
        {lang() === 'zh' ? run.title : run.titleEn} {run.year}：
        <b>{item.level ?? <Unknown why={item.reasonText} />}</b>
        {item.score !== null && item.max !== null && ` · ${short(item.score)}/${short(item.max)}`}
        <span className="ls-soft">
          {' '}
          {t(run.state)} · {t('coverage')} {coverage ? `${coverage.text}%` : '?'} · {item.reasonText}
        </span>
      </summary>
      <ScoreBody item={item} />
    </details>
  )
}

function ScoreBody({ item }: { item: FirmScore }) {
  const [isAppealing, setAppealing] = useState(false)
  const isPartly = item.score !== null && item.scoreAtMost !== null && item.score !== item.scoreAtMost
  return (
    <div className="ls-stack">
      <p className="ls-soft">
        <Link to="/evaluation/runs/$runId" params={{ runId: item.run.id }}>
          {t('open')}
        </Link>{' '}
        {isPartly && t('atMostScore', { score: short(item.scoreAtMost) ?? '' })}
      </p>
      {item.indicators ? <Indicators item={item} /> : <p className="ls-soft">{t('pointsHidden')}</p>}
      {item.missing.length > 0 && (
        <p>
          {t('missing')}：
          {item.missing
            .map(({ label, supplier }) => (supplier ? `${label}（${supplier}）` : label))
            .join('、')}
        </p>
      )}
      {item.nextLevel && item.lifts.length > 0 && (
        <div className="ls-part">
          <h3>{t('lifts', { level: item.nextLevel, score: short(item.nextScore) ?? '' })}</h3>
          <ul>
            {item.lifts.map(({ fact, label, from, to }) => (
              <li key={fact}>{t('liftLine', { label, from, to })}</li>
            ))}
          </ul>
        </div>
      )}
      {item.measures.length > 0 && <MeasureList measures={item.measures} source={null} />}
      {item.mayAppeal && (
        <>
          <Button onClick={() => setAppealing(true)}>{t('appeal')}</Button>
          <Drawer
            open={isAppealing}
            onClose={() => setAppealing(false)}
            title={t('appeal')}
            size={420}
            destroyOnHidden
          >
            <AppealForm item={item} onDone={() => setAppealing(false)} />
          </Drawer>
        </>
      )}
    </div>
  )
}

function Indicators({ item: { indicators } }: { item: FirmScore }) {
  return (
    <ScrollX>
      <table className="ls-plain">
        <thead>
          <tr>
            <th>{t('indicator')}</th>
            <th data-right>{t('points')}</th>
            <th data-right>{t('max')}</th>
          </tr>
        </thead>
        <tbody>
          {(indicators ?? []).map(({ label, points, max }) => (
            <tr key={label}>
              <td>{label}</td>
              <td data-right>{short(points) ?? <Unknown />}</td>
              <td data-right>{short(max)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
