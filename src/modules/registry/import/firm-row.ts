import { isAnonymousName, normaliseName } from '../../../engines/identity/index.ts'
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { type CoordinateSystem, coordinateSystems, givenPosition } from '../domain/position.ts'
import type { FigureColumn } from './figure-columns.ts'
import { type CellFigure, type CellTitle, readFigures, readTitles } from './firm-figures.ts'
import type { ImportProblem, RawRow } from './importer.ts'

/** A firm as one row of a file tells it; codes checked, texts trimmed, null where nothing is said. */
export type FirmRow = {
  readonly name: string
  readonly nameNormalised: string
  readonly creditCode: string | null
  readonly stockCode: string | null
  readonly province: string
  readonly city: string
  readonly district: string
  readonly address: string
  readonly industry: string | null
  readonly industryCode: string | null
  readonly group: string | null
  readonly given: { readonly lng: number; readonly lat: number } | null
  readonly products: readonly string[]
  readonly titles: readonly CellTitle[]
  readonly figures: readonly CellFigure[]
  /** Facts kept beside the columns, by field name. */
  readonly facts: Readonly<Record<string, string>>
}

type Parsed =
  | { readonly ok: true; readonly row: FirmRow; readonly problems: readonly ImportProblem[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

const longestName = 200
const mostProducts = 300
const factFields = [
  'address',
  'officeAddress',
  'industry',
  'businessScope',
  'ownership',
  'founded',
  'registeredCapital',
]
// Exchange and six digits, in the forms that files use: 600001, 600001.SH, SH600001.
const stockCodeForm = /^(?:(SH|SZ|BJ)[.:]?)?(\d{6})(?:[.:]?(SH|SZ|BJ|XSHG|XSHE))?$/
const exchangeOf: Readonly<Record<string, string>> = { XSHG: 'SH', XSHE: 'SZ' }

/** A stock code as `600001.SH`, or without the exchange where the file has none; null where it is not one. */
export function normaliseStockCode(text: string): string | null {
  const match = stockCodeForm.exec(text.normalize('NFKC').trim().toUpperCase())
  if (!match) return null
  const exchange = match[1] ?? match[3]
  return exchange ? `${match[2]}.${exchangeOf[exchange] ?? exchange}` : match[2]!
}

/** The products that one cell lists, in order, each once. */
export function splitProducts(cell: string): string[] {
  const parts = cell
    .split(/[、，,；;|\n\r]+/)
    .map((part) => part.trim())
    .filter((part) => part.length > 0 && part.length <= 200)
  return [...new Set(parts)].slice(0, mostProducts)
}

/** Reads one row of a spreadsheet of firms. A bad code or an anonymous name refuses the row; nothing is guessed. */
export function parseFirm(
  raw: RawRow,
  columnOf: (field: string) => string | null,
  columns: ReadonlyMap<string, FigureColumn> = new Map(),
): Parsed {
  const value = (field: string) => (raw.values[field] ?? '').trim()
  const problems: ImportProblem[] = []
  const refuse = (field: string, code: string, params: Record<string, unknown> = {}) =>
    problems.push({ line: raw.line, column: columnOf(field), code, params })

  const name = value('name')
  if (name === '') refuse('name', 'registry.name_empty')
  else if (name.length > longestName) refuse('name', 'registry.name_too_long', { longest: longestName })
  else if (isAnonymousName(name)) refuse('name', 'registry.name_anonymous', { name })

  const creditCode = readCreditCode(value('creditCode'), refuse)
  const stockText = value('stockCode')
  const stockCode = stockText === '' ? null : normaliseStockCode(stockText)
  if (stockText !== '' && stockCode === null)
    refuse('stockCode', 'registry.stock_code_bad', { text: stockText })
  if (problems.length > 0) return { ok: false, problems }

  const notes: ImportProblem[] = []
  const given = readPosition(value, (field, code, params) =>
    notes.push({ line: raw.line, column: columnOf(field), code, params }),
  )
  const note = (field: string, code: string, params: Record<string, unknown>) => ({
    line: raw.line,
    column: columnOf(field),
    code,
    params,
  })
  const told = readFigures(raw, columns, note)
  const named = readTitles(raw, note)
  const { figures } = told
  const { titles } = named
  const row = { ...buildRow(value, { name, creditCode, stockCode, given }), figures, titles }
  return { ok: true, problems: [...notes, ...told.problems, ...named.problems], row }
}

function buildRow(
  value: (field: string) => string,
  known: Pick<FirmRow, 'name' | 'creditCode' | 'stockCode' | 'given'>,
): Omit<FirmRow, 'figures' | 'titles'> {
  const facts = Object.fromEntries(
    factFields.map((field) => [field, value(field)]).filter(([, text]) => text !== ''),
  )
  const industryCode = /^[A-T]?(\d{2,4})$/.exec(value('industryCode').toUpperCase())?.[1] ?? null
  return {
    ...known,
    nameNormalised: normaliseName(known.name),
    province: value('province'),
    city: value('city'),
    district: value('district'),
    address: value('address') || value('officeAddress'),
    industry: value('industry') || null,
    industryCode,
    group: value('group') || null,
    products: splitProducts(value('products')),
    facts,
  }
}

type Note = (field: string, code: string, params?: Record<string, unknown>) => void

function readCreditCode(text: string, refuse: Note): string | null {
  if (text === '') return null
  const checked = checkCreditCode(text)
  if (checked.ok) return checked.code
  refuse('creditCode', `registry.credit_code.${checked.reason}`, { text, position: checked.position })
  return null
}

function readPosition(value: (field: string) => string, note: Note): { lng: number; lat: number } | null {
  const [x, y] = [value('longitude'), value('latitude')]
  if (x === '' && y === '') return null
  const system = (value('coordinateSystem').toUpperCase().replaceAll(/[\s-]/g, '') ||
    'WGS84') as CoordinateSystem
  if (!coordinateSystems.includes(system)) {
    note('coordinateSystem', 'registry.coordinate_system_unknown', { system, known: coordinateSystems })
    return null
  }
  const position = x === '' || y === '' ? null : givenPosition(Number(x), Number(y), system)
  if (!position) note('longitude', 'registry.coordinate_bad', { longitude: x, latitude: y })
  return position
}
