import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type RelationRow = {
  id: bigint
  side: 'supplier' | 'buyer'
  organisationId: bigint | null
  name: string
  isAnonymous: boolean
  year: number
  rank: number | null
  sharePpm: number | null
  salesSharePpm: number | null
  amountFen: bigint | null
  amountLowFen: bigint | null
  amountHighFen: bigint | null
  product: string | null
  source: string
  confidentiality: 'office' | 'parties'
  statedSide: 'buyer' | 'supplier' | 'office' | null
  evidenceKey: string | null
  note: string | null
  endedOn: string | null
  endedReason: string | null
}

/**
 * One step around an organisation: from whom it buys and to whom it sells, newest year first. Row security decides
 * which rows its reader sees.
 */
export async function listRelationsOf(db: Db, id: string, atMost: number): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    select l.id, 'supplier' as side, l.supplier_id as organisation_id, coalesce(o.name, l.supplier_text) as name,
      l.is_supplier_anonymous as is_anonymous, l.year, l.rank, l.share_ppm, l.sales_share_ppm, l.amount_fen,
      l.amount_low_fen, l.amount_high_fen, l.product, l.source, l.confidentiality, l.stated_side, l.evidence_key, l.note,
      l.ended_on, l.ended_reason
    from network.supply_link l left join registry.organisation o on o.id = l.supplier_id
    where l.buyer_id = ${id}::bigint and l.superseded_at is null
    union all
    select l.id, 'buyer', l.buyer_id, coalesce(o.name, l.buyer_text), l.is_buyer_anonymous, l.year, l.rank, l.share_ppm,
      l.sales_share_ppm, l.amount_fen, l.amount_low_fen, l.amount_high_fen, l.product, l.source, l.confidentiality,
      l.stated_side, l.evidence_key, l.note, l.ended_on, l.ended_reason
    from network.supply_link l left join registry.organisation o on o.id = l.buyer_id
    where l.supplier_id = ${id}::bigint and l.superseded_at is null
    order by side desc, year desc, rank nulls last, share_ppm desc nulls last, name
    limit ${atMost}`.execute(db)
  return rows
}
