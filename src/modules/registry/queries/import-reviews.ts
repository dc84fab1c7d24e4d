import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ReviewCandidate, RowReview } from '../import/importer.ts'
import type { ColumnMapping } from '../import/mapping.ts'

/** Puts rows that wait for a person into the queue. */
export async function insertReviews(
  db: Db,
  { importId, dataset }: { importId: string; dataset: 'held' | 'demo' },
  reviews: readonly (RowReview & { line: number; part?: string })[],
): Promise<void> {
  const rows = reviews.map(({ candidates, ...review }) => ({
    part: '',
    ...review,
    candidates,
    bestScore: Math.max(0, ...candidates.filter(({ veto }) => veto === null).map(({ score }) => score)),
  }))
  await sql`
    insert into registry.import_review (import_id, line, part, dataset, title, name_normalised, credit_code, reason,
      reason_params, candidates, best_score, state)
    select ${BigInt(importId)}, r.line, r.part, ${dataset}, r.title, r."nameNormalised", r."creditCode", r.reason,
      r."reasonParams", r.candidates, r."bestScore", 'open'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, part text, title text, "nameNormalised" text,
      "creditCode" text, reason text, "reasonParams" jsonb, candidates jsonb, "bestScore" float8)`.execute(db)
}

export type HeldReview = {
  importId: string
  line: number
  /** '' for the row as a whole, else which of the organisations that it names. */
  part: '' | 'buyer' | 'supplier'
  dataset: 'held' | 'demo'
  title: string
  nameNormalised: string
  creditCode: string | null
  reason: string
  reasonParams: Record<string, unknown>
  candidates: ReviewCandidate[]
  state: 'open' | 'later' | 'decided' | 'withdrawn'
  fileName: string
  kind: string
  mapping: readonly ColumnMapping[]
  /** Null where the row does not wait as a whole. */
  cells: string[] | null
}

const columns = sql`v.import_id::text, v.line, v.part, v.dataset, v.title, v.name_normalised, v.credit_code, v.reason,
  v.reason_params, v.candidates, v.state, i.file_name, i.kind, i.mapping, r.cells`
const joined = sql`registry.import_review v join registry.import i on i.id = v.import_id
  join registry.import_row r on r.import_id = v.import_id and r.line = v.line`

/** Rows that wait for a person: open ones before those put off, the surest first. */
export async function listReviews(
  db: Db,
  filter: { dataset: string; importId: string | null; offset: number; limit: number },
): Promise<{ items: HeldReview[]; total: number }> {
  const wanted = sql`v.dataset = ${filter.dataset} and v.state in ('open', 'later') and
    (${filter.importId}::bigint is null or v.import_id = ${filter.importId}::bigint)`
  const { rows: items } = await sql<HeldReview>`
    select ${columns} from ${joined} where ${wanted}
    order by v.state desc, v.best_score desc, v.import_id, v.line, v.part
    limit ${filter.limit} offset ${filter.offset}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from registry.import_review v where ${wanted}`.execute(db)
  return { items, total: counted[0]!.total }
}

/** Some rows of the queue that still wait, locked until the decision is written. */
export async function lockReviews(
  db: Db,
  places: readonly { importId: string; line: number; part?: string | undefined }[],
): Promise<HeldReview[]> {
  const { rows } = await sql<HeldReview>`
    select ${columns} from ${joined}
      join jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p("importId" bigint, line int, part text)
        on p."importId" = v.import_id and p.line = v.line and coalesce(p.part, '') = v.part
    where v.state in ('open', 'later') order by v.import_id, v.line, v.part for update of v`.execute(db)
  return rows
}

/** Rows that wait under the same names as some that were just decided. */
export async function listReviewsByName(
  db: Db,
  dataset: string,
  names: readonly string[],
): Promise<HeldReview[]> {
  const { rows } = await sql<HeldReview>`
    select ${columns} from ${joined}
    where v.dataset = ${dataset} and v.state in ('open', 'later') and v.name_normalised = any(${[...names]}::text[])
    order by v.import_id, v.line, v.part for update of v`.execute(db)
  return rows
}

