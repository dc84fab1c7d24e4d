import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import type { BoardRow, BoardTarget, StatementAnswer } from './api.ts'
import { t } from './words.ts'

const marks: Record<string, () => string> = {
  '>': () => `${t('over')} `,
  '>=': () => '≥ ',
  '<': () => '< ',
  '<=': () => '≤ ',
  '~': () => `${t('about')} `,
  x: () => '× ',
}
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

/** A decimal with groups of three and at most two decimals. */
export const numberText = (value: string | number): string => grouped.format(Number(value))

/** A figure as its source writes it: over, about, at least. */
export const markedText = (comparator: string, value: string | number): string =>
  `${marks[comparator]?.() ?? ''}${numberText(value)}`

/** What a target asks for: one figure or a range. */
export const targetText = ({ comparator, value }: Pick<BoardTarget, 'comparator' | 'value'>): string =>
  Array.isArray(value) ? value.map(numberText).join('–') : markedText(comparator, value)

/** The value of a row; unknown is hatched, and says why. */
export function RowValue({ row }: { row: BoardRow }) {
  if (row.disputed.length > 0)
    return <Unknown why={t('disputed', { figures: row.disputed.map(numberText).join(' / ') })} />
  if (row.value === null)
    return <Unknown why={row.unknownBecause ? inLang(row.unknownBecause) : t('reasonNoValue')} />
  return <>{markedText(row.comparator, row.value)}</>
}

/** Who says a figure, in one line. */
export function sourceText({
  source,
  origin,
}: Pick<StatementAnswer, 'source'> & { origin: StatementAnswer['origin'] | null }): string {
  const parts = [source.title, source.place, source.enteredByName]
  if (origin === 'computed') return ''
  return parts.filter(Boolean).join(' · ')
}

/** Several of the five chains in one line. */
export const fiveText = ({ fiveChains }: Pick<BoardRow, 'fiveChains'>): string =>
  fiveChains.map((each) => t(each)).join('、')
