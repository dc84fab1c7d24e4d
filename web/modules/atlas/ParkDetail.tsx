import { Button } from 'antd'
import type { ReactNode } from 'react'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { count } from '../../ui/format.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import type { ParkProfile } from './api.ts'
import { area } from './park-columns.tsx'
import { t } from './words.ts'

const levels = new Set(['national', 'provincial', 'municipal'])
const levelWord = (level: string | null) =>
  level !== null && levels.has(level) ? t(level as 'national') : null

/** One park whole: land, factories, titles, rankings as a series, checklist, strengths; each with its source. */
export function ParkDetail({
  park,
  onClose,
  children,
}: {
  park: ParkProfile
  onClose(): void
  children?: ReactNode
}) {
  return (
    <section className="ls-panel" data-testid="park-detail">
      <h2>{park.name}</h2>
      <div className="ls-panel-body ls-stack">
        <dl className="ls-cells">
          <Cell title={t('land')}>
            {area(park.land.availableM2)} <small>{t('squareMetres')}</small>
          </Cell>
          <Cell title={t('reserved')}>
            {area(park.land.reservedM2)} <small>{t('squareMetres')}</small>
          </Cell>
          <Cell title={t('floor')}>
            {area(park.factories.freeM2)} <small>{t('squareMetres')}</small>
          </Cell>
          {park.isPartnerPark && <Cell title={t('partner')}>{park.partnerCountry}</Cell>}
        </dl>
        <Part title={t('titles')}>
          {park.titles.map(({ title, level, granted, ended, source }) => (
            <li key={`${title} ${level}`}>
              {[title, levelWord(level), granted, ended && `– ${ended}`].filter(Boolean).join(' ')}{' '}
              <small className="ls-soft">{source}</small>
            </li>
          ))}
        </Part>
        {park.rankings.map(({ list, series }) => (
          <LineChart
            key={list}
            title={t('rankingLine', { list })}
            unit={t('rankPlace')}
            height={180}
            series={[
              { name: park.name, points: series.map(({ year, place }) => ({ x: String(year), y: place })) },
            ]}
          />
        ))}
        {park.checks.map(({ goal, items }) => (
          <Part key={goal} title={`${t('checks')} · ${goal}`}>
            {items.map(({ item, isMet }) => (
              <li key={item}>
                {item}：{isMet === null ? <Unknown /> : t(isMet ? 'met' : 'unmet')}
              </li>
            ))}
          </Part>
        ))}
        <Part title={t('strengths')}>
          {park.strengths.map(({ industry, statement, source }) => (
            <li key={industry}>
              {industry}：{statement} <small className="ls-soft">{source}</small>
            </li>
          ))}
        </Part>
        {park.projects && park.projects.length > 0 && (
          <p>
            {t('projectsDone', {
              count: count(park.projects.reduce((sum, one) => sum + one.count, 0)),
              done: count(park.projects.reduce((sum, one) => sum + one.completed, 0)),
            })}
          </p>
        )}
        {children}
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </section>
  )
}

const Cell = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)

function Part({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <div className="ls-part">
      <h3>{title}</h3>
      <ul className="ls-reasons">{children}</ul>
    </div>
  )
}
