// What holds an organisation's id, over all rooms: a merge moves it, or a reason stands here. A later column cannot be forgotten.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { signedInApp } from '../../src/modules/access/fixtures.ts'
import { hasWords } from '../../src/platform/words.ts'

const house = signedInApp({ keepBetweenTests: true })

/**
 * Columns that look as if they held organisations and are not moved. The reason says why a merge may leave them.
 */
const left: Readonly<Record<string, string>> = {
  'access.attachment.subject': 'a thing of a room by its own id, never an organisation',
  'access.audit_entry.subject': 'the trail says what was done to which id, and is never changed',
  'access.audit_pending.subject': 'the trail says what was done to which id, and is never changed',
  'access.oidc_link.subject': 'a person as the sign-in service names them',
  'chains.dated_line.subject': 'which dated line of a chain: leader, maturity …',
  'chains.node_link.subject_kind': 'a word; the id beside it is moved',
  'chains.node_link.subject_room': 'a word; the id beside it is moved',
  'chains.tag_entry.subject_kind': 'a word; the id beside it is moved',
  'chains.tag_entry.subject_room': 'a word; the id beside it is moved',
  'evaluation.run.subjects': 'how many were judged',
  'evaluation.scorecard.subject': 'a word: firm or park',
  'indicators.computed_value.dimension_id':
    'computed by night from what the firm then holds; what stood is history',
  'indicators.entered_value.subject_id':
    'an organisation by the key of a pack’s target, no id of the register',
  'indicators.own_target.subject_id': 'an organisation by the key of a target, no id of the register',
  'indicators.target.subject_id': 'an organisation by the key of a pack’s target, no id of the register',
  'network.changed_rows.ids': 'ids of relations',
  'network.changed_rows.subject': 'a word: what changed',
  'network.revision.subject': 'a word: what changed',
  'policy.agreement.subject': 'words of the agreement',
  'policy.application.subject': 'words of the application',
  'policy.run_clause.near_ids': 'a run is frozen: it says who was computed then',
  'policy.run_clause.organisation_ids': 'a run is frozen: it says who was computed then',
  'programmes.cadre.unit_id': 'a unit of the programme’s own list',
  'programmes.case_study.unit_id': 'a unit of the programme’s own list',
  'programmes.document.organisations': 'names as the document writes them, with their place in it',
  'programmes.proposal.subject': 'words of the proposal',
  'registry.correction.subject': 'which fact is corrected: figure, title, column',
  'registry.import_review.candidates':
    'followed on reading: a candidate that was merged stands for the one it went into',
  'registry.import_row.subject': 'moved by registry.move_import_rows and given back with it',
  'registry.join_record.kept_id': 'the record of merges itself',
  'registry.join_record.other_id': 'the record of merges itself',
  'registry.pin.subject': 'which fact is pinned: the column organisation_id beside it is moved',
}

const names =
  /(^|_)(organisations?|firms?|compan(y|ies)|enterprises?|buyers?|suppliers?|owners?|holders?|hosts?|investors?|applicants?|bidders?|winners?|lenders?|banks?|institutes?|providers?|partners?|units?|members?|part(y|ies)|subjects?|dimensions?|candidates?)(_ids?)?$/

type Held = {
  place: string
  type: string
  isMoved: boolean
  isForeign: boolean
  isForced: boolean
  hasOwner: boolean
}

async function listColumns(): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select n.nspname || '.' || r.relname || '.' || a.attname as place, format_type(a.atttypid, null) as type,
      exists (select from registry.organisation_references() f where f.tbl = r.oid and f.col = a.attname) as is_moved,
      exists (select from pg_constraint c where c.contype = 'f' and c.conrelid = r.oid and a.attnum = any (c.conkey))
        as is_foreign,
      r.relforcerowsecurity as is_forced,
      exists (select from pg_policy p where p.polrelid = r.oid and p.polcmd = '*'
        and r.relowner = any (p.polroles) and pg_get_expr(p.polqual, r.oid) = 'true')
      or exists (select from pg_policy p where p.polrelid = r.oid and p.polcmd in ('*', 'w') and 0 = any (p.polroles)
        and pg_get_expr(p.polqual, r.oid) ~ '''system''') as has_owner
    from pg_attribute a
    join pg_class r on r.oid = a.attrelid and r.relkind in ('r', 'p') and not r.relispartition
    join pg_namespace n on n.oid = r.relnamespace and n.nspname !~ '^(pg|information_schema|public|test_seed)'
    where a.attnum > 0 and not a.attisdropped order by 1`.execute(house.database.owner)
  return rows
}

const mayHoldIds = (type: string) => /^(bigint|integer|text|json|jsonb)(\[\])?$/.test(type)

describe('columns that hold an organisation', () => {
  test('are moved by a merge, or stand in the list with a reason', async () => {
    const open = (await listColumns()).filter(({ place, type, isMoved, isForeign }) => {
      const column = place.split('.')[2]!
      const isId = /_ids?$/.test(column) || /(subjects?|candidates|organisations)$/.test(column)
      return mayHoldIds(type) && isId && names.test(column) && !isMoved && !isForeign
    })
    expect(open.map(({ place }) => place).filter((place) => !(place in left))).toEqual([])
  })

  test('the list names no column that is gone or is moved by now', async () => {
    const places = new Map((await listColumns()).map((column) => [column.place, column]))
    expect(Object.keys(left).filter((place) => places.get(place)?.isMoved !== false)).toEqual([])
  })

  test('every foreign key to an organisation is moved', async () => {
    const { rows } = await sql<{ place: string }>`
      select c.conrelid::regclass || '.' || a.attname as place from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) as k(child, parent)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.child
      join pg_attribute p on p.attrelid = c.confrelid and p.attnum = k.parent and p.attname = 'id'
      where c.contype = 'f' and c.confrelid = 'registry.organisation'::regclass
        and not exists (select from registry.organisation_references() f where f.tbl = c.conrelid and f.col = a.attname)`.execute(
      house.database.owner,
    )
    expect(rows).toEqual([])
  })

  test('stand in tables that the moving reaches: a key to find the row, and no row security in its way', async () => {
    const moved = (await listColumns()).filter(({ isMoved }) => isMoved)
    expect(moved.length).toBeGreaterThan(60)
    expect(moved.filter(({ isForced, hasOwner }) => isForced && !hasOwner).map(({ place }) => place)).toEqual(
      [],
    )
    const { rows } = await sql<{ tbl: string }>`
      select tbl::text from registry.organisation_references() where cardinality(key_columns) = 0`.execute(
      house.database.owner,
    )
    expect(rows).toEqual([])
  })

  test('have words, in which a person chooses among them when splitting', async () => {
    const { rows } = await sql<{ tbl: string }>`
      select distinct tbl::text from registry.organisation_references() where not is_unlisted`.execute(
      house.database.owner,
    )
    expect(rows.map(({ tbl }) => tbl).filter((tbl) => !hasWords(`registry.part.${tbl}`))).toEqual([])
  })
})
