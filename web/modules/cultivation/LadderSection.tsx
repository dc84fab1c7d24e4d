import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useMay } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type FirmLadder, type FirmRung, firmLadderQuery, firmTracksQuery } from './api.ts'
import { verdictWord } from './verdict-word.ts'
import { t } from './words.ts'

/** One firm on the ladder: titles and re-examination, standing by rung, points, cheapest changes, dates. */
export function LadderSection({ organisationId }: { organisationId: string }) {
  const { data, error } = useQuery(firmLadderQuery(organisationId))
  const first = data?.rungs.find(({ isHeld, ruleSet }) => !isHeld && ruleSet)?.rung
  return (
    <section className="ls-panel" data-testid="ladder">
      <h2>{t('firmLadder')}</h2>
      <div className="ls-panel-body ls-stack">
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={3} />
        ) : (
          <>
            <Titles titles={data.titles} />
            {!data.mayRead && <p className="ls-soft">{t('firmHidden')}</p>}
            {data.rungs.map((rung) => (
              <RungView key={rung.rung} rung={rung} isOpen={rung.rung === first} />
            ))}
            {data.mayRead && <Tracks organisationId={organisationId} />}
          </>
        )}
      </div>
    </section>
  )
}
LadderSection.displayName = 'LadderSection'

function Titles({ titles }: { titles: FirmLadder['titles'] }) {
  if (titles.length === 0) return <p className="ls-soft">{t('titlesNone')}</p>
  const ended = { expired: 'expired', withdrawn: 'withdrawn' } as const
  return (
    <ul>
      {titles.map((title) => (
        <li key={`${title.name} ${title.grantedWritten}`}>
          {title.name} {title.grantedWritten ?? <Unknown />}
          <span className="ls-soft">
            {title.expiresOn && ` · ${t('until', { date: title.expiresOn })}`}
            {title.isRetired && ` · ${t('retired')}`}
            {(title.status === 'expired' || title.status === 'withdrawn') && ` · ${t(ended[title.status])}`}
          </span>
          {title.isDue && <b> {t('reviewDue')}</b>}
        </li>
      ))}
    </ul>
  )
}

function RungView({ rung, isOpen }: { rung: FirmRung; isOpen: boolean }) {
  return (
    <details className="ls-details" open={isOpen}>
      <summary>
        {inLang(rung.name)}：
        {rung.verdict === null ? (
          <Unknown why={rung.note ? inLang(rung.note) : t('noRules')} />
        ) : (
          <b>{rung.isHeld ? t('isHeld') : t(verdictWord[rung.verdict])}</b>
        )}
        <span className="ls-soft">
          {' '}
          {rung.items.map(({ title, state }) => `${marks[state]} ${title}`).join('  ')}
        </span>
      </summary>
      <div className="ls-stack">
        {rung.note && <p className="ls-soft">{inLang(rung.note)}</p>}
        {rung.ruleSet && <Reasons rung={rung} />}
      </div>
    </details>
  )
}

const marks = { met: '●', unmet: '◇', unknown: '▨' } as const
const conditionMark = { met: '●', unmet: '◇', insufficient_data: '▨', not_computable: '▨' } as const

function Reasons({ rung }: { rung: FirmRung }) {
  return (
    <>
      {rung.score && <Score score={rung.score} />}
      <Conditions rung={rung} />
      {rung.missing.length > 0 && (
        <p>
          {t('missing')}：
          {rung.missing
            .map(({ label, supplier }) => (supplier ? `${label}（${supplier}）` : label))
            .join('、')}
        </p>
      )}
      {!rung.isHeld && rung.verdict !== 'reached' && <Plans plans={rung.plans} />}
      {!rung.isHeld && <Dates rung={rung} />}
    </>
  )
}

function Conditions({ rung }: { rung: FirmRung }) {
  return (
    <ScrollX>
      <table className="ls-plain">
        <tbody>
          {rung.items.flatMap(({ title, conditions }) =>
            conditions.map(({ text, status, actual, gap }, i) => (
              <tr key={`${title} ${text}`}>
                <th scope="row">{i === 0 ? title : ''}</th>
                <td>
                  {conditionMark[status]} {text}
                </td>
                <td data-right>{actual ?? (status === 'insufficient_data' ? <Unknown /> : '')}</td>
                <td data-right>{gap}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Plans({ plans }: { plans: FirmRung['plans'] }) {
  return (
    <div className="ls-part">
      <h3>{t('plans')}</h3>
      {plans.length === 0 && <p className="ls-soft">{t('plansNone')}</p>}
      <ol>
        {plans.map(({ changes }) => (
          <li key={changes.map(({ label, to }) => `${label} ${to}`).join(' ')}>
            {changes.map((change) => t('planLine', change)).join('；')}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Dates({ rung }: { rung: FirmRung }) {
  return (
    <p>
      {rung.firstDay ? t('firstDay', { date: rung.firstDay }) : t('firstDayNone')}
      {rung.firstDay && ' · '}
      {rung.firstDay && (rung.applyOn ? t('applyOn', { date: rung.applyOn }) : t('windowNone'))}
    </p>
  )
}

function Score({ score }: { score: NonNullable<FirmRung['score']> }) {
  const coverage = score.coverage === null ? '?' : String(Math.round(Number(score.coverage) * 100))
  return (
    <>
      <p>
        {t('scoreLine', {
          label: score.label,
          score: score.score ?? '?',
          wanted: score.wanted ?? '—',
          most: score.atMost ?? '?',
          coverage,
        })}
      </p>
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
            {score.indicators.map(({ label, points, max }) => (
              <tr key={label}>
                <td>{label}</td>
                <td data-right>{points ?? <Unknown />}</td>
                <td data-right>{max}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  )
}

function Tracks({ organisationId }: { organisationId: string }) {
  const mayRead = useMay('cultivation.tracks')
  const { data } = useQuery({ ...firmTracksQuery(organisationId), enabled: mayRead })
  if (!data || data.length === 0) return null
  return (
    <div className="ls-part">
      <h3>{t('inProgrammes')}</h3>
      <ul>
        {data.map((track) => (
          <li key={track.id}>
            <Link to="/cultivation/tracks/$trackId" params={{ trackId: track.id }}>
              {track.programme} {track.cohortYear} {track.product}
            </Link>{' '}
            <span className="ls-soft">{t('planOf', { done: track.stepsDone, all: track.steps })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
