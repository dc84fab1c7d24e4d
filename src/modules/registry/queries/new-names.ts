import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { RowReview } from '../import/importer.ts'

type Dataset = 'held' | 'demo'

/** Names that came since they were last compared; `names` is null where they are too many to name. */
export async function listNewNames(
  db: Db,
  dataset: Dataset,
): Promise<{ seqs: string[]; names: string[] | null }> {
  const { rows } = await sql<{ seq: string; names: string[] | null }>`
    select seq::text, names from registry.new_name where dataset = ${dataset} order by seq`.execute(db)
  const isAll = rows.some(({ names }) => names === null)
  const names = isAll ? null : [...new Set(rows.flatMap((row) => row.names ?? []))]
  return { seqs: rows.map(({ seq }) => seq), names }
}

/** Takes away names that were compared. */
export async function deleteNewNames(db: Db, seqs: readonly string[]): Promise<void> {
  await sql`delete from registry.new_name where seq = any(${seqs.map(BigInt)}::bigint[])`.execute(db)
}

export type AskedEnd = RowReview & {
  readonly importId: string
  readonly subject: string
  readonly part: 'buyer' | 'supplier'
}

/**
 * Asks a person about names that rows wait for: a question that stands already gets the candidates of now, a new one stands
 * at the row of its subject. Gives the imports in whose queue something changed.
 */
export async function upsertQuestions(
  db: Db,
  dataset: Dataset,
  asked: readonly AskedEnd[],
): Promise<{ importIds: string[]; count: number }> {
  if (asked.length === 0) return { importIds: [], count: 0 }
  const rows = asked.map((each) => ({
    ...each,
    bestScore: Math.max(0, ...each.candidates.filter(({ veto }) => veto === null).map(({ score }) => score)),
  }))
  const { rows: changed } = await sql<{ importId: string }>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("importId" bigint, subject text, part text,
        title text, "nameNormalised" text, "creditCode" text, reason text, "reasonParams" jsonb, candidates jsonb,
        "bestScore" float8)),
    standing as (
      update registry.import_review v set candidates = a.candidates, best_score = a."bestScore", reason = a.reason,
        reason_params = a."reasonParams"
      from asked a where v.import_id = a."importId" and v.dataset = ${dataset} and v.part <> ''
        and v.state in ('open', 'later') and v.name_normalised = a."nameNormalised"
        and v.credit_code is not distinct from a."creditCode" and v.candidates <> a.candidates
      returning v.import_id),
    fresh as (
      insert into registry.import_review (import_id, line, part, dataset, title, name_normalised, credit_code, reason,
        reason_params, candidates, best_score, state)
      select a."importId", w.line, a.part, ${dataset}, a.title, a."nameNormalised", a."creditCode", a.reason,
        a."reasonParams", a.candidates, a."bestScore", 'open'
      from asked a join registry.import_row w on w.import_id = a."importId" and w.subject = a.subject
        and w.outcome = 'waiting'
      where not exists (select from registry.import_review v where v.import_id = a."importId" and v.part <> ''
        and v.state in ('open', 'later') and v.name_normalised = a."nameNormalised"
        and v.credit_code is not distinct from a."creditCode")
      on conflict (import_id, line, part) do update set state = 'open', candidates = excluded.candidates,
        best_score = excluded.best_score, reason = excluded.reason, reason_params = excluded.reason_params,
        title = excluded.title, name_normalised = excluded.name_normalised, credit_code = excluded.credit_code,
        decision = null
      returning import_id)
    select import_id::text from standing union all select import_id::text from fresh`.execute(db)
  return { importIds: [...new Set(changed.map(({ importId }) => importId))], count: changed.length }
}
