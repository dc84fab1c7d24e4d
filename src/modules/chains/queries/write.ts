import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import { firstDayOf } from '../../indicators/index.ts'
import { type ChainMap, type Edition, mapIdOf, type OrganisationFile, type RoleFile } from '../model.ts'

const day = (written: string | null) => (written === null ? null : firstDayOf(written))

/** Writes the rows of one version of an edition. */
export async function insertEdition(db: Db, documentId: bigint, edition: Edition): Promise<void> {
  await sql`
    insert into chains.edition
      (document_id, city_code, id, kind, name_zh, name_en, valid_from, valid_to, stated_count)
    values (${documentId}, ${edition.city}, ${edition.id}, ${edition.kind}, ${edition.name.zh}, ${edition.name.en},
      ${firstDayOf(edition.validFrom)}, ${day(edition.validTo)}, ${edition.statedCount})`.execute(db)
  for (const chain of edition.chains) {
    await sql`
      insert into chains.chain (document_id, id, name_zh, name_en, ordinal, map_id)
      values (${documentId}, ${chain.id}, ${chain.name.zh}, ${chain.name.en}, ${chain.order},
        coalesce((select f.own_map_id from chains.map_fork f
            where f.city_code = ${edition.city} and f.map_id = ${mapIdOf(chain) ?? chain.id}),
          ${mapIdOf(chain)}, (select d.key from chains.pack_document d
          where d.kind = 'map' and d.key = ${chain.id} and d.superseded_at is null limit 1)))`.execute(db)
  }
}

/** Writes the rows of one version of a file of roles. */
export async function insertRoleFile(db: Db, documentId: bigint, file: RoleFile): Promise<void> {
  for (const [ordinal, role] of file.roles.entries()) {
    await sql`
      insert into chains.role
        (document_id, ordinal, city_code, chain_id, role, holder, valid_from, valid_to, source)
      values (${documentId}, ${ordinal}, ${file.city}, ${role.chain}, ${role.role}, ${role.holder},
        ${firstDayOf(role.validFrom)}, ${day(role.validTo)}, ${JSON.stringify(role.source)}::jsonb)`.execute(
      db,
    )
  }
}

/** Writes who is what to which chain. `idByLegalName` gives the organisations of the held register. */
export async function insertParties(
  db: Db,
  documentId: bigint,
  file: OrganisationFile,
  idByLegalName: ReadonlyMap<string, string>,
): Promise<void> {
  const parties = file.organisations.flatMap(({ roles, ...one }) =>
    roles.map((part) => ({ ...one, ...part })),
  )
  for (const [ordinal, { chain, role, nameAsWritten, legalName, source }] of parties.entries()) {
    const organisationId = legalName === null ? null : (idByLegalName.get(legalName) ?? null)
    await sql`
      insert into chains.party
        (document_id, ordinal, city_code, chain_id, role, name_as_written, legal_name, organisation_id, source)
      values (${documentId}, ${ordinal}, ${file.city}, ${chain}, ${role}, ${nameAsWritten}, ${legalName},
        ${organisationId}, ${JSON.stringify(source)}::jsonb)`.execute(db)
  }
}

/** Writes the nodes and needs of one version of a map, all in two statements. */
export async function insertMap(db: Db, documentId: bigint, map: ChainMap): Promise<void> {
  const nodes = map.nodes.map((node, ordinal) => ({
    nodeId: node.id,
    nameZh: node.name.zh,
    nameEn: node.name.en,
    segmentId: node.segment,
    ordinal,
    products: node.products,
    classes: node.classes,
  }))
  const needs = map.nodes.flatMap(({ id, needs }) =>
    (needs === 'none' ? [] : needs).map(({ node, essential }) => ({ nodeId: id, needsId: node, essential })),
  )
  await sql`
    insert into chains.map_node (document_id, node_id, name_zh, name_en, segment_id, ordinal, products, classes)
    select ${documentId}, n."nodeId", n."nameZh", n."nameEn", n."segmentId", n.ordinal, n.products, n.classes
    from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as n("nodeId" text, "nameZh" text, "nameEn" text,
      "segmentId" text, ordinal integer, products text[], classes text[])`.execute(db)
  await sql`
    insert into chains.map_need (document_id, node_id, needs_id, essential)
    select ${documentId}, n."nodeId", n."needsId", n.essential
    from jsonb_to_recordset(${JSON.stringify(needs)}::jsonb)
      as n("nodeId" text, "needsId" text, essential boolean)`.execute(db)
}
