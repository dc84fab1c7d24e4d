import { percent } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import type { BoardRow, BoardTarget } from './api.ts'
import { fiveText, numberText, RowValue, sourceText, targetText } from './figure-text.tsx'
import { LightMark, RowLight, reasonText } from './LightMark.tsx'
import { t } from './words.ts'

export type NameChain = (id: string | null) => string

/** Every indicator as it stands, one row for each chain and scope. */
export const boardColumns = (nameChain: NameChain): Column<BoardRow>[] => [
  {
    id: 'name',
    title: t('indicator'),
    width: 180,
    grow: 3,
    phone: 'title',
    value: (row) => inLang(row.name),
  },
  { id: 'chain', title: t('chain'), width: 96, grow: 0, value: (row) => nameChain(row.chain) },
  { id: 'scope', title: t('scope'), width: 90, grow: 1, value: (row) => inLang(row.scope) },
  {
    id: 'value',
    title: t('value'),
    width: 90,
    grow: 0,
    align: 'right',
    value: (row) => (row.value === null ? null : Number(row.value)),
    cell: (row) => <RowValue row={row} />,
  },
  { id: 'unit', title: t('unit'), width: 84, grow: 0, value: (row) => row.unit },
  {
    id: 'asOf',
    title: t('asOf'),
    width: 120,
    grow: 0,
    value: (row) => row.asOf,
    cell: (row) => <AsOf row={row} />,
  },
  {
    id: 'previous',
    title: t('previous'),
    width: 104,
    grow: 0,
    align: 'right',
    phone: 'none',
    value: (row) => (row.previous === null ? null : Number(row.previous.value)),
    cell: (row) =>
      row.previous ? <span title={row.previous.asOf}>{numberText(row.previous.value)}</span> : <Nothing />,
  },
  {
    id: 'target',
    title: t('target'),
    width: 84,
    grow: 0,
    align: 'right',
    value: (row) => (row.target === null ? null : targetText(row.target)),
    cell: (row) =>
      row.target ? targetText(row.target) : row.targets.length > 0 ? <OpenTargets row={row} /> : <Nothing />,
  },
  {
    id: 'light',
    title: t('light'),
    width: 96,
    grow: 0,
    value: (row) => (row.light === null ? null : t(row.light)),
    cell: (row) => (row.light === null ? <Nothing /> : <RowLight row={row} />),
  },
  {
    id: 'owner',
    title: t('owner'),
    width: 108,
    grow: 1,
    phone: 'none',
    value: (row) => row.owner?.unit ?? null,
    cell: (row) => row.owner?.unit ?? <span className="ls-soft">{t('ownerNone')}</span>,
  },
  { id: 'five', title: t('fiveChains'), width: 90, grow: 1, phone: 'none', value: fiveText },
  {
    id: 'source',
    title: t('source'),
    width: 180,
    grow: 2,
    phone: 'none',
    isHidden: true,
    value: (row) => (row.source === null ? null : sourceText({ source: row.source, origin: row.origin })),
  },
  {
    id: 'frequency',
    title: t('frequency'),
    width: 80,
    grow: 0,
    phone: 'none',
    isHidden: true,
    value: (row) => row.frequency && t(row.frequency),
  },
]

/** No target, no figure before: nothing is missing here. */
const Nothing = () => <span className="ls-soft">—</span>

/** Targets of one day that conflict, until a person decides. */
export function OpenTargets({ row }: { row: BoardRow }) {
  const open = row.targets.filter(({ binds }) => binds === null)
  return (
    <span className="ls-soft" title={t('reasonConflict')}>
      {open.map(targetText).join(' / ')}
    </span>
  )
}

function AsOf({ row }: { row: BoardRow }) {
  if (row.asOf === null) return <Unknown />
  if (!row.isStale) return <>{row.asOf}</>
  return (
    <span className="ls-soft" title={t('staleNote', { date: row.staleFrom ?? '' })}>
      {row.asOf} {t('stale')}
    </span>
  )
}

export type TargetRow = { row: BoardRow; target: BoardTarget }

/** Every target with what is held against it. */
export const targetColumns = (nameChain: NameChain): Column<TargetRow>[] => [
  {
    id: 'name',
    title: t('indicator'),
    width: 190,
    grow: 2,
    phone: 'title',
    value: ({ row }) => inLang(row.name),
  },
  { id: 'scope', title: t('scope'), width: 130, grow: 2, value: ({ target }) => inLang(target.scope) },
  {
    id: 'chain',
    title: t('chain'),
    width: 110,
    grow: 0,
    phone: 'none',
    isHidden: true,
    value: ({ row }) => nameChain(row.chain),
  },
  {
    id: 'target',
    title: t('target'),
    width: 96,
    grow: 0,
    align: 'right',
    value: ({ target }) => (Array.isArray(target.value) ? targetText(target) : target.value),
    cell: ({ target }) => targetText(target),
  },
  { id: 'unit', title: t('unit'), width: 84, grow: 0, value: ({ target }) => target.unit },
  {
    id: 'due',
    title: t('due'),
    width: 100,
    grow: 0,
    value: ({ target }) => target.dueDate,
    cell: ({ target }) => target.dueWritten ?? target.dueDate ?? <Unknown why={t('reasonNoDeadline')} />,
  },
  {
    id: 'value',
    title: t('value'),
    width: 96,
    grow: 0,
    align: 'right',
    value: ({ row }) => (row.value === null ? null : Number(row.value)),
    cell: ({ row }) => <RowValue row={row} />,
  },
  {
    id: 'gap',
    title: t('gap'),
    width: 90,
    grow: 0,
    align: 'right',
    value: ({ target }) => (target.gap === null ? null : Number(target.gap)),
    cell: ({ target }) => (target.gap === null ? <Unknown /> : numberText(target.gap)),
  },
  {
    id: 'progress',
    title: t('progress'),
    width: 84,
    grow: 0,
    align: 'right',
    value: ({ target }) => target.progressRatio,
    cell: ({ target }) =>
      target.progressRatio === null ? <Nothing /> : `${percent(target.progressRatio)?.text}%`,
  },
  {
    id: 'forecast',
    title: t('forecast'),
    width: 150,
    grow: 0,
    align: 'right',
    phone: 'none',
    value: ({ target }) => target.forecast?.value ?? null,
    cell: ({ target: { forecast } }) =>
      forecast === null ? (
        <Nothing />
      ) : (
        <span>
          {numberText(forecast.value)}{' '}
          <small className="ls-soft">
            {numberText(forecast.low)}–{numberText(forecast.high)}
          </small>
        </span>
      ),
  },
  {
    id: 'light',
    title: t('light'),
    width: 130,
    grow: 0,
    value: ({ target }) => t(target.light),
    cell: ({ target }) =>
      target.binds === null ? (
        <LightMark light="unknown" why={t('reasonConflict')} />
      ) : (
        <LightMark light={target.light} why={reasonText(target)} />
      ),
  },
  {
    id: 'sentence',
    title: t('sourceSentence'),
    width: 220,
    grow: 3,
    phone: 'none',
    isHidden: true,
    value: ({ target }) => target.sentence,
  },
]
