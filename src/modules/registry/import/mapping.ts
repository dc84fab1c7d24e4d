import type { ImportField } from './importer.ts'

/** Which column feeds which field. `column` counts from 1; `field` is null where the column is not used. */
export type ColumnMapping = {
  readonly column: number
  readonly header: string
  readonly field: string | null
  /** known: the header is one of the field's; guessed: it contains one; given: a person said so. */
  readonly how: 'known' | 'guessed' | 'given' | null
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

/**
 * Finds for each column the field that it feeds. What a person said counts first, then headers that are known, then
 * headers that contain exactly one field's word; a field is fed by one column only, the first.
 */
export function mapColumns(
  headers: readonly string[],
  fields: readonly ImportField[],
  given: Readonly<Record<string, string>> = {},
): ColumnMapping[] {
  const taken = new Set<string>(Object.values(given).filter((field) => field !== ''))
  const choose = (header: string): Pick<ColumnMapping, 'field' | 'how'> => {
    if (Object.hasOwn(given, header)) return { field: given[header] || null, how: 'given' }
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
    const isKnown = chosen.how === 'known' || chosen.how === 'given'
    if (isKnown && chosen.field) taken.add(chosen.field)
    return isKnown ? chosen : null
  })
  return headers.map((header, i) => {
    const chosen = known[i] ?? choose(header)
    if (chosen.field) taken.add(chosen.field)
    return { column: i + 1, header, ...chosen }
  })
}
