import { cutText } from '../../../../kernel/cut-text.ts'
import type { EntryField } from '../../model.ts'
import { fenOf, lastDayOf } from '../domain.ts'

/**
 * A value of an entry as people write it (8000万元, 2024-03, 甲类), as its field holds it.
 *
 * @returns whole fen as digits for money, where no unit is written 万元; a number; an option's id; the text.
 *   undefined where the field cannot be that
 */
export function readWrittenValue(field: EntryField, written: string): string | number | undefined {
  const text = written.normalize('NFKC').trim()
  if (text === '') return undefined
  if (field.type === 'money') return fenOf(text, '万元')?.toString()
  if (field.type === 'number') return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined
  if (field.type === 'date') return lastDayOf(text) === null ? undefined : text
  if (field.type === 'text') return cutText(written.trim(), 4000)
  return field.options?.find(({ id, title }) => id === text || title.zh === text || title.en === text)?.id
}

/** A held value as a person compares it: an option by its name, everything else as it is held. */
export function heldText(field: EntryField, value: string | number | undefined): string | null {
  if (value === undefined) return null
  return field.options?.find(({ id }) => id === value)?.title.zh ?? String(value)
}
