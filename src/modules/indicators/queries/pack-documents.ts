// Versions of the files of a pack, kept the same way in every room that packs bring things to.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** A checked document on its way in. `key` is its own id, unique in pack and kind. */
export type IncomingDocument = {
  readonly kind: string
  readonly key: string
  readonly cityCode: string | null
  readonly file: string
  readonly content: unknown
}
export type StoredDocument = IncomingDocument & { readonly id: bigint; readonly version: number }
export type DocumentChanges = {
  /** New, or with content other than before: their typed rows are to be written. */
  readonly written: readonly StoredDocument[]
  readonly unchanged: number
  /** Held before and gone from the pack. */
  readonly retired: readonly { readonly kind: string; readonly key: string }[]
}

type CurrentRow = { id: bigint; kind: string; key: string; version: number; digest: Buffer }

/**
 * Brings what a room holds of one pack in line with the pack: the same content changes nothing, other content makes the
 * next version, what is gone is no longer current. Nothing is overwritten. Run in one transaction.
 *
 * @param schema the room's schema, which has a table `pack_document`
 * @param kinds the kinds that this call speaks for; others of the pack are left alone
 */
export async function syncPackDocuments(
  db: Db,
  schema: 'indicators' | 'chains',
  {
    pack,
    kinds,
    documents,
    now,
  }: {
    pack: string
    kinds: readonly string[]
    documents: readonly IncomingDocument[]
    now: Date
  },
): Promise<DocumentChanges> {
  const table = sql.table(`${schema}.pack_document`)
  await sql`select pg_advisory_xact_lock(hashtext(${`${schema}.pack_document ${pack}`}))`.execute(db)
  const { rows: latest } = await sql<CurrentRow & { supersededAt: Date | null }>`
    select distinct on (kind, key) id, kind, key, version, digest, superseded_at from ${table}
    where pack = ${pack} and kind = any(${[...kinds]}) order by kind, key, version desc`.execute(db)
  const before = new Map(latest.map((row) => [nameOf(row), row]))
  const written: StoredDocument[] = []
  for (const document of documents) {
    const known = before.get(nameOf(document))
    before.delete(nameOf(document))
    const digest = digestOf(document.content)
    if (known && known.supersededAt === null && known.digest.equals(digest)) continue
    if (known) await retire(db, table, known.id, now)
    const version = (known?.version ?? 0) + 1
    const { rows } = await sql<{ id: bigint }>`
      insert into ${table} (pack, kind, key, version, city_code, file, digest, content, loaded_at)
      values (${pack}, ${document.kind}, ${document.key}, ${version}, ${document.cityCode}, ${document.file},
        ${digest}, ${JSON.stringify(document.content)}::jsonb, ${now}) returning id`.execute(db)
    written.push({ ...document, id: rows[0]!.id, version })
  }
  const gone = [...before.values()].filter(({ supersededAt }) => supersededAt === null)
  for (const { id } of gone) await retire(db, table, id, now)
  return {
    written,
    unchanged: documents.length - written.length,
    retired: gone.map(({ kind, key }) => ({ kind, key })),
  }
}

async function retire(db: Db, table: ReturnType<typeof sql.table>, id: bigint, now: Date): Promise<void> {
  await sql`update ${table} set superseded_at = ${now} where id = ${id} and superseded_at is null`.execute(db)
}

const nameOf = ({ kind, key }: { kind: string; key: string }): string => `${kind}/${key}`

/** sha256 over the content with sorted keys, so that the order of lines in a file is no change. */
function digestOf(content: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(content)))
    .digest()
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]),
  )
}
