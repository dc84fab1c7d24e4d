import { percent } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { inLang } from '../../ui/words.ts'
import type { BoardRow, BoardTarget, IndicatorPageAnswer } from './api.ts'
import { numberText, targetText } from './figure-text.tsx'
import { LightMark, reasonText } from './LightMark.tsx'
import { t } from './page-words.ts'
import { t as w } from './words.ts'

type Props = { rows: readonly BoardRow[]; places: IndicatorPageAnswer['places'] }

/** Every target of the indicator: what is asked, by when, in whose words, and how it stands. */
export function TargetSection({ rows, places }: Props) {
  const pathOf = new Map(places.map(({ target, path }) => [target, path]))
  const targets = rows.flatMap((row) => row.targets)
  return (
    <section className="ls-panel">
      <h2>{t('targets')}</h2>
      <div className="ls-panel-body">
        {targets.length === 0 && <p className="ls-soft">{t('targetsNone')}</p>}
        <ul className="ls-lines">
          {targets.map((target) => (
            <OneTarget key={target.id} target={target} path={pathOf.get(target.id) ?? null} />
          ))}
        </ul>
      </div>
    </section>
  )
}

function OneTarget({ target, path }: { target: BoardTarget; path: string | null }) {
  const figures = [
    target.progressRatio !== null && `${w('progress')} ${percent(target.progressRatio)?.text}%`,
    target.gap !== null && target.gap !== '0' && `${w('gap')} ${numberText(target.gap)} ${target.unit}`,
    target.forecast && `${w('forecast')} ${numberText(target.forecast.value)}`,
  ].filter(Boolean)
  return (
    <li>
      <span>
        <b>
          {inLang(target.scope)} {targetText(target)} {target.unit}
        </b>{' '}
        {target.dueWritten ?? target.dueDate ?? w('reasonNoDeadline')}
        <br />
        <small className="ls-soft">
          {[target.row, target.place, target.sentence].filter(Boolean).join(' · ')}{' '}
          {path && <PathLink path={path}>{t('openPlace')}</PathLink>}
        </small>
        <br />
        <small>{[...figures, reasonText(target)].join(' · ')}</small>
      </span>
      <span className="ls-lines-end">
        {target.binds === false && <span className="ls-tag">{t('notBinding')}</span>}
        {target.binds === null ? (
          <LightMark light="unknown" why={w('reasonConflict')} />
        ) : (
          <LightMark light={target.light} why={reasonText(target)} />
        )}
      </span>
    </li>
  )
}
