import { createHash } from 'node:crypto'
import type { Context } from '../../access/index.ts'
import * as queries from '../queries/firm-import.ts'
import { insertSupport } from '../queries/import-undo.ts'
import type { FirmRow } from './firm-row.ts'
import type { ApplyProgress, ImportRun } from './importer.ts'
import { inSlices } from './in-slices.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const keyOf = (id: string, field: string, digest: string) => `${id}|${field}|${digest}`

type Settled = { readonly line: number; readonly row: FirmRow; readonly id: string }
type Held = { readonly facts: Set<string>; readonly identifiers: Set<string> }

/**
 * Facts, products and identifiers that a file brings and the register lacks; what it brings although it is held is noted
 * as support, so that the undo of the other import leaves it standing. Tells which lines brought anything new.
 */
export async function addWhatIsNew(
  ctx: Context,
  settled: readonly Settled[],
  run: ImportRun,
  progress: ApplyProgress,
): Promise<Set<number>> {
  const lines = new Set<number>()
  const stamp = { source: run.source, importId: BigInt(run.importId) }
  const seen: Held = { facts: new Set(), identifiers: new Set() }
  await inSlices(settled, async (slice, done) => {
    const held = await loadHeld(ctx, slice, run)
    const fresh = collectNew(slice, run, held, seen)
    for (const line of fresh.lines) lines.add(line)
    await queries.insertIdentifiers(ctx.db, fresh.identifiers, stamp)
    await queries.insertFacts(ctx.db, fresh.facts, stamp)
    await queries.insertProducts(ctx.db, fresh.products, stamp)
    await insertSupport(ctx.db, run.importId, fresh.supported)
    await progress('writing', done, settled.length)
  })
  return lines
}

async function loadHeld(ctx: Context, slice: readonly Settled[], run: ImportRun): Promise<Held> {
  const ids = [...new Set(slice.map(({ id }) => id))].map(BigInt)
  const facts = await queries.listFactKeys(ctx.db, ids)
  const values = slice.flatMap(({ row }) => [row.creditCode, row.stockCode]).filter((code) => code !== null)
  const known = await queries.listIdentifiers(ctx.db, run.options.dataset, values)
  return {
    facts: new Set(facts.map((f) => keyOf(f.organisationId, f.field, f.valueDigest))),
    identifiers: new Set(known.map(({ kind, value }) => `${kind}|${value}`)),
  }
}

/** Splits what rows say into new and already held; what this very file brought before is neither. */
function collectNew(slice: readonly Settled[], run: ImportRun, held: Held, seen: Held) {
  const lines = new Set<number>()
  const facts: { organisationId: string; field: string; value: string; unit: string | null }[] = []
  const products: { organisationId: string; name: string }[] = []
  const identifiers: { dataset: string; kind: string; value: string; organisationId: string }[] = []
  const supported: { organisationId: string; field: string; valueDigest: string }[] = []
  const isNew = (entry: { id: string; line: number }, field: string, value: string, identifier?: string) => {
    const digest = md5(value)
    const key = identifier ?? keyOf(entry.id, field, digest)
    const [known, own] = identifier ? [held.identifiers, seen.identifiers] : [held.facts, seen.facts]
    if (own.has(key)) return false
    own.add(key)
    if (known.has(key)) {
      supported.push({ organisationId: entry.id, field, valueDigest: digest })
      return false
    }
    lines.add(entry.line)
    return true
  }
  for (const { line, row, id } of slice) {
    for (const [field, value] of Object.entries({ name: row.name, ...row.facts }))
      if (isNew({ id, line }, field, value)) facts.push({ organisationId: id, field, value, unit: null })
    for (const name of row.products)
      if (isNew({ id, line }, 'product', name)) products.push({ organisationId: id, name })
    for (const [kind, value] of [
      ['credit_code', row.creditCode],
      ['stock_code', row.stockCode],
    ] as const) {
      if (value !== null && isNew({ id, line }, kind, value, `${kind}|${value}`))
        identifiers.push({ dataset: run.options.dataset, kind, value, organisationId: id })
    }
  }
  return { lines, facts, products, identifiers, supported }
}
