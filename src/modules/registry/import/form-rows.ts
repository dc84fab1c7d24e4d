import type { Importer } from './importer.ts'

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

/**
 * What forms say as a file of the importer's own columns, so that a form goes the same way as a spreadsheet. Fields that
 * the importer does not have are left out.
 */
export function fileOfRows(
  { fields }: Pick<Importer, 'fields'>,
  rows: readonly Readonly<Record<string, string>>[],
): Buffer {
  const used = fields.filter(({ name, isRequired }) => isRequired || rows.some((row) => row[name]))
  const lines = [
    used.map(({ words }) => cell(words.zh)),
    ...rows.map((row) => used.map(({ name }) => cell(row[name] ?? ''))),
  ]
  // A column more than needed: a file of one column has no separator to find.
  return Buffer.from(`${lines.map((line) => [...line, '""'].join(',')).join('\r\n')}\r\n`, 'utf8')
}
