import { checkCreditCode } from '../../../../kernel/credit-code.ts'
import type { ImportProblem, RawRow } from '../../import/importer.ts'
import type { EntryKind } from '../../model.ts'
import { evenName } from '../domain.ts'
import { partName, readValues, unfitCells, valueName } from './entry-columns.ts'
import { dateOf } from './written-date.ts'
import { levelOf } from './written-level.ts'

type Values = Readonly<Record<string, string | number>>
export type PartRow = {
  readonly part: string
  readonly organisationName: string | null
  readonly fields: Values
}
export type EntryRow = {
  readonly kind: EntryKind
  readonly name: string
  readonly city: string
  readonly level: 'national' | 'provincial' | 'municipal' | null
  readonly organisationName: string | null
  readonly organisationCode: string | null
  readonly recognised: string | null
  readonly chainId: string | null
  readonly nodeId: string | null
  readonly projectName: string | null
  readonly parentName: string | null
  readonly fields: Values
  readonly parts: readonly PartRow[]
  readonly source: string | null
  /** The header that feeds a field; for what is told of the row later. */
  readonly columnOf: (field: string) => string | null
}

const keyWritten = /^[a-z][a-z0-9_-]{0,59}$/

type Reader = {
  readonly kinds: readonly EntryKind[]
  readonly raw: RawRow
  readonly columnOf: (field: string) => string | null
}
type Parsed =
  | { readonly ok: true; readonly row: EntryRow; readonly problems?: readonly ImportProblem[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

/** One row of a sheet of entries: its faults all at once, each with its column; columns of other kinds are told and unused. */
export function parseEntry({ kinds, raw, columnOf }: Reader): Parsed {
  const faults: ImportProblem[] = []
  const fault = (name: string, code: string, params: object = {}) =>
    void faults.push({ line: raw.line, column: columnOf(name), code, params: { ...params } })
  const value = (name: string) => (raw.values[name] ?? '').normalize('NFKC').trim()
  const kind = kinds.find(({ id, title }) =>
    [id, title.zh, title.en].some((word) => evenName(word) === evenName(value('kind'))),
  )
  if (!kind) {
    fault('kind', 'registry.library_kind_missing', {
      ...{ text: value('kind'), known: kinds.map(({ title }) => title.zh) },
    })
    return { ok: false, problems: faults }
  }
  const name = value('name')
  if (name === '' || name.length > 200) fault('name', 'registry.project_name_missing')
  const level = value('level') === '' ? null : levelOf(value('level'))
  if (level === undefined) fault('level', 'registry.library_level_bad', { text: value('level') })
  else if (level && !kind.levels.includes(level))
    fault('level', 'registry.entry_level_unfit', { kind: kind.title.zh, level, levels: kind.levels })
  const recognised = dateOf(value('recognised'))
  if (recognised === undefined) fault('recognised', 'registry.project_day_bad', { text: value('recognised') })
  const told = readTold(kind, { raw, columnOf })
  faults.push(...told.faults)
  const code = value('organisationCode')
  const checked = code === '' ? null : checkCreditCode(code)
  if (checked && !checked.ok)
    fault('organisationCode', `registry.credit_code.${checked.reason}`, {
      ...{ text: code, position: checked.position },
    })
  if (faults.length > 0) return { ok: false, problems: faults }
  const row: EntryRow = {
    ...{ kind, name, city: value('city'), level: level ?? null, recognised: recognised ?? null, columnOf },
    organisationName: value('organisation').slice(0, 200) || null,
    organisationCode: checked?.ok ? checked.code : null,
    chainId: keyWritten.test(value('chain')) ? value('chain') : null,
    nodeId: kind.located && keyWritten.test(value('node')) ? value('node') : null,
    projectName: value('project') || null,
    parentName: value('parent') || null,
    fields: told.fields,
    parts: told.parts,
    source: value('source').slice(0, 300) || null,
  }
  const unused = (['chain', 'node', 'project', 'parent'] as const).filter(
    (each) => value(each) !== '' && !isUsed(row, each),
  )
  const problems = [
    ...unfitCells(kind, raw.values, { line: raw.line, columnOf }),
    ...unused.map((each) => ({
      ...{ line: raw.line, column: columnOf(each), code: 'registry.entry_column_unfit' },
      params: { kind: kind.title.zh, field: value(each) },
    })),
  ]
  return { ok: true, row, problems }
}

function isUsed(row: EntryRow, field: 'chain' | 'node' | 'project' | 'parent'): boolean {
  if (field === 'chain') return row.chainId !== null
  if (field === 'node') return row.nodeId !== null
  return field === 'project' ? row.kind.located : row.kind.nests
}

/** The fields and parts of a row's kind. A part is told where any of its cells is. */
function readTold(kind: EntryKind, { raw, columnOf }: Pick<Reader, 'raw' | 'columnOf'>) {
  const row = { line: raw.line, values: raw.values, columnOf, kind: kind.title.zh }
  const own = readValues(kind.fields, valueName, row)
  const faults = [...own.problems]
  const parts: PartRow[] = []
  for (const part of kind.parts) {
    const title = part.title.zh
    const lines = readValues(part.fields, (of) => partName(title, of), row)
    faults.push(...lines.problems)
    const named = (raw.values[partName(title)] ?? '').normalize('NFKC').trim().slice(0, 200)
    if (named === '' && Object.keys(lines.fields).length === 0) continue
    const needs = (field: string, column: string) =>
      void faults.push({
        ...{ line: raw.line, column: columnOf(column), code: 'registry.entry_needs' },
        params: { kind: title, field },
      })
    if (part.withFirm && named === '') needs(title, partName(title))
    for (const each of part.fields)
      if (each.required && lines.fields[each.name] === undefined)
        needs(each.title.zh, partName(title, each.title.zh))
    parts.push({ part: part.name, organisationName: named || null, fields: lines.fields })
  }
  return { fields: own.fields, parts, faults }
}
