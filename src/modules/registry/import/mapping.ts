import { createHash } from 'node:crypto'
import type { ImportField } from './importer.ts'

/** Which column feeds which field. `column` counts from 1; `field` is null where the column is not used. */
export type ColumnMapping = {
  readonly column: number
  readonly header: string
  readonly field: string | null
  /**
   * known: the header is one of the field's; guessed: it contains one; given: a person said so; remembered: a person said
   * so of an earlier file with the same headers.
   */
  readonly how: 'known' | 'guessed' | 'given' | 'remembered' | null
}

/** A header with what differs between spreadsheets made even: width, case, spaces, and units in brackets. */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[(（][^()（）]*[)）]/g, '')
    .replaceAll(/[\s_*＊:：.-]/g, '')
}

function knownField(header: string, fields: readonly ImportField[]): string | undefined {
  const normal = normaliseHeader(header)
  return fields.find((field) => field.headers.some((known) => normaliseHeader(known) === normal))?.name
}

function guessedField(header: string, fields: readonly ImportField[]): string | undefined {
  const normal = normaliseHeader(header)
  if (normal.length < 2) return undefined
  const hits = fields.filter((field) =>
    // Two characters say little, and Latin words turn up inside others (short_name): only longer Chinese words guess.
    field.headers.some((known) => /^\p{Script=Han}{3,}$/u.test(known) && normal.includes(known)),
  )
  return hits.length === 1 ? hits[0]?.name : undefined
}

/** The shape of a spreadsheet: its headers in order, made even. Two files of one shape are read alike. */
export function headerSignature(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(normaliseHeader)))
    .digest('hex')
}

/** What persons said about columns: now, and of an earlier file of the same shape. Header → field, '' for left out. */
export type SaidOfColumns = {
  readonly given?: Readonly<Record<string, string>> | undefined
  readonly remembered?: Readonly<Record<string, string>> | undefined
}

/**
 * Finds for each column the field that it feeds. What a person says counts first, then what was said of a file of this
 * shape, then headers that are known, then headers that contain exactly one field's word; a field is fed by one column
 * only, the first. A remembered or given field that the kind does not have is not used.
 */
export function mapColumns(
  headers: readonly string[],
  fields: readonly ImportField[],
  { given = {}, remembered = {} }: SaidOfColumns = {},
): ColumnMapping[] {
  const said = sayingsOf(fields, { given, remembered })
  const taken = new Set<string>([...said.values()].flatMap(({ field }) => field ?? []))
  const choose = (header: string): Pick<ColumnMapping, 'field' | 'how'> => {
    const saying = said.get(header)
    if (saying) return saying
    for (const [how, find] of [
      ['known', knownField],
      ['guessed', guessedField],
    ] as const) {
      const field = find(header, fields)
      if (field && !taken.has(field)) return { field, how }
    }
    return { field: null, how: null }
  }
  const known = headers.map((header) => {
    const chosen = choose(header)
    const isKnown = chosen.how !== null && chosen.how !== 'guessed'
    if (isKnown && chosen.field) taken.add(chosen.field)
    return isKnown ? chosen : null
  })
  return headers.map((header, i) => {
    const chosen = known[i] ?? choose(header)
    if (chosen.field) taken.add(chosen.field)
    return { column: i + 1, header, ...chosen }
  })
}

function sayingsOf(fields: readonly ImportField[], { given = {}, remembered = {} }: SaidOfColumns) {
  const known = new Set(fields.map(({ name }) => name))
  const said = new Map<string, { field: string | null; how: 'given' | 'remembered' }>()
  const taken = new Set(Object.values(given))
  for (const [header, field] of Object.entries(remembered))
    if (field === '' || (known.has(field) && !taken.has(field)))
      said.set(header, { field: field || null, how: 'remembered' })
  for (const [header, field] of Object.entries(given))
    said.set(header, { field: known.has(field) ? field : null, how: 'given' })
  return said
}
