import { useQuery } from '@tanstack/react-query'
import { digits, percent } from '../../ui/format.ts'
import { useScope } from '../../ui/session.ts'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type HitFirm, type StressResult, type Substitute, stressListQuery } from './api.ts'
import { daysOrUnknown } from './days.tsx'
import { points } from './ratio.ts'
import { t } from './words.ts'

/** Leading firms and their stock, who could step in, and everybody who is affected. */
export function HitTables({ result }: { result: StressResult }) {
  const names = new Map(result.nodes.map(({ id, name }) => [id, inLang(name)]))
  const regions = new Map(result.regions.map(({ id, name }) => [id, inLang(name)]))
  // Kept with the list of tests, so that going back is quick.
  useQuery(stressListQuery(useScope()))
  const node = (id: string | null) => (id === null ? '—' : (names.get(id) ?? id))
  return (
    <>
      <Leading leading={result.leading} node={node} />
      <section className="ls-panel" data-testid="substitutes">
        <h2>{t('substitutes')}</h2>
        {result.substitutes.length === 0 ? (
          <p className="ls-panel-body ls-soft">{t('substitutesNone')}</p>
        ) : (
          <DataTable
            name={t('substitutes')}
            rows={result.substitutes}
            columns={substituteColumns(node)}
            rowId={({ id, nodeId }) => `${nodeId} ${id}`}
            maxRows={10}
          />
        )}
      </section>
      <section className="ls-panel">
        <h2>
          {t('affected')}{' '}
          <small className="ls-soft">{t('affectedNote', { count: result.firms.length })}</small>
        </h2>
        <DataTable
          name={t('affected')}
          rows={result.firms}
          columns={firmColumns(node, (code) => (code === null ? '—' : (regions.get(code) ?? code)))}
          rowId={({ id }) => id}
          maxRows={12}
        />
      </section>
    </>
  )
}

function Leading({ leading, node }: { leading: StressResult['leading']; node(id: string | null): string }) {
  const isRecorded = leading.some((firm) => firm.isRecorded)
  return (
    <section className="ls-panel" data-testid="leading">
      <h2>{t('leading')}</h2>
      <div className="ls-panel-body">
        {leading.length === 0 ? (
          <p className="ls-soft">{t('leadingNone')}</p>
        ) : (
          <>
            {!isRecorded && <p className="ls-soft">{t('leadingNotRecorded')}</p>}
            <ul className="ls-risk-dependents">
              {leading.map((firm) => (
                <li key={firm.id}>
                  <span>{firm.name}</span>
                  <span>
                    {t('lossFirm')} {percent(firm.lossRatio)?.text}% · {t('shortOf')} {node(firm.shortOf)} ·{' '}
                    {t('stockDays')} {daysOrUnknown(firm.stockDays)}{' '}
                    {firm.stockDays !== null && t('daysUnit')} · {t('daysLeft')}{' '}
                    {daysOrUnknown(firm.daysUntilEmpty)} {firm.daysUntilEmpty !== null && t('daysUnit')}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}

const substituteColumns = (node: (id: string) => string): Column<Substitute>[] => [
  { id: 'name', title: t('firm'), width: 200, grow: 2, phone: 'title', value: ({ name }) => name },
  { id: 'node', title: t('node'), width: 130, value: ({ nodeId }) => node(nodeId) },
  {
    id: 'evidence',
    title: t('evidence'),
    width: 90,
    grow: 0,
    value: ({ evidence }) => t(`evidence_${evidence}`),
  },
  { id: 'ring', title: t('ring'), width: 100, grow: 0, value: ({ ring }) => t(`ring_${ring}`) },
  {
    ...{ id: 'distance', title: t('distance'), unit: 'km', width: 90, grow: 0, align: 'right' },
    value: ({ distanceKm }) => distanceKm,
    cell: ({ distanceKm }) => distanceKm ?? <Unknown />,
  },
  {
    ...{ id: 'spare', title: t('spare'), unit: '%', width: 100, grow: 0, align: 'right' },
    value: ({ spareRatio }) => points(spareRatio),
    cell: ({ spareRatio }) => (spareRatio === null ? <Unknown /> : digits(spareRatio * 100, 0)),
  },
  {
    ...{ id: 'buyers', title: t('knownBuyers'), unit: t('firmsUnit'), width: 120, grow: 0, align: 'right' },
    value: ({ knownBuyers }) => knownBuyers,
  },
  {
    ...{ id: 'lacks', title: t('lacks'), width: 220, grow: 3 },
    value: ({ lacks }) => lacks.map((lack) => t(`lack_${lack}`)).join('；') || '—',
  },
]

const causeText = ({ cause, firstStep }: HitFirm): string => {
  if (cause) return t(cause.way === 'down' ? 'causeDown' : 'causeUp', { firm: cause.name })
  return t(firstStep === 0 ? 'causeSelf' : 'causeMany')
}

const firmColumns = (
  node: (id: string | null) => string,
  region: (code: string | null) => string,
): Column<HitFirm>[] => [
  { id: 'name', title: t('firm'), width: 200, grow: 2, phone: 'title', value: ({ name }) => name },
  {
    ...{ id: 'loss', title: t('lossFirm'), unit: '%', width: 100, grow: 0, align: 'right' },
    value: ({ lossRatio }) => points(lossRatio),
    cell: ({ lossRatio }) => digits(lossRatio * 100, 1),
  },
  {
    ...{ id: 'weight', title: t('lostOutput'), unit: '%', width: 120, grow: 0, align: 'right' },
    value: ({ weightRatio }) => points(weightRatio),
    cell: ({ weightRatio }) => digits(weightRatio * 100, 3),
  },
  { id: 'step', title: t('step'), width: 60, grow: 0, align: 'right', value: ({ firstStep }) => firstStep },
  { id: 'cause', title: t('cause'), width: 200, grow: 2, value: causeText },
  { id: 'node', title: t('node'), width: 130, value: ({ nodeId }) => node(nodeId) },
  { id: 'region', title: t('region'), width: 100, value: ({ district }) => region(district) },
]
