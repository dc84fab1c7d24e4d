import { Popover } from 'antd'
import type { ReactNode } from 'react'
import { day, type Shown } from './format.ts'
import { Unknown } from './Unknown.tsx'
import { t } from './ui-words.ts'

/** Where a figure comes from: its definition, what it was computed from, its sources and their date. */
export type Origin = {
  definition?: string
  inputs?: readonly { label: string; value: ReactNode }[]
  source?: string
  asOf?: string | null
  link?: ReactNode
}

type Props = {
  label: string
  /** `null` is unknown. */
  value: Shown | null
  asOf?: string | null
  note?: ReactNode
  origin?: Origin
  why?: string
}

/** One figure with unit, date and, on a click, its origin. */
export function Figure({ label, value, asOf, note, origin, why }: Props) {
  const shown = (
    <span className="ls-figure-value">
      {value === null ? (
        <Unknown why={why} />
      ) : (
        <>
          {value.text}
          <small>{value.unit}</small>
        </>
      )}
    </span>
  )
  return (
    <div className="ls-figure">
      <span className="ls-figure-label">{label}</span>
      {origin ? (
        <Popover
          trigger="click"
          title={t('origin')}
          content={<OriginView origin={origin} />}
          placement="bottomLeft"
        >
          <button type="button" className="ls-figure-open" aria-label={t('showOrigin', { label })}>
            {shown}
          </button>
        </Popover>
      ) : (
        shown
      )}
      <span className="ls-figure-note">
        {note}
        {asOf !== undefined && (
          <span>{day(asOf) ? t('asOf', { date: day(asOf) ?? '' }) : t('asOfUnknown')}</span>
        )}
      </span>
    </div>
  )
}

/** The origin of a figure as a short list. */
export function OriginView({ origin }: { origin: Origin }) {
  return (
    <dl className="ls-origin">
      {origin.definition && <Line term={t('originDefinition')}>{origin.definition}</Line>}
      {origin.inputs?.map(({ label, value }) => (
        <Line key={label} term={label}>
          {value}
        </Line>
      ))}
      {origin.source && <Line term={t('originSource')}>{origin.source}</Line>}
      {origin.asOf !== undefined && <Line term={t('originAsOf')}>{day(origin.asOf) ?? <Unknown />}</Line>}
      {origin.link && <div className="ls-origin-link">{origin.link}</div>}
    </dl>
  )
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  )
}
