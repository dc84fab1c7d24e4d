import { normaliseName } from '../../../engines/identity/index.ts'
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { fenPlaces, readAmountFen } from '../../network/index.ts'
import type { ImportField, ImportProblem, RawRow } from '../../registry/index.ts'
import type { ReportInput } from '../model.ts'
import {
  readCapacity,
  readCount,
  readLogistics,
  readNumber,
  readReportPeriod,
  readWords,
} from './report-cells.ts'

/** One line: a firm's period with one key input at most; several lines of one firm and period make one report. */
export type ReportRow = Pick<ReportInput, 'cadence' | 'period' | ReportFigure> & {
  /** `code:…` or `name:…` (normalised), by which the firm is looked up. */
  readonly firmKey: string
  readonly firmText: string
  readonly stock: { input: string; nodeId: null; days: number } | null
}
export type ReportFigure =
  | 'ordersFen'
  | 'capacityUseRatio'
  | 'deliveryDelayDays'
  | 'singleSources'
  | 'logistics'
  | 'note'

const field = (
  name: string,
  zh: string,
  en: string,
  headers: readonly string[],
  isRequired = false,
): ImportField => ({ name, words: { zh, en }, headers: [zh, en, ...headers], isRequired })

/** The columns of a spreadsheet of monitoring reports. Units of orders and capacity are read from header or cell. */
export const reportFields: readonly ImportField[] = [
  field('name', '企业名称', 'firm', ['name', '企业', '公司名称', '单位名称', '填报单位']),
  field('creditCode', '统一社会信用代码', 'credit code', ['uscc', '社会信用代码', '信用代码']),
  field('period', '报送期', 'period', ['月份', '报送月份', '统计期', '周', '报送周', 'month', 'week'], true),
  field('orders', '订单（万元）', 'orders (yuan)', [
    '订单',
    'orders',
    '订单金额',
    '新增订单',
    '本期订单',
    '订单额',
  ]),
  field('capacity', '产能利用率', 'capacity use', ['产能利用', '开工率', 'capacity']),
  field('delay', '平均到货延误天数', 'delivery delay', ['到货延误', '平均到货延误', '延误天数', 'delay']),
  field('singles', '单一来源的关键投入', 'single sources', ['单一来源', '单一来源项数', '独家供应项数']),
  field('logistics', '物流', 'logistics', ['物流状况', '物流情况']),
  field('input', '关键投入', 'key input', ['关键投入名称', '关键材料', '关键零部件', 'input']),
  field('stockDays', '库存天数', 'stock days', ['关键投入库存', '库存', '可用天数', 'stock']),
  field('note', '备注', 'note', ['说明']),
]

export const reportExample = {
  name: '示例机械有限公司',
  period: '2026-10',
  orders: '1200',
  capacity: '82%',
  delay: '2',
  singles: '1',
  logistics: '正常',
  input: '轴承',
  stockDays: '30',
}

type Refuse = (field: string, code: string, params?: Record<string, unknown>) => void
const longest = { firm: 300, input: 80, note: 1_000 }

function readFirm(value: (field: string) => string, refuse: Refuse) {
  const [name, code] = [value('name'), value('creditCode')]
  const text = (name || code).slice(0, longest.firm)
  if (name === '' && code === '') refuse('name', 'risk.import_firm_empty')
  if (name.length > longest.firm) refuse('name', 'risk.import_too_long', { most: longest.firm })
  if (code === '') return { text, key: `name:${normaliseName(name)}` }
  const checked = checkCreditCode(code)
  if (checked.ok) return { text, key: `code:${checked.code}` }
  refuse('creditCode', `registry.credit_code.${checked.reason}`, { text: code, position: checked.position })
  return { text, key: '' }
}

function readOrders(text: string, header: string | null, refuse: Refuse): string | null {
  if (header === null || readWords(text) === null) return null
  const unit = /(?:万|亿|千)?元$/.exec(text)?.[0]
  const places = fenPlaces(unit ?? header)
  if (places === null) {
    refuse('orders', 'risk.import_orders_unit', { header })
    return null
  }
  const fen = readAmountFen(unit ? text.slice(0, -unit.length) : text, places)
  // What the column of a report holds: 18 digits.
  if (fen === 'bad' || (fen !== null && fen >= 10n ** 18n)) refuse('orders', 'risk.import_number', { text })
  return fen === 'bad' ? null : (fen?.toString() ?? null)
}

function readStock(value: (field: string) => string, refuse: Refuse): ReportRow['stock'] {
  const [input, written] = [readWords(value('input')), value('stockDays')]
  const days = readNumber(written, 3_650)
  if (days === 'bad') refuse('stockDays', 'risk.import_number', { text: written })
  if (input !== null && input.length > longest.input)
    refuse('input', 'risk.import_too_long', { most: longest.input })
  if (input === null && typeof days === 'number') refuse('input', 'risk.import_input_empty', { days })
  return input !== null && typeof days === 'number' ? { input, nodeId: null, days } : null
}

const orNull = <T>(read: T | 'bad', refuse: () => void): T | null => {
  if (read !== 'bad') return read as T
  refuse()
  return null
}

/** Reads one line; every cell that cannot be read is told, and the line is refused. */
export function parseReport(raw: RawRow, columnOf: (field: string) => string | null) {
  const value = (name: string) => (raw.values[name] ?? '').trim()
  const problems: ImportProblem[] = []
  const refuse: Refuse = (name, code, params = {}) =>
    void problems.push({ line: raw.line, column: columnOf(name), code, params })
  const bad = (name: string, code: string) => () => refuse(name, code, { text: value(name) })
  const firm = readFirm(value, refuse)
  const period = orNull(readReportPeriod(value('period')), bad('period', 'risk.import_period'))
  const capacity = readCapacity(value('capacity'), columnOf('capacity') ?? '')
  const note = readWords(value('note'))
  if (note !== null && note.length > longest.note)
    refuse('note', 'risk.import_too_long', { most: longest.note })
  const figures = {
    ordersFen: readOrders(value('orders'), columnOf('orders'), refuse),
    capacityUseRatio: orNull(capacity, bad('capacity', 'risk.import_capacity')),
    deliveryDelayDays: orNull(readNumber(value('delay'), 3_650), bad('delay', 'risk.import_number')),
    singleSources: orNull(readCount(value('singles'), 10_000), bad('singles', 'risk.import_number')),
    logistics: orNull(readLogistics(value('logistics')), bad('logistics', 'risk.import_logistics')),
    note,
    stock: readStock(value, refuse),
  }
  if (problems.length > 0 || period === null) return { ok: false as const, problems }
  const row: ReportRow = { ...period, ...figures, firmKey: firm.key, firmText: firm.text }
  return { ok: true as const, row }
}
