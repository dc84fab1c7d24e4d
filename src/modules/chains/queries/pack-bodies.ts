import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import { firstDayOf } from '../model/shared.ts'
import type { BodyFile, PackBody } from '../model.ts'

const day = (written: string | null) => (written === null ? null : firstDayOf(written))
type Version = {
  readonly documentId: bigint
  readonly pack: string
  readonly now: Date
  /** A citation as people read it. */
  readonly cite: (source: PackBody['source']) => string
}

/**
 * Brings the bodies of one version of a file in line: a body keeps its id over versions, so that members that an office
 * recorded stay with it. What the earlier version said of members, chains and parents is taken back. Where an office
 * stated the same, the office's word stands.
 */
export async function writeBodyFile(db: Db, file: BodyFile, version: Version): Promise<void> {
  const idOf = new Map<string, bigint>()
  for (const body of file.bodies) idOf.set(body.id, await upsertBody(db, file.city, body, version))
  const ids = [...idOf.values()]
  for (const table of ['chains.body_member', 'chains.body_chain', 'chains.body_parent'])
    await sql`update ${sql.table(table)} set removed_at = ${version.now}
      where document_id is not null and removed_at is null and body_id = any(${ids}::bigint[])`.execute(db)
  for (const body of file.bodies) await writeParts(db, { body, idOf }, version)
}

async function upsertBody(db: Db, city: string, body: PackBody, version: Version): Promise<bigint> {
  const note = body.note ? JSON.stringify(body.note) : null
  const { rows } = await sql<{ id: bigint }>`
    insert into chains.body (dataset, city_code, pack, pack_key, document_id, kind, name, office, duty, valid_from,
      valid_to, written_from, source, source_ref, note, recorded_by, recorded_at)
    values ('held', ${city}, ${version.pack}, ${body.id}, ${version.documentId}, ${body.kind}, ${body.name},
      ${body.office}, ${body.duty}, ${day(body.validFrom)}::date, ${day(body.validTo)}::date, ${body.validFrom},
      ${version.cite(body.source)}, ${JSON.stringify(body.source)}::jsonb, ${note}, 'pack', ${version.now})
    on conflict (pack, pack_key) where pack is not null do update set document_id = excluded.document_id,
      kind = excluded.kind, name = excluded.name, office = excluded.office, duty = excluded.duty,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, written_from = excluded.written_from,
      source = excluded.source, source_ref = excluded.source_ref, note = excluded.note
    returning id`.execute(db)
  return rows[0]!.id
}

async function writeParts(
  db: Db,
  { body, idOf }: { body: PackBody; idOf: ReadonlyMap<string, bigint> },
  { documentId, now, cite }: Version,
): Promise<void> {
  const id = idOf.get(body.id)!
  const from = sql`${day(body.validFrom)}::date`
  const until = sql`${day(body.validTo)}::date`
  for (const { chain, part, source } of body.chains)
    await sql`insert into chains.body_chain (dataset, body_id, document_id, chain_id, part, valid_from, valid_to, source,
        recorded_by, recorded_at)
      values ('held', ${id}, ${documentId}, ${chain}, ${part}, ${from}, ${until}, ${cite(source)}, 'pack', ${now})
      on conflict do nothing`.execute(db)
  const parentId = body.parent && idOf.get(body.parent.body)
  if (parentId)
    await sql`insert into chains.body_parent (dataset, body_id, parent_id, document_id, valid_from, valid_to, source,
        recorded_by, recorded_at)
      values ('held', ${id}, ${parentId}, ${documentId}, ${from}, ${until}, ${cite(body.parent!.source)}, 'pack', ${now})
      on conflict do nothing`.execute(db)
  for (const member of body.members)
    await sql`insert into chains.body_member (dataset, body_id, document_id, person_name, post, duty, valid_from, source,
        recorded_by, recorded_at)
      values ('held', ${id}, ${documentId}, ${member.person}, ${member.post}, ${member.duty},
        ${day(member.validFrom)}::date, ${cite(member.source)}, 'pack', ${now})
      on conflict do nothing`.execute(db)
}
