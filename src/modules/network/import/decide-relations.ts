// What each row of a file is to do with the relations that are held.
import type { Context, Dataset } from '../../access/index.ts'
import { type Settlement, settleRelation } from '../domain/settle-relations.ts'
import * as queries from '../queries/relations.ts'
import type { RelationRow } from './relation-row.ts'

export type Keyed = {
  readonly line: number
  readonly row: RelationRow
  readonly buyerKey: string
  readonly supplierKey: string
}
export type Decided = Keyed & {
  readonly settlement: Settlement | { readonly kind: 'refuse'; readonly firstLine: number }
  readonly held: queries.HeldRelation | undefined
}

type Named = { buyerKey: string; supplierKey: string; year: number; product: string | null }
const naturalKey = ({ buyerKey, supplierKey, year, product }: Named) =>
  JSON.stringify([buyerKey, supplierKey, year, product])

/**
 * Compares each row with what is held and with the rows before it. An end is its organisation where that is known, so that
 * a row under a code, another name or the name before a renaming finds the relation; else what the file calls it.
 */
export async function decideRelations(
  ctx: Context,
  keyed: readonly Keyed[],
  idOf: IdOf,
  dataset: Dataset,
): Promise<Decided[]> {
  const links = await queries.listRelationsOfBuyers(ctx.db, dataset, buyersOf(keyed, idOf))
  const byText = new Map(links.map((link) => [naturalKey(link), link]))
  const byEnds = new Map(links.map((link) => [naturalKey({ ...link, ...endsHeld(link) }), link]))
  const lineOf = new Map<string, { line: number; row: RelationRow }>()
  return keyed.map((entry) => {
    const { year, product } = entry.row
    const meant = naturalKey({ ...endsMeant(entry, idOf), year, product })
    const held = byText.get(naturalKey({ ...entry, year, product })) ?? byEnds.get(meant)
    const earlier = lineOf.get(meant)
    if (earlier) {
      const isSame = settleRelation(earlier.row, entry.row).kind === 'keep'
      const settlement = isSame
        ? ({ kind: 'keep' } as const)
        : ({ kind: 'refuse', firstLine: earlier.line } as const)
      return { ...entry, settlement, held }
    }
    lineOf.set(meant, entry)
    return { ...entry, settlement: settleRelation(held, entry.row), held }
  })
}

export type IdOf = ReadonlyMap<string, string>
export const endsMeant = ({ buyerKey, supplierKey }: Keyed, idOf: IdOf) => ({
  buyerKey: idOf.get(buyerKey) ?? buyerKey,
  supplierKey: idOf.get(supplierKey) ?? supplierKey,
})
const endsHeld = ({ buyerId, buyerKey, supplierId, supplierKey }: queries.HeldRelation) => ({
  buyerKey: String(buyerId ?? buyerKey),
  supplierKey: String(supplierId ?? supplierKey),
})
export const buyersOf = (keyed: readonly Keyed[], idOf: IdOf): queries.Buyers => {
  const keys = [...new Set(keyed.map(({ buyerKey }) => buyerKey))]
  return { keys, ids: keys.flatMap((key) => idOf.get(key) ?? []) }
}
