import { checkCreditCode, creditCodeWords } from '../../kernel/credit-code.ts'
import { readCsvFile } from './csv-file.ts'
import type { Organisation } from './organisation.ts'

export type FileProblem = { readonly code: string; readonly params: Readonly<Record<string, unknown>> }

export type OrganisationFile = {
  readonly organisations: readonly Organisation[]
  /** Rows that cannot be used. */
  readonly refused: readonly FileProblem[]
  /** Rows that are used but have something wrong. */
  readonly notes: readonly FileProblem[]
}

/**
 * Reads organisations from a CSV file with the columns id and name, and uscc, address, industry, division_code where
 * known. A code that is not valid counts as unknown and is noted.
 */
export async function readOrganisationFile(path: string, file: string): Promise<OrganisationFile> {
  const organisations: Organisation[] = []
  const refused: FileProblem[] = []
  const notes: FileProblem[] = []
  const lineOfId = new Map<string, number>()
  for (const { line, values } of await readCsvFile(path, ['id', 'name'], file)) {
    const get = (column: string) => values[column]?.trim() || null
    const [id, name, uscc] = [get('id'), get('name'), get('uscc')]
    const first = lineOfId.get(id ?? '')
    if (id === null) refused.push({ code: 'identity.id_missing', params: { file, line } })
    else if (name === null) refused.push({ code: 'identity.name_missing', params: { file, line } })
    else if (first !== undefined)
      refused.push({ code: 'identity.id_twice', params: { file, line, id, first } })
    if (id === null || name === null || first !== undefined) continue
    lineOfId.set(id, line)
    const checked = uscc === null ? null : checkCreditCode(uscc)
    if (checked && !checked.ok) {
      const { zh, en } = creditCodeWords[checked.reason]
      const why = `${zh} / ${en}`.replaceAll('{position}', String(checked.position ?? ''))
      notes.push({ code: 'identity.code_wrong', params: { file, line, why } })
    }
    const [address, industry, divisionCode] = [get('address'), get('industry'), get('division_code')]
    organisations.push({ id, name, uscc, address, industry, divisionCode })
  }
  return { organisations, refused, notes }
}
