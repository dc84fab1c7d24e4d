import { isAnonymousName, normaliseName } from '../../../engines/identity/index.ts'
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import {
  type ImportOptions,
  type ImportProblem,
  normaliseStockCode,
  type RawRow,
} from '../../registry/index.ts'
import { fenPlaces, readAmountFen, readRank, readSharePpm, readYear } from './figures.ts'

/** One end of a relation as a file names it. */
export type RelationEnd = {
  readonly text: string
  /** `code:…`, `stock:…` or `name:…` (normalised): by what it is looked up; null for a name that names nobody. */
  readonly key: string | null
}

export type RelationRow = {
  readonly buyer: RelationEnd
  readonly supplier: RelationEnd
  readonly year: number
  readonly rank: number | null
  /** Parts per million of the buyer's whole purchases of the year; null unknown. */
  readonly sharePpm: number | null
  /** Parts per million of the supplier's whole sales of the year; null unknown. */
  readonly salesSharePpm: number | null
  readonly amountFen: bigint | null
  readonly product: string | null
}

type Parsed =
  | { readonly ok: true; readonly row: RelationRow }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

/** Fields that name the two ends of a row, and whose whole a share is a part of. */
type Ends = {
  readonly buyer: EndFields
  readonly supplier: EndFields
  readonly shareOf: 'purchases' | 'sales'
}
type EndFields = { readonly name: string; readonly code: string; readonly stock?: string }

const firm: EndFields = { name: 'name', code: 'creditCode', stock: 'stockCode' }
const partner: EndFields = { name: 'partnerName', code: 'partnerCode' }
const namedSupplier: EndFields = { name: 'supplierName', code: 'supplierCode' }
const namedBuyer: EndFields = { name: 'buyerName', code: 'buyerCode' }
const longestText = 300

/** What the partner column names, as told, else as the file's name says; null when neither decides. */
export function partnerOf({ partner: told, fileName }: ImportOptions): 'supplier' | 'customer' | null {
  if (told) return told
  const isSupplier = /supplier|vendor|供应商|供货/i.test(fileName)
  const isCustomer = /customer|client|客户/i.test(fileName)
  if (isSupplier === isCustomer) return null
  return isSupplier ? 'supplier' : 'customer'
}

/** Which columns name buyer and supplier; null when the file does not show who sells. */
export function endsOf(isMapped: (field: string) => boolean, options: ImportOptions): Ends | null {
  const isNamed = ({ name, code, stock }: EndFields) =>
    isMapped(name) || isMapped(code) || (stock !== undefined && isMapped(stock))
  if (isNamed(namedSupplier) && isNamed(namedBuyer))
    return { buyer: namedBuyer, supplier: namedSupplier, shareOf: 'purchases' }
  if (isNamed(namedSupplier)) return { buyer: firm, supplier: namedSupplier, shareOf: 'purchases' }
  if (isNamed(namedBuyer)) return { buyer: namedBuyer, supplier: firm, shareOf: 'sales' }
  const side = partnerOf(options)
  if (side === 'supplier') return { buyer: firm, supplier: partner, shareOf: 'purchases' }
  return side === 'customer' ? { buyer: partner, supplier: firm, shareOf: 'sales' } : null
}

type Refuse = (field: string, code: string, params?: Record<string, unknown>) => void

function readEnd(fields: EndFields, value: (field: string) => string, refuse: Refuse): RelationEnd {
  const [name, code, stock] = [
    value(fields.name),
    value(fields.code),
    fields.stock ? value(fields.stock) : '',
  ]
  const text = cutText(name || code || stock, longestText)
  if (name.length > longestText) refuse(fields.name, 'network.text_too_long', { longest: longestText })
  if (code !== '') {
    const checked = checkCreditCode(code)
    if (checked.ok) return { text, key: `code:${checked.code}` }
    refuse(fields.code, `registry.credit_code.${checked.reason}`, { text: code, position: checked.position })
  }
  if (stock !== '') {
    const normal = normaliseStockCode(stock)
    if (normal) return { text, key: `stock:${normal}` }
    refuse(fields.stock!, 'registry.stock_code_bad', { text: stock })
  }
  return { text, key: isAnonymousName(name) ? null : `name:${normaliseName(name)}` }
}

function readAmount(raw: string, header: string | null, refuse: Refuse): bigint | null {
  if (header === null || raw === '') return null
  const places = fenPlaces(header)
  const amount = places === null ? null : readAmountFen(raw, places)
  if (places === null) refuse('amount', 'network.amount_unit_unknown', { header })
  else if (amount === 'bad') refuse('amount', 'network.amount_bad', { text: raw })
  return amount === 'bad' ? null : amount
}

const known = <T>(read: T | 'bad', refuse: () => void): T | null => {
  if (read !== 'bad') return read as T
  refuse()
  return null
}

/**
 * Reads one row of a spreadsheet of supply relations. A partner who is not named is kept as "share known, supplier
 * unknown"; a row whose own firm is not named, or whose figures cannot be read, is refused.
 */
export function parseRelation(
  raw: RawRow,
  options: ImportOptions,
  columnOf: (field: string) => string | null,
): Parsed {
  const value = (field: string) => (raw.values[field] ?? '').trim()
  const problems: ImportProblem[] = []
  const refuse: Refuse = (field, code, params = {}) =>
    problems.push({ line: raw.line, column: columnOf(field), code, params })
  // Where nobody said who sells, the rows are still counted, as if the partner sold; the file itself is refused.
  const ends = endsOf((field) => columnOf(field) !== null, options) ?? {
    buyer: firm,
    supplier: partner,
    shareOf: 'purchases' as const,
  }
  const buyer = readEnd(ends.buyer, value, refuse)
  const supplier = readEnd(ends.supplier, value, refuse)
  const own =
    ends.shareOf === 'purchases'
      ? { end: buyer, fields: ends.buyer }
      : { end: supplier, fields: ends.supplier }
  if (problems.length === 0 && own.end.key === null) {
    const field = [own.fields.name, own.fields.code, own.fields.stock ?? ''].find(
      (name) => columnOf(name) !== null,
    )
    refuse(field ?? own.fields.name, 'network.firm_not_named', { text: own.end.text })
  }
  if (buyer.key !== null && buyer.key === supplier.key)
    refuse(ends.supplier.name, 'network.self_link', { text: buyer.text })
  const year = known(readYear(value('year')), () =>
    refuse('year', 'network.year_bad', { text: value('year') }),
  )
  const rank = known(readRank(value('rank')), () =>
    refuse('rank', 'network.rank_bad', { text: value('rank') }),
  )
  const share = known(readSharePpm(value('sharePct')), () =>
    refuse('sharePct', 'network.share_bad', { text: value('sharePct') }),
  )
  const amountFen = readAmount(value('amount'), columnOf('amount'), refuse)
  if (problems.length > 0 || year === null) return { ok: false, problems }
  const shares =
    ends.shareOf === 'purchases'
      ? { sharePpm: share, salesSharePpm: null }
      : { sharePpm: null, salesSharePpm: share }
  const product = cutText(value('product'), longestText) || null
  return { ok: true, row: { buyer, supplier, year, rank, ...shares, amountFen, product } }
}
