import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context } from '../../access/index.ts'
import { type DeliveryLine, deliverySheetUntil } from '../import/delivery-sheet.ts'
import { readOwnSheet, type SheetProblem } from '../import/own-sheet.ts'
import type { Agreement, DeliveryFile, NewDelivery } from '../model.ts'
import * as queries from '../queries/agreements.ts'
import { getAgreement, loadOwn, toThousandths } from './agreements.ts'

const isSame = (held: queries.DeliveryRow, told: DeliveryLine) =>
  held.deliveredOn === told.deliveredOn &&
  toThousandths(held.volume) === toThousandths(told.volume) &&
  (held.valueFen === null ? null : String(held.valueFen)) === told.valueFen

type Verdict = 'new' | 'same' | 'other'

/** Compares a delivery with the one held under its reference, if any. */
function compare(held: ReadonlyMap<string, queries.DeliveryRow>, told: DeliveryLine): Verdict {
  const before = held.get(told.reference)
  if (!before) return 'new'
  return isSame(before, told) ? 'same' : 'other'
}

async function loadHeld(ctx: Context, id: bigint): Promise<Map<string, queries.DeliveryRow>> {
  return new Map((await queries.listDeliveries(ctx.db, [id])).map((row) => [row.reference, row]))
}

async function lockRunning(ctx: Context, id: string) {
  const found = await loadOwn(ctx, id, true)
  const { state } = found.row
  if (state !== 'in_force' && state !== 'terminated')
    throw new AppError('conflict', 'network.agreement_not_confirmed', { id })
  const side = String(found.row.buyerId) === found.own ? ('buyer' as const) : ('supplier' as const)
  return { ...found, side, stamp: { side, by: ctx.actor.userName, at: ctx.now } }
}

/**
 * Tells one delivery. The number of its delivery note counts once, whichever party told it: told again with the same
 * figures nothing changes, with others it is refused.
 */
export async function tellDelivery(ctx: Context, id: string, input: NewDelivery): Promise<Agreement> {
  const { row, stamp } = await lockRunning(ctx, id)
  const told = { ...input, volume: input.volume ?? null, valueFen: input.valueFen ?? null }
  if (told.volume === null && told.valueFen === null)
    throw new AppError('invalid', 'network.delivery_empty', {}, [
      { field: 'volume', code: 'network.delivery_empty' },
    ])
  if (told.deliveredOn > chinaDay(ctx.now)) {
    const params = { day: told.deliveredOn }
    const code = 'network.delivery_to_come'
    throw new AppError('invalid', code, params, [{ field: 'deliveredOn', code, params }])
  }
  const verdict = compare(await loadHeld(ctx, row.id), told)
  if (verdict === 'other')
    throw new AppError('conflict', 'network.delivery_differs', { reference: told.reference })
  if (verdict === 'new') {
    const [delivery] = await queries.insertDeliveries(ctx.db, id, [told], stamp)
    const detail = { delivery: String(delivery) }
    await audit(ctx, { action: 'network.tell_delivery', subject: `network.agreement/${id}`, detail })
  }
  return getAgreement(ctx, id)
}

/** Takes back a delivery that one's own side told. */
export async function takeDeliveryBack(
  ctx: Context,
  key: { id: string; delivery: string },
  reason: string,
): Promise<Agreement> {
  const { side } = await lockRunning(ctx, key.id)
  const withdrawn = await queries.withdrawDelivery(
    ctx.db,
    { agreementId: key.id, id: key.delivery, side },
    { reason, at: ctx.now },
  )
  if (!withdrawn) throw new AppError('not_found', 'network.no_delivery', { id: key.delivery })
  // Not the reason, nor below the file's name: the trail is read by others.
  const detail = { delivery: key.delivery }
  await audit(ctx, { action: 'network.withdraw_delivery', subject: `network.agreement/${key.id}`, detail })
  return getAgreement(ctx, key.id)
}

type Sorted = { readonly fresh: DeliveryLine[]; readonly same: number; readonly problems: SheetProblem[] }

/** What is new in a file, what is held already, and what contradicts a line before it or what is held. */
function sortLines(
  ctx: Context,
  held: ReadonlyMap<string, queries.DeliveryRow>,
  rows: readonly { line: number; row: DeliveryLine }[],
): Sorted {
  const fresh = new Map<string, DeliveryLine>()
  const problems: SheetProblem[] = []
  let same = 0
  for (const { line, row } of rows) {
    const earlier = fresh.get(row.reference)
    const isRepeated = earlier !== undefined && JSON.stringify(earlier) === JSON.stringify(row)
    const verdict = earlier ? (isRepeated ? 'same' : 'other') : compare(held, row)
    if (verdict === 'new') fresh.set(row.reference, row)
    else if (verdict === 'same') same++
    else {
      const message = translate(ctx.lang, 'network.delivery_differs', { reference: row.reference })
      problems.push({ line, column: null, message })
    }
  }
  return { fresh: [...fresh.values()], same, problems }
}

const mostProblems = 200

/** Reads a file of deliveries; `isRun` false says what it would do and writes nothing. The same file twice adds nothing. */
export async function takeDeliveryFile(
  ctx: Context,
  { id, isRun, ...file }: { id: string; isRun: boolean; fileName: string; bytes: Buffer },
): Promise<DeliveryFile> {
  const { row, stamp } = await lockRunning(ctx, id)
  const sheet = await readOwnSheet(ctx, file, deliverySheetUntil(chinaDay(ctx.now)))
  const { fresh, same, problems } = sortLines(ctx, await loadHeld(ctx, row.id), sheet.rows)
  if (isRun && fresh.length > 0) {
    await queries.insertDeliveries(ctx.db, id, fresh, stamp)
    const detail = { deliveries: fresh.length }
    await audit(ctx, { action: 'network.import_deliveries', subject: `network.agreement/${id}`, detail })
  }
  return {
    ...{ isRun, columns: [...sheet.columns], lines: sheet.lines, created: fresh.length, unchanged: same },
    refused: sheet.lines - fresh.length - same,
    problems: [...sheet.problems, ...problems].slice(0, mostProblems),
  }
}
