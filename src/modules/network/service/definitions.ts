import { AppError } from '../../../kernel/errors.ts'
import { audit, type Cell, type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import type { YearPurchase } from '../domain/buyer-years.ts'
import {
  type Reach,
  rangeOf,
  type Scope,
  type ScopedPurchase,
  scopes,
  sumUnder,
} from '../domain/sourcing-definitions.ts'
import type { Definitions, DefinitionsQuery } from '../model.ts'
import { listSegmentsOfOrganisations } from '../queries/picture.ts'
import { centreOf, loadPicture, type Picture, placeOfSupplier } from './picture.ts'

/** Version stamped on the figures; docs/methods/local-sourcing.md, "definitions side by side". */
const definitionsVersion = '1'

type Bought = ScopedPurchase & { readonly buyerId: string }
type Figure = Definitions['now'][number] | Definitions['trend'][number]
type Counted = { readonly figure: Figure; readonly cell: Cell }

function reachesOf(picture: Picture, { city, centre = city, radiusKm }: DefinitionsQuery): Reach[] {
  return [
    { kind: 'city', cityCode: city },
    { kind: 'radius', centre: centreOf(picture.places, centre), radiusKm },
    { kind: 'province', provincePrefix: city.slice(0, 2) },
  ]
}

/** Fen placed by buyer under one definition: what the rule of aggregates asks for. */
function contributorsUnder(reach: Reach, scope: Scope, bought: readonly Bought[]): Map<string, number> {
  const byBuyer = new Map<string, Bought[]>()
  for (const one of bought) {
    const own = byBuyer.get(one.buyerId)
    if (own) own.push(one)
    else byBuyer.set(one.buyerId, [one])
  }
  const parts = [...byBuyer].map(([buyerId, own]): [string, number] => {
    const { localFen, outsideFen } = sumUnder(reach, scope, own)
    return [buyerId, Number(localFen + outsideFen)]
  })
  return new Map(parts.filter(([, fen]) => fen > 0))
}

function count(id: string, reach: Reach, scope: Scope, bought: readonly Bought[], of: object): Counted {
  const ranged = rangeOf(sumUnder(reach, scope, bought))
  return {
    figure: { ...ranged, isHeldBack: false, reach: reach.kind, ...of } as Figure,
    cell: { id, contributors: contributorsUnder(reach, scope, bought) },
  }
}

/** Hides what too few buyers stand behind; nobody learns from a zero that nothing was there. */
function hold<T extends Figure>(figure: T, isShown: boolean): T {
  if (isShown) return figure
  return { ...figure, ratio: null, low: null, high: null, coverageRatio: null, isHeldBack: true }
}

/** The one ring of aggregates that are published, in km around the city's own centre. */
const publishedRadiusKm = 200

/** Aggregates are published for fixed cells: two rings of one's own choice would tell, by their difference, one supplier. */
function requireFixedRing({ city, centre = city, radiusKm }: DefinitionsQuery): void {
  if (centre !== city || radiusKm !== publishedRadiusKm)
    throw new AppError('forbidden', 'network.ring_fixed', { radiusKm: publishedRadiusKm })
}

/**
 * The local-sourcing ratio of a city's buyers under every scope and reach side by side, and over the years: which choice
 * makes which figure. For those who may not read relations by the rule of aggregates, over all cells at once.
 */
export async function getSourcingDefinitions(ctx: Context, input: DefinitionsQuery): Promise<Definitions> {
  requirePermission(ctx.actor, 'network.aggregate', input.city)
  const mayReadAll = holds(ctx.actor, 'relations.read_all')
  if (!mayReadAll) requireFixedRing(input)
  const picture = await loadPicture(ctx, input.dataset)
  const reaches = reachesOf(picture, input)
  const isHere = (id: string) => picture.organisations.get(id)?.cityCode === input.city
  const segments = await listSegmentsOfOrganisations(ctx.db, input.dataset)
  const places = new Map<string, ScopedPurchase['place']>()
  const describe = ({ buyerId, supplierId, amountFen }: YearPurchase): Bought => {
    const key = supplierId ?? ''
    if (!places.has(key)) places.set(key, supplierId === null ? null : placeOfSupplier(picture, supplierId))
    return { buyerId, amountFen, place: places.get(key)!, segments: segments.get(key) }
  }
  const latest = [...picture.years].filter(([id]) => isHere(id)).flatMap(([, own]) => own.map(describe))
  const now = reaches.flatMap((reach) =>
    scopes.map((scope) => count(`${reach.kind} ${scope}`, reach, scope, latest, { scope })),
  )
  const trend = [...picture.purchasesByYear]
    .sort(([a], [b]) => a - b)
    .flatMap(([year, all]) => {
      const bought = all.filter(({ buyerId }) => isHere(buyerId)).map(describe)
      if (bought.length === 0) return []
      return reaches.map((reach) => count(`${reach.kind} ${year}`, reach, 'all', bought, { year }))
    })
  const open = disclosable([...now, ...trend].map(({ cell }) => cell))
  const show = ({ figure, cell }: Counted) =>
    hold(figure, mayReadAll || cell.contributors.size === 0 || open.has(cell.id))
  if (mayReadAll && latest.length > 0)
    await audit(ctx, {
      action: 'network.read_definitions',
      subject: `city/${input.city}/${input.dataset}`,
      confidential: true,
    })
  const centre = picture.places.find(input.centre ?? input.city)
  if (!centre)
    throw new AppError('not_found', 'network.city_unknown', { cityCode: input.centre ?? input.city })
  return {
    ...{ city: input.city, dataset: input.dataset, radiusKm: input.radiusKm, version: definitionsVersion },
    centre: { code: centre.code, name: centre.name },
    now: now.map(show) as Definitions['now'],
    trend: trend.map(show) as Definitions['trend'],
  }
}
