import { type Cell, type Context, disclosable, requirePermission } from '../../access/index.ts'
import {
  aggregateAgreements,
  type Counted,
  type CountedAgreement,
  fulfilmentByYear,
} from '../domain/agreement-figures.ts'
import type { AgreementAggregateAnswer } from '../model.ts'
import * as queries from '../queries/agreements.ts'
import { toThousandths } from './agreements.ts'
import { loadPicture } from './picture.ts'

/** Of the definitions in docs/methods/agreements.md. */
const aggregateVersion = '1'

async function loadCounted(
  ctx: Context,
  city: string,
  dataset: 'held' | 'demo',
): Promise<CountedAgreement[]> {
  const rows = await queries.listAgreementsOfCity(ctx.db, dataset, city)
  const ids = rows.map(({ id }) => id)
  const agreed = await queries.listAgreedYears(ctx.db, ids)
  const delivered = await queries.listDeliveries(ctx.db, ids)
  const { organisations } = await loadPicture(ctx, dataset)
  const own = <T extends { agreementId: bigint; volume: string | null }>(all: readonly T[], id: bigint) =>
    all
      .filter(({ agreementId }) => agreementId === id)
      .map((one) => ({ ...one, volume: toThousandths(one.volume) }))
  return rows.map((row) => {
    const place = organisations.get(String(row.supplierId))?.cityCode ?? null
    return {
      ...{ buyerId: String(row.buyerId), supplierId: String(row.supplierId) },
      ...{ isLocal: place === null ? null : place === city, item: row.nodeId ?? row.product },
      years: fulfilmentByYear(own(agreed, row.id), own(delivered, row.id)),
    }
  })
}

/** Which cells may leave: three buyers and three suppliers behind each, none of either above 80 %. */
function openCells(
  cells: readonly { id: string; buyers: Cell['contributors']; suppliers: Cell['contributors'] }[],
) {
  const byBuyer = disclosable(cells.map(({ id, buyers }) => ({ id, contributors: buyers })))
  const bySupplier = disclosable(cells.map(({ id, suppliers }) => ({ id, contributors: suppliers })))
  return (id: string) => byBuyer.has(id) && bySupplier.has(id)
}

const untold = { deliveredFen: null, fulfilmentRatio: null } as const
const heldBack = { agreements: null, agreedFen: null, ...untold } as const

function show(counted: Counted, isOpen: (id: string) => boolean): AgreementAggregateAnswer['years'][number] {
  const { year, agreements, agreedFen, deliveredFen, fulfilmentRatio, localRatio, secondSourceRatio } =
    counted
  if (!isOpen(`agreed ${year}`))
    return {
      year,
      isHeldBack: true,
      ...heldBack,
      localRatio: null,
      secondSourceRatio: null,
      priceChange: null,
    }
  const isTold = isOpen(`told ${year}`) && deliveredFen !== null
  return {
    ...{ year, isHeldBack: false, agreements, localRatio, secondSourceRatio, agreedFen: String(agreedFen) },
    ...(isTold ? { fulfilmentRatio, deliveredFen: String(deliveredFen) } : untold),
    priceChange: isOpen(`priced ${year}`) ? counted.priceChange : null,
  }
}

/**
 * What framework agreements do for a city, year by year. They are their two parties' secret: nobody, the chain office
 * included, gets a figure that fewer than three buyers and three suppliers stand behind, or of which one makes up more
 * than 80 %.
 */
export async function getAgreementAggregate(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<AgreementAggregateAnswer> {
  requirePermission(ctx.actor, 'network.aggregate', city)
  const agreements = await ctx.asProgram(() => loadCounted(ctx, city, dataset))
  const years = [
    ...new Set(agreements.flatMap((one) => one.years.flatMap((y) => (y.valueFen ? [y.year] : [])))),
  ]
  const counted = years.sort((a, b) => b - a).map((year) => aggregateAgreements(agreements, year))
  const isOpen = openCells(
    counted.flatMap((one) => [
      { id: `agreed ${one.year}`, buyers: one.byBuyer, suppliers: one.bySupplier },
      { id: `told ${one.year}`, buyers: one.toldByBuyer, suppliers: one.toldBySupplier },
      { id: `priced ${one.year}`, buyers: one.pricedByBuyer, suppliers: one.pricedBySupplier },
    ]),
  )
  return { years: counted.map((one) => show(one, isOpen)), version: aggregateVersion }
}
