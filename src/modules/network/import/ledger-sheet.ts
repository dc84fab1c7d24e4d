import { isAnonymousName, normaliseName } from '../../../engines/identity/index.ts'
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import type { ImportField, ImportProblem } from '../../registry/index.ts'
import { fenPlaces, readAmountFen, readBandFen } from './figures.ts'
import type { SheetKind } from './own-sheet.ts'

const field = (name: string, zh: string, en: string, headers: string[], isRequired = false): ImportField => ({
  ...{ name, words: { zh, en }, headers: [name, zh, en, ...headers], isRequired },
})

export const ledgerFields: readonly ImportField[] = [
  field('supplierName', '供应商名称', 'supplier', ['供应商', '供货商', '供方', '供应商全称'], true),
  field('supplierCode', '供应商统一社会信用代码', 'supplier credit code', [
    '供应商信用代码',
    '统一社会信用代码',
  ]),
  field('city', '供应商所在市', 'supplier city', ['所在市', '所在地', '所在城市', '供应商所在地']),
  field('product', '采购内容', 'product', ['产品', '物料', '物料名称', '货物名称', '产品名称']),
  field('scope', '类别', 'class of goods', ['物资类别', '采购类别', '口径']),
  field('amount', '采购金额', 'amount', ['金额', '采购额', '年度采购额', '含税金额', '不含税金额']),
  field('band', '金额区间', 'band of the amount', ['采购金额区间', '金额范围', '采购额区间']),
]

export type LedgerRow = {
  readonly supplierText: string
  readonly supplierCode: string | null
  /** By what the register is asked; null for a name that names nobody. */
  readonly key: string | null
  readonly city: string | null
  readonly product: string | null
  readonly scope: 'components' | 'devices' | 'software' | 'other' | null
  readonly amountFen: string | null
  readonly amountLowFen: string | null
  readonly amountHighFen: string | null
}

const scopeWords: readonly (readonly [RegExp, NonNullable<LedgerRow['scope']>])[] = [
  [/软件|software/i, 'software'],
  [/器件|元件|芯片|device/i, 'devices'],
  [/部件|零件|组件|component/i, 'components'],
  [/原材料|材料|辅料|服务|其他|其它|other|办公|能源/i, 'other'],
]

function readMoney(
  name: 'amount' | 'band',
  text: string,
  header: string | null,
  refuse: (field: string, code: string, params?: Record<string, unknown>) => void,
) {
  if (header === null || text === '') return null
  const places = fenPlaces(header)
  if (places === null) refuse(name, 'network.amount_unit_unknown', { header })
  return places
}

/** A purchase ledger in a spreadsheet: a supplier, or a supplier and a product, a row. Units are read from the headers. */
export const ledgerSheet: SheetKind<LedgerRow> = {
  fields: ledgerFields,
  parse({ line, values }, columnOf) {
    const problems: ImportProblem[] = []
    const refuse = (name: string, code: string, params: Record<string, unknown> = {}) => {
      problems.push({ line, column: columnOf(name), code, params })
    }
    const text = (name: string) => (values[name] ?? '').trim()
    const name = text('supplierName')
    if (name === '' || name.length > 200) refuse('supplierName', 'network.ledger_no_supplier')
    const code = text('supplierCode') === '' ? null : checkCreditCode(text('supplierCode'))
    if (code && !code.ok)
      refuse('supplierCode', `registry.credit_code.${code.reason}`, {
        text: text('supplierCode'),
        position: code.position,
      })
    const amountPlaces = readMoney('amount', text('amount'), columnOf('amount'), refuse)
    const amount = amountPlaces === null ? null : readAmountFen(text('amount'), amountPlaces)
    if (amount === 'bad') refuse('amount', 'network.amount_bad', { text: text('amount') })
    const bandPlaces = readMoney('band', text('band'), columnOf('band'), refuse)
    const band = bandPlaces === null ? null : readBandFen(text('band'), bandPlaces)
    if (band === 'bad') refuse('band', 'network.band_bad', { text: text('band') })
    if (problems.length === 0 && amount === null && band === null)
      refuse('amount', 'network.ledger_no_amount')
    if (problems.length > 0 || amount === 'bad' || band === 'bad') return { problems }
    const isBand = amount === null && band !== null
    const known = code?.ok ? code.code : null
    return {
      row: {
        ...{ supplierText: name, supplierCode: known, city: text('city') || null },
        key: known ? `code:${known}` : isAnonymousName(name) ? null : `name:${normaliseName(name)}`,
        product: cutText(text('product'), 200) || null,
        scope: scopeWords.find(([word]) => word.test(text('scope')))?.[1] ?? null,
        amountFen: amount === null ? null : String(amount),
        amountLowFen: isBand ? String(band.low) : null,
        amountHighFen: isBand ? String(band.high) : null,
      },
    }
  },
}
