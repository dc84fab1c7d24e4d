import type { ImportField, ImportProblem } from '../../registry/index.ts'
import type { NewDelivery } from '../model.ts'
import { fenPlaces, readAmountFen, readDay, readVolume } from './figures.ts'
import type { SheetKind } from './own-sheet.ts'

const field = (name: string, zh: string, en: string, headers: string[], isRequired = false): ImportField => ({
  ...{ name, words: { zh, en }, headers: [name, zh, en, ...headers], isRequired },
})

export type DeliveryLine = { [K in keyof NewDelivery]-?: NonNullable<NewDelivery[K]> | null } & {
  deliveredOn: string
  reference: string
}

/** Deliveries in a spreadsheet until today: one delivery note a row. The unit of the value is read from its header. */
export const deliverySheetUntil = (today: string): SheetKind<DeliveryLine> => ({
  fields: [
    field('deliveredOn', '交货日期', 'delivered on', ['日期', '发货日期', '到货日期', '送货日期'], true),
    field('reference', '送货单号', 'delivery note', ['单号', '交货单号', '发货单号', '订单号'], true),
    field('volume', '数量', 'volume', ['交货数量', '发货数量', '到货数量']),
    field('value', '金额', 'value', ['交货金额', '发货金额', '货值']),
  ],
  parse({ line, values }, columnOf) {
    const problems: ImportProblem[] = []
    const refuse = (name: string, code: string, params: Record<string, unknown> = {}) => {
      problems.push({ line, column: columnOf(name), code, params })
      return null
    }
    const text = (name: string) => (values[name] ?? '').trim()
    const deliveredOn = readDay(text('deliveredOn'))
    if (deliveredOn === 'bad') refuse('deliveredOn', 'network.day_bad', { text: text('deliveredOn') })
    else if (deliveredOn > today) refuse('deliveredOn', 'network.delivery_to_come', { day: deliveredOn })
    const reference = text('reference')
    if (reference === '' || reference.length > 100) refuse('reference', 'network.reference_missing')
    const volume = readVolume(text('volume'))
    if (volume === 'bad') refuse('volume', 'network.volume_bad', { text: text('volume') })
    const header = columnOf('value')
    const places = header === null ? 0 : fenPlaces(header)
    if (places === null) refuse('value', 'network.amount_unit_unknown', { header })
    const value = header === null || places === null ? null : readAmountFen(text('value'), places)
    if (value === 'bad') refuse('value', 'network.amount_bad', { text: text('value') })
    if (problems.length === 0 && volume === null && value === null) refuse('volume', 'network.delivery_empty')
    if (problems.length > 0) return { problems }
    return { row: { deliveredOn, reference, volume, valueFen: value === null ? null : String(value) } }
  },
})
