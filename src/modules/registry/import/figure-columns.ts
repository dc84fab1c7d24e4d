import type { FigureKind, TitleKind } from '../model.ts'
import type { ImportField } from './importer.ts'

/** A column of dated figures: which fact, of which period, in which unit where the header or a person says so. */
export type FigureColumn = {
  readonly kind: FigureKind
  /** 2023, 2023-06 or 2023-06-30; null where nothing says when. */
  readonly period: string | null
  /** As people write it; null where nothing says it. */
  readonly unit: string | null
}

// What spreadsheets write for facts whose name in the packs is another. Only words that mean just this fact.
const otherWords: Readonly<Record<string, readonly string[]>> = {
  employees: ['从业人数', '从业人员数', '从业人员期末人数', '职工人数', '员工人数', '员工数'],
  revenue: ['营收', '年营业收入', '营业总收入'],
  rd: ['研发投入', '研发经费', '研发经费支出', '研究开发费用'],
  profit: ['利润'],
  total_assets: ['资产总计', '总资产'],
  rd_employees: ['研发人员数', '研发人数'],
  tax_paid: ['实缴税金', '纳税额'],
}
const moneyUnits = ['亿元', '百万元', '万元', '千元', '元']
const unitsOf = ({ type, unit }: FigureKind): readonly string[] =>
  type === 'money' ? moneyUnits : unit === null ? [] : [unit]

const fieldPrefix = 'figure:'
export const isFigureField = (name: string): boolean => name.startsWith(fieldPrefix)

/** `figure:revenue:2023:万元`; what is not known stays empty. */
export function figureFieldName({ kind, period, unit }: FigureColumn): string {
  return `${fieldPrefix}${kind.name}:${period ?? ''}:${unit ?? ''}`
}

/** The facts of the packs by the words with which a header may begin. */
export class FigureHeaders {
  readonly #byWord = new Map<string, FigureKind>()
  readonly #byName: ReadonlyMap<string, FigureKind>

  constructor(kinds: readonly FigureKind[]) {
    const recorded = kinds.filter(({ yearBeforeOf }) => yearBeforeOf === null)
    this.#byName = new Map(recorded.map((kind) => [kind.name, kind]))
    for (const kind of recorded)
      for (const word of [...(otherWords[kind.name] ?? []), kind.labelEn, kind.labelZh])
        this.#byWord.set(plain(word), kind)
  }

  /** What a header says; undefined where it names no fact that packs know. */
  read(header: string): FigureColumn | undefined {
    let text = header.normalize('NFKC')
    const unitSaid = /(?:单位[::]?\s*)?(亿元|百万元|万元|千元|元|%|人)\s*[)]/.exec(text)?.[1] ?? null
    const { period, rest } = takePeriod(text)
    text = plain(rest.replaceAll(/[(][^()]*[)]/g, ''))
    const exact = this.#byWord.get(text)
    if (exact) return { kind: exact, period, unit: fitting(exact, unitSaid) }
    for (const [word, kind] of this.#byWord)
      for (const unit of unitsOf(kind)) if (text === `${word}${unit}`) return { kind, period, unit }
    return undefined
  }

  /** The column that a field name means, for a person's choice. */
  ofField(name: string): FigureColumn | undefined {
    const [kindName = '', period = '', unit = ''] = name.slice(fieldPrefix.length).split(':')
    const kind = isFigureField(name) ? this.#byName.get(kindName) : undefined
    if (!kind || !/^(\d{4}(-\d{2}(-\d{2})?)?)?$/.test(period)) return undefined
    if (unit !== '' && !unitsOf(kind).includes(unit)) return undefined
    return { kind, period: period || null, unit: unit || null }
  }

  /** Every fact for a form that asks about one year; money in 万元, as forms are filled in. */
  ofYear(year: string): FigureColumn[] {
    return [...this.#byName.values()].map((kind) => {
      const isDated = kind.type !== 'text' && kind.type !== 'bool' && kind.type !== 'date'
      const unit = kind.type === 'money' ? '万元' : kind.unit
      return { kind, period: isDated ? year : null, unit }
    })
  }
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_*::.,-]/g, '')

const fitting = (kind: FigureKind, unit: string | null) =>
  unit !== null && unitsOf(kind).includes(unit) ? unit : null

/** Year, month or day in a header, and what is left of it. */
function takePeriod(text: string): { period: string | null; rest: string } {
  const found =
    /((?:19|20)\d{2})(?:\s*[年./-]\s*(\d{1,2})(?!\d))?(?:\s*[月./-]\s*(\d{1,2})(?!\d))?\s*(?:年度|年末|年底|年|月末|月底|月|日)?/.exec(
      text,
    )
  if (!found) return { period: null, rest: text }
  const [whole, year, month, day] = found
  const two = (part: string) => part.padStart(2, '0')
  const period = [year!, ...(month ? [two(month)] : []), ...(month && day ? [two(day)] : [])].join('-')
  return { period, rest: text.slice(0, found.index) + text.slice(found.index + whole.length) }
}

/** A field of a column of figures. A money column without a unit is offered in each, since nobody may guess. */
export function figureFields(header: string | null, column: FigureColumn): ImportField[] {
  const { kind, period } = column
  const field = (unit: string | null): ImportField => {
    const name = figureFieldName({ kind, period, unit })
    const tail = [period ?? '', unit ?? ''].filter((part) => part !== '').join(' ')
    const words = { zh: `${kind.labelZh} ${tail}`.trim(), en: `${kind.labelEn} ${tail}`.trim() }
    const isOwn = unit === column.unit && header !== null
    return { name, words, headers: [words.zh, ...(isOwn ? [header] : [])] }
  }
  if (kind.type !== 'money' || column.unit !== null) return [field(column.unit)]
  return [field(null), ...moneyUnits.map(field)]
}

const titlePrefix = 'title:'
export const isTitleField = (name: string): boolean => name.startsWith(titlePrefix)
export const titleOfField = (name: string): string => name.slice(titlePrefix.length)

/** Columns that are headed by a title's own name: 是, 否, or when it was granted. */
export function titleFields(headers: readonly string[], kinds: readonly TitleKind[]): ImportField[] {
  const byName = new Map(
    kinds.flatMap((kind) => [kind.nameZh, ...kind.also].map((name) => [plain(name), kind])),
  )
  return headers.flatMap((header) => {
    const kind = byName.get(plain(header))
    if (!kind) return []
    const words = { zh: kind.nameZh, en: kind.nameEn }
    return [{ name: `${titlePrefix}${kind.code}`, words, headers: [header] }]
  })
}
