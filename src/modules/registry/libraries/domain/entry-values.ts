/** Values of entries against the fields of their kind, and what is counted of them. */
import type { EntryField, EntryKind, EntryPart, FieldChange } from '../../model.ts'
import { lastDayOf } from '../domain.ts'

export type Values = Readonly<Record<string, string | number>>
export type ValueFault = {
  readonly field: string
  readonly fault: 'unknown' | 'missing' | EntryField['type']
}

const moneyWritten = /^\d{1,17}$/

function isFit({ type, options }: EntryField, value: string | number): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (typeof value !== 'string') return false
  if (type === 'money') return moneyWritten.test(value)
  if (type === 'date') return lastDayOf(value) !== null
  return type !== 'choice' || options!.some(({ id }) => id === value)
}

/** The first value that does not fit the fields, or field that must be told and is not; null where all is well. */
export function findFault(fields: readonly EntryField[], values: Values): ValueFault | null {
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((each) => each.name === name)
    if (!field) return { field: name, fault: 'unknown' }
    if (!isFit(field, value)) return { field: name, fault: field.type }
  }
  const missing = fields.find(({ name, required }) => required && values[name] === undefined)
  return missing ? { field: missing.name, fault: 'missing' } : null
}

/**
 * One sum of money over another, rounded half up to two digits, as a decimal string.
 *
 * @param over whole fen; null unknown
 * @param under whole fen; null unknown
 * @returns null where one of them is not known or `under` is nothing
 */
export function quotient(over: bigint | null, under: bigint | null): string | null {
  if (over === null || under === null || under === 0n) return null
  const hundredths = (over * 200n + under) / (under * 2n)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}

const fenOfField = (values: Values, name: string) =>
  values[name] === undefined ? null : BigInt(values[name])
/** Unknown as soon as one is. */
const sumOf = (amounts: readonly (bigint | null)[]) =>
  amounts.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0n as bigint | null)

/**
 * The quotients that a kind defines, 撬动比 = 社会资本 ÷ 政府资金, of an entry alone and together with the entries below it.
 * What a mother fund puts into a daughter is a field of its own and neither of the two, so nothing is counted twice.
 */
export function ratiosOf({ ratios }: Pick<EntryKind, 'ratios'>, own: Values, below: readonly Values[]) {
  return ratios.map(({ name, title, unit, over, under }) => {
    const all = [own, ...below]
    const sum = (field: string) => sumOf(all.map((values) => fenOfField(values, field)))
    return {
      name,
      title,
      unit,
      value: quotient(fenOfField(own, over), fenOfField(own, under)),
      withBelow: below.length === 0 ? null : quotient(sum(over), sum(under)),
    }
  })
}

type Line = { readonly part: string; readonly fields: Values; readonly endedAt: Date | null }

/** What the money fields of the standing lines of each part come to; lines without an amount are counted beside. */
export function totalsOf(parts: readonly EntryPart[], lines: readonly Line[]) {
  return parts.flatMap(({ name: part, fields }) => {
    const own = lines.filter((line) => line.part === part && line.endedAt === null)
    if (own.length === 0) return []
    return fields
      .filter(({ type }) => type === 'money')
      .map(({ name: field }) => {
        const told = own.flatMap((line) => fenOfField(line.fields, field) ?? [])
        const fen = told.reduce((sum, one) => sum + one, 0n)
        return { part, field, fen: String(fen), known: told.length, unknown: own.length - told.length }
      })
  })
}

/** Which values differ, each as it was and as it is; null: not known. */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): FieldChange[] {
  const told = (value: unknown) => (value === null || value === undefined ? null : String(value))
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .map((field) => ({ field, before: told(before[field]), after: told(after[field]) }))
    .filter((change) => change.before !== change.after)
}
