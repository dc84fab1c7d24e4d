import type { Event } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, disclosable, requirePermission } from '../../access/index.ts'
import {
  aggregateAgreements,
  type Counted,
  type CountedAgreement,
  fulfilmentByYear,
  type Sum,
  sums,
} from '../domain/agreement-figures.ts'
import type { AgreementAggregateAnswer } from '../model.ts'
import * as queries from '../queries/agreements.ts'
import { toThousandths } from './agreements.ts'
import { loadPicture } from './picture.ts'

type Shown = AgreementAggregateAnswer['years'][number]

/** Of the definitions in docs/methods/agreements.md. */
const aggregateVersion = '1'

/** The last year for which an agreement holds: ended early, what was agreed for later is agreed no longer. */
function lastYearOf({ state, endsOn, history }: queries.AgreementRow): number {
  const end = state === 'terminated' ? (history as Event[]).at(-1) : undefined
  return Number((end ? chinaDay(new Date(end.at)) : endsOn).slice(0, 4))
}

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
      years: fulfilmentByYear(
        own(agreed, row.id).filter(({ year }) => year <= lastYearOf(row)),
        own(delivered, row.id),
      ),
    }
  })
}

/** Which sums may leave: three buyers and three suppliers behind each, none of either above 80 %. */
function openSums(counted: readonly Counted[]): (year: number, sum: Sum) => boolean {
  const open = (['buyers', 'suppliers'] as const).map((side) =>
    disclosable(
      counted.flatMap(({ year, behind }) =>
        sums.map((sum) => ({ id: `${sum} ${year}`, contributors: behind[sum][side] })),
      ),
    ),
  )
  return (year, sum) => open.every((ids) => ids.has(`${sum} ${year}`))
}

const heldBack = {
  ...{ isHeldBack: true, agreements: null, agreedFen: null, deliveredFen: null, fulfilmentRatio: null },
  ...{ localRatio: null, secondSourceRatio: null, priceChange: null },
}

function show(counted: Counted, isOpenOf: ReturnType<typeof openSums>): Shown {
  const { year, agreements, agreedFen, deliveredFen, behind } = counted
  const isOpen = (sum: Sum) => isOpenOf(year, sum)
  if (!isOpen('agreed')) return { year, ...heldBack }
  // Nothing of a sum is nobody's.
  const isTold = (sum: Sum) => behind[sum].buyers.size === 0 || isOpen(sum)
  const isDelivered = isOpen('told') && isOpen('delivered')
  return {
    ...{ year, isHeldBack: false, agreements, agreedFen: String(agreedFen) },
    deliveredFen: isDelivered ? String(deliveredFen) : null,
    fulfilmentRatio: isDelivered ? counted.fulfilmentRatio : null,
    localRatio: isOpen('placed') && isTold('local') ? counted.localRatio : null,
    secondSourceRatio: isTold('second') ? counted.secondSourceRatio : null,
    priceChange: isOpen('priced') ? counted.priceChange : null,
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
  const isOpen = openSums(counted)
  return { years: counted.map((one) => show(one, isOpen)), version: aggregateVersion }
}
