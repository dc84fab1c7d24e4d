import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { cutText } from '../../../kernel/cut-text.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { loadPlaces, type PlaceIndex } from '../../registry/index.ts'
import { type LedgerRow, ledgerFields, ledgerSheet } from '../import/ledger-sheet.ts'
import { type OwnSheet, readOwnSheet } from '../import/own-sheet.ts'
import type { LedgerFile } from '../model.ts'
import { findParty } from '../queries/agreements.ts'
import * as queries from '../queries/ledgers.ts'
import { ownFirm } from './agreements.ts'
import { findHeldEnds } from './held-ends.ts'
import { consentToLedger, tellLine } from './ledgers.ts'

export type LedgerUpload = {
  readonly isRun: boolean
  readonly dataset: 'held' | 'demo'
  readonly year: number
  readonly isWhole: boolean
  readonly isCounted: boolean
  readonly mapping: string | undefined
  readonly fileName: string
  readonly bytes: Buffer
}

const mostSample = 50
const mostProblems = 200
const mappingSchema = z.record(z.string().max(200), z.string().max(50))

function readMapping(text: string | undefined): Record<string, string> {
  if (text === undefined || text === '') return {}
  try {
    return mappingSchema.parse(JSON.parse(text))
  } catch (cause) {
    const fields = [{ field: 'mapping', code: 'network.ledger_mapping' }]
    throw new AppError('invalid', 'network.ledger_mapping', {}, fields, { cause })
  }
}

/** Where a supplier stands that is not held: told by the column, else by the beginning of its legal name. */
function cityOf(places: PlaceIndex, { city, supplierText }: LedgerRow): string | null {
  const told = city === null ? null : places.locate({ city, address: city })
  const named = places.cityInName(supplierText)
  return told?.cityCode ?? named.cityCode ?? told?.provinceCode ?? named.provinceCode
}

async function resolve(
  ctx: Context,
  dataset: 'held' | 'demo',
  rows: OwnSheet<LedgerRow>['rows'],
): Promise<queries.NewLine[]> {
  const keys = [...new Set(rows.flatMap(({ row }) => row.key ?? []))]
  const held = await findHeldEnds(ctx, dataset, keys)
  const places = await loadPlaces(ctx)
  return rows.map(({ line, row }) => {
    const { key, city: _, ...rest } = row
    return {
      line,
      ...rest,
      supplierId: (key && held.get(key)) ?? null,
      supplierCityCode: cityOf(places, row),
    }
  })
}

const asStored = (line: queries.NewLine): queries.StoredLine => {
  const big = (text: string | null) => (text === null ? null : BigInt(text))
  return {
    ...line,
    ...{ supplierId: big(line.supplierId), amountFen: big(line.amountFen) },
    ...{ amountLowFen: big(line.amountLowFen), amountHighFen: big(line.amountHighFen) },
  }
}

/**
 * Takes a ledger of one's own firm. `isRun` false reads and maps it and says line by line what would be kept, and writes
 * nothing; the same file for the same year is kept once. A file of which no line can be used is refused.
 */
export async function takeLedger(ctx: Context, upload: LedgerUpload): Promise<LedgerFile> {
  requirePermission(ctx.actor, 'ledgers.own')
  const own = ownFirm(ctx)
  const firm = await findParty(ctx.db, own)
  if (!firm || firm.dataset !== upload.dataset)
    throw new AppError('invalid', 'network.agreement_other_dataset', {})
  if (firm.cityCode === null) throw new AppError('invalid', 'network.agreement_no_city', { name: firm.name })
  const sheet = await readOwnSheet(ctx, upload, ledgerSheet, readMapping(upload.mapping))
  const lines = await resolve(ctx, upload.dataset, sheet.rows)
  const sha256 = createHash('sha256').update(upload.bytes).digest()
  const { year, isWhole, dataset } = upload
  const same = await queries.findSameLedger(ctx.db, { organisationId: own, year, sha256 })
  if (upload.isRun && lines.length === 0) throw new AppError('invalid', 'network.ledger_empty', {})
  const ledger = {
    dataset,
    organisationId: own,
    cityCode: firm.cityCode,
    year,
    name: cutText(upload.fileName, 200),
    isWhole,
  }
  const refused = sheet.lines - lines.length
  const ledgerId =
    upload.isRun && !same ? await keep(ctx, { ...ledger, refused, sha256 }, lines, upload.isCounted) : same
  return {
    ...{
      isRun: upload.isRun,
      columns: [...sheet.columns],
      lines: sheet.lines,
      usable: lines.length,
      refused,
    },
    fields: ledgerFields.map(({ name, words, isRequired = false }) => ({ name, ...words, isRequired })),
    problems: sheet.problems.slice(0, mostProblems),
    sample: lines.slice(0, mostSample).map((line) => tellLine(asStored(line))),
    ledgerId: ledgerId ?? null,
  }
}

async function keep(
  ctx: Context,
  ledger: queries.NewLedger,
  lines: readonly queries.NewLine[],
  isCounted: boolean,
): Promise<string> {
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  const id = await queries.insertLedger(ctx.db, ledger, lines, stamp)
  if (id === undefined) return (await queries.findSameLedger(ctx.db, ledger))!
  if (isCounted) {
    await queries.setCounted(
      ctx.db,
      { organisationId: BigInt(ledger.organisationId), year: ledger.year },
      BigInt(id),
    )
    await consentToLedger(ctx, { id, dataset: ledger.dataset, year: ledger.year })
  }
  // Neither the file's name nor anything of its lines: the trail is read by others.
  const detail = { year: ledger.year, lines: lines.length, isCounted }
  await audit(ctx, { action: 'network.keep_ledger', subject: `network.ledger/${id}`, detail })
  return id
}