/** Notes what became of rows of the queue. */
export async function updateReviews(
  db: Db,
  rows: readonly { importId: string; line: number; part: string; state: string; decision: string | null }[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await sql`
    update registry.import_review v set state = r.state, decision = r.decision, decided_by = ${by}, decided_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("importId" bigint, line int, part text, state text, decision text)
    where v.import_id = r."importId" and v.line = r.line and v.part = r.part`.execute(db)
}

/** Closes open rows about ends whose name or code means somebody now; gives their imports. */
export async function closeReviewsOfEnds(
  db: Db,
  dataset: string,
  { names, codes }: { names: readonly string[]; codes: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ importId: string }>`
    with closed as (
      update registry.import_review set state = 'withdrawn' where dataset = ${dataset} and part <> ''
        and state in ('open', 'later') and ((credit_code is null and name_normalised = any(${[...names]}::text[]))
          or credit_code = any(${[...codes]}::text[])) returning import_id)
    select distinct import_id::text from closed order by 1`.execute(db)
  return rows.map(({ importId }) => importId)
}

/** Takes a candidate out of the rows of a name: a person said that it is not the one. */
export async function dropCandidate(
  db: Db,
  {
    dataset,
    nameNormalised,
    organisationId,
  }: { dataset: string; nameNormalised: string; organisationId: string },
): Promise<void> {
  await sql`
    update registry.import_review v set candidates = kept.list, best_score = kept.best
    from (
      select w.import_id, w.line, w.part, coalesce(jsonb_agg(c order by n) filter (where c ->> 'organisationId' <> ${organisationId}),
          '[]') as list,
        coalesce(max((c ->> 'score')::float8) filter (where c ->> 'organisationId' <> ${organisationId}
          and c ->> 'veto' is null), 0) as best
      from registry.import_review w left join lateral jsonb_array_elements(w.candidates) with ordinality as e(c, n) on true
      where w.dataset = ${dataset} and w.name_normalised = ${nameNormalised} and w.state in ('open', 'later')
      group by w.import_id, w.line, w.part) kept
    where v.import_id = kept.import_id and v.line = kept.line and v.part = kept.part`.execute(db)
}

/** For organisations that were merged away: the one that they stand for now, by the id that went. */
export async function listMergedInto(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ gone: string; standing: string }>`
    with recursive step as (
      select other_id as gone, kept_id as at from registry.join_record
      where kind = 'merge' and undone_at is null and other_id = any(${ids.map(BigInt)}::bigint[])
      union
      select s.gone, j.kept_id from step s join registry.join_record j on j.other_id = s.at
      where j.kind = 'merge' and j.undone_at is null)
    select s.gone::text, s.at::text as standing from step s
    where exists (select from registry.organisation o where o.id = s.at)
      and not exists (select from registry.organisation o where o.id = s.gone)`.execute(db)
  return new Map(rows.map(({ gone, standing }) => [gone, standing]))
}

/** Writes whom a row may mean, after a merge changed who stands. */
export async function updateCandidates(
  db: Db,
  { importId, line, part, candidates }: Pick<HeldReview, 'importId' | 'line' | 'part' | 'candidates'>,
): Promise<void> {
  await sql`
    update registry.import_review set candidates = ${JSON.stringify(candidates)}::jsonb
    where import_id = ${BigInt(importId)} and line = ${line} and part = ${part}`.execute(db)
}

/** How many rows wait for a person, by data set. */
export async function countReviews(db: Db, dataset: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from registry.import_review where dataset = ${dataset} and state = 'open'`.execute(
    db,
  )
  return rows[0]!.n
}

export type ComparedOrganisation = {
  id: string
  name: string
  formerNames: string[]
  creditCode: string | null
  stockCode: string | null
  place: string | null
  address: string | null
  industry: string | null
  products: string[]
}

/** Some organisations as a person compares a row with them. */
export async function listCompared(db: Db, ids: readonly string[]): Promise<ComparedOrganisation[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ComparedOrganisation>`
    select o.id::text, o.name, o.address, o.industry,
      coalesce((select jsonb_agg(f.name order by f.name) from registry.former_name f where f.organisation_id = o.id), '[]')
        as former_names,
      (select value from registry.identifier i where i.organisation_id = o.id and i.kind = 'credit_code' limit 1)
        as credit_code,
      (select value from registry.identifier i where i.organisation_id = o.id and i.kind = 'stock_code' limit 1)
        as stock_code,
      (select string_agg(d.name, '' order by d.code) from registry.division d
        where d.code in (o.province_code, o.city_code, o.district_code)) as place,
      coalesce((select jsonb_agg(p.name) from (select name from registry.product where organisation_id = o.id
        order by name limit 5) p), '[]') as products
    from registry.organisation o where o.id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
  return rows
}

/** The imports of which open rows wait, oldest first. */
export async function listWaitingImports(
  db: Db,
  dataset: string,
  limit: number,
): Promise<{ importId: string; fileName: string; count: number; since: Date }[]> {
  const { rows } = await sql<{ importId: string; fileName: string; count: number; since: Date }>`
    select v.import_id::text, i.file_name, count(*)::int as count, i.imported_at as since
    from registry.import_review v join registry.import i on i.id = v.import_id
    where v.dataset = ${dataset} and v.state = 'open'
    group by v.import_id, i.file_name, i.imported_at order by i.imported_at limit ${limit}`.execute(db)
  return rows
}
