import { normaliseName } from '../../../engines/identity/index.ts'
import type { Context } from '../../access/index.ts'
import type { DemoCity } from '../domain/demo/city.ts'
import type { DemoLink } from '../domain/demo/links.ts'
import { insertRelations, type NewRelation } from '../queries/relations.ts'

const rowsAtATime = 10_000

function toRelation(link: DemoLink, { firms }: DemoCity, ids: readonly string[]): NewRelation {
  const end = (firm: number) => ({
    id: ids[firm]!,
    name: firms[firm]!.name,
    key: `name:${normaliseName(firms[firm]!.name)}`,
  })
  const buyer = end(link.buyer)
  const supplier = link.supplier === null ? null : end(link.supplier)
  const unnamed = `第${link.rank}名`
  return {
    buyerId: buyer.id,
    supplierId: supplier?.id ?? null,
    buyerKey: buyer.key,
    supplierKey: supplier?.key ?? `anonymous:${link.rank}:${unnamed}`,
    buyerText: buyer.name,
    supplierText: supplier?.name ?? unnamed,
    isBuyerAnonymous: false,
    isSupplierAnonymous: supplier === null,
    supplierCityCode: null,
    year: link.year,
    rank: link.rank,
    sharePpm: link.sharePpm,
    salesSharePpm: null,
    amountFen: link.amountFen?.toString() ?? null,
    product: link.product,
  }
}

/** Writes the relations of an invented city, whose firms already stand; `ids` in the order of its firms. */
export async function insertDemoRelations(
  ctx: Context,
  city: DemoCity,
  ids: readonly string[],
  source: string,
): Promise<void> {
  for (let at = 0; at < city.links.length; at += rowsAtATime) {
    const some = city.links.slice(at, at + rowsAtATime).map((link) => toRelation(link, city, ids))
    await insertRelations(ctx.db, some, { dataset: 'demo', source, importId: null, at: ctx.now })
  }
}
