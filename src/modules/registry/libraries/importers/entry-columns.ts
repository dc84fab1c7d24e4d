// The columns of a sheet of library entries: what all kinds have, and the fields and parts that the packs give each kind.
import type { ImportField, ImportProblem } from '../../import/importer.ts'
import type { EntryField, EntryKind } from '../../model.ts'
import { evenName, fenOf } from '../domain.ts'
import { dateOf } from './written-date.ts'

const field = (name: string, headers: string[], zh: string, en: string, isRequired = false): ImportField => ({
  name,
  headers: [zh, en, ...headers],
  words: { zh, en },
  isRequired,
})

/** What a sheet of any kind may tell. */
export const entryFields: readonly ImportField[] = [
  field('kind', ['库', 'kind'], '类别', 'library', true),
  field('name', ['平台名称', '产品名称', '荣誉', 'name'], '名称', 'name', true),
  field('city', ['所在市', '区划代码', 'city'], '城市', 'city', true),
  field('level', ['level'], '级别', 'level'),
  field('organisation', ['承担单位', '企业名称', '单位', 'host'], '依托单位', 'host'),
  field(
    'organisationCode',
    ['统一社会信用代码', '信用代码', '单位统一社会信用代码'],
    '依托单位信用代码',
    'credit code of the host',
  ),
  field('recognised', ['认定时间', '认定年份', 'recognised'], '获批时间', 'recognised on'),
  field('chain', ['产业链', 'chain'], '产业链代码', 'chain (id)'),
  field('node', ['节点', '环节', 'node'], '节点代码', 'node (id)'),
  field('project', ['所属项目', 'project'], '来源项目', 'from the project'),
  field('parent', ['所属母基金', '母基金', 'parent'], '上级条目', 'belongs to'),
  field('source', ['来源', '出处', 'source'], '数据来源', 'source of the data'),
]

/** `value:规模`, `part:签约方`, `part:签约方:身份`: a column by what the kinds call it, whichever kind the row is of. */
const valueName = (title: string) => `value:${title}`
export const partName = (part: string, own?: string) =>
  own === undefined ? `part:${part}` : `part:${part}:${own}`

const unitOf = ({ type, unit }: EntryField) => (type === 'money' ? '万元' : unit)

/** The columns that the fields and parts of some kinds add; equal titles of several kinds are one column. */
export function kindColumns(kinds: readonly EntryKind[]): ImportField[] {
  const columns = new Map<string, ImportField>()
  const add = (name: string, zh: string, en: string, unit?: string) => {
    const headers = unit ? [`${zh}（${unit}）`] : []
    if (!columns.has(name))
      columns.set(name, { name, headers: [zh, en, ...headers], words: { zh: headers[0] ?? zh, en } })
  }
  for (const kind of kinds) {
    for (const each of kind.fields) add(valueName(each.title.zh), each.title.zh, each.title.en, unitOf(each))
    for (const part of kind.parts) {
      if (part.withFirm) add(partName(part.title.zh), part.title.zh, part.title.en)
      for (const own of part.fields)
        add(
          partName(part.title.zh, own.title.zh),
          `${part.title.zh}·${own.title.zh}`,
          `${part.title.en} · ${own.title.en}`,
          unitOf(own),
        )
    }
  }
  return [...columns.values()]
}

/** The unit of money that a header names in brackets or at its end. */
const unitInHeader = (header: string | null) => {
  const text = (header ?? '').normalize('NFKC')
  if (/亿元?[)]?$/.test(text)) return '亿元'
  if (/万元?[)]?$/.test(text)) return '万元'
  return /(?:[(]元[)])$/.test(text) ? '元' : null
}

export type ReadCell =
  | { readonly value: string | number }
  | { readonly code: string; readonly params: object }

/** One cell as its field holds it, or why it cannot be: money needs a unit in the cell or the header. */
export function readCell(own: EntryField, text: string, header: string | null): ReadCell {
  const even = text.normalize('NFKC').trim()
  const bad = { code: 'registry.entry_cell_bad', params: { field: own.title.zh, text, type: typeWord(own) } }
  if (own.type === 'text') return { value: text.trim().slice(0, 4000) }
  if (own.type === 'choice') {
    const found = own.options?.find(({ id, title }) =>
      [id, title.zh, title.en].some((word) => evenName(word) === evenName(even)),
    )
    return found ? { value: found.id } : bad
  }
  if (own.type === 'date') {
    const date = dateOf(even)
    return date ? { value: date } : bad
  }
  if (own.type === 'number') {
    const bare = own.unit && even.endsWith(own.unit) ? even.slice(0, -own.unit.length) : even
    const digits = bare.replaceAll(/[,\s]/g, '')
    return /^-?\d{1,15}(\.\d{1,6})?$/.test(digits) ? { value: Number(digits) } : bad
  }
  const unit = unitInHeader(header)
  if (unit === null && /^[\d.,\s]+$/.test(even))
    return { code: 'registry.entry_money_unit', params: { field: own.title.zh, text } }
  const fen = fenOf(even, unit ?? '元')
  return fen === null ? bad : { value: fen.toString() }
}

const typeWord = ({ type, options }: EntryField) =>
  options?.map(({ title }) => title.zh).join('、') ??
  { number: '数', date: '日期', money: '金额' }[type as 'date']

/** What a row says of the fields of its kind, or of one of its parts; a column that the kind has not is told. */
export function readValues(
  own: readonly EntryField[],
  nameOf: (title: string) => string,
  row: {
    readonly line: number
    readonly values: Readonly<Record<string, string>>
    readonly columnOf: (field: string) => string | null
    readonly kind: string
  },
): { fields: Record<string, string | number>; problems: ImportProblem[] } {
  const fields: Record<string, string | number> = {}
  const problems: ImportProblem[] = []
  for (const each of own) {
    const column = nameOf(each.title.zh)
    const text = (row.values[column] ?? '').trim()
    if (text === '') continue
    const read = readCell(each, text, row.columnOf(column))
    if ('value' in read) fields[each.name] = read.value
    else
      problems.push({
        ...{ line: row.line, column: row.columnOf(column), code: read.code },
        params: { kind: row.kind, ...read.params },
      })
  }
  return { fields, problems }
}

/** Cells of columns that belong to other kinds: not used, and told. */
export function unfitCells(
  kind: EntryKind,
  values: Readonly<Record<string, string>>,
  at: { readonly line: number; readonly columnOf: (field: string) => string | null },
): ImportProblem[] {
  const known = new Set(kindColumns([kind]).map(({ name }) => name))
  return Object.entries(values)
    .filter(([name, text]) => /^(?:value|part):/.test(name) && text.trim() !== '' && !known.has(name))
    .map(([name]) => ({
      line: at.line,
      column: at.columnOf(name),
      code: 'registry.entry_column_unfit',
      params: { kind: kind.title.zh, field: name.split(':').slice(1).join('·') },
    }))
}

export { valueName }
