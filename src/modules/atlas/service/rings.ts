import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Cell, type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { centreOf, distanceToKm, loadPicture, type Picture, placeOfSupplier } from '../../network/index.ts'
import { loadPlaces, type PlaceIndex } from '../../registry/index.ts'
import {
  type DistantPurchase,
  type PurchaseSum,
  type RingSum,
  ringOf,
  shareOf,
  sumByRing,
} from '../domain/purchase-rings.ts'
import { fringeKm, type Rings, type RingsQuery, radiusChoicesKm } from '../model.ts'
import { listFirmsAtNodes, type NodeFirmRow } from '../queries/firms.ts'
import { findSetting } from '../queries/settings.ts'
import { loadChainNames } from './chain-names.ts'

type Centre = Rings['centre']
/** The ring around the city's own centre that everybody sees, km: the pilot's 200 公里生态配套圈. */
const publishedRadiusKm = 200
const cityCentre = 'city'

/** Centres to choose from: the city's own, then those that its pack names. */
async function centresOf(ctx: Context, city: string, places: PlaceIndex): Promise<Centre[]> {
  const own = centreOf(places, city)
  const name = places.find(city)!.name
  const file = await findSetting(ctx.db, city)
  const packed = (file?.centres ?? []).map(({ id, name: named, lng, lat, source }) => ({
    ...{ id, lng, lat, name: named[ctx.lang] },
    source: source === '假设' ? source : [source.document, source.place].filter(Boolean).join(' · '),
  }))
  return [{ id: cityCentre, name, lng: own.lng, lat: own.lat, source: 'GB/T 2260' }, ...packed]
}

const edgesUpTo = (radiusKm: number) => radiusChoicesKm.filter((km) => km <= radiusKm)

/** Purchases of a city's buyers in their latest year, with the distance of each supplier from the centre. */
function* purchasesOf(
  picture: Picture,
  city: string,
  distanceOf: (key: string) => number | null,
  isCounted: (supplierId: string | null) => boolean,
): Generator<DistantPurchase> {
  for (const [buyerId, years] of picture.years) {
    if (picture.organisations.get(buyerId)?.cityCode !== city) continue
    for (const { supplierId, amountFen } of years) {
      if (!isCounted(supplierId)) continue
      const supplierKey = supplierId ?? `unknown of ${buyerId}`
      const distanceKm = supplierId === null ? null : distanceOf(supplierId)
      yield { buyerId, supplierKey, amountFen, distanceKm }
    }
  }
}

/** Aggregates are published for fixed cells: two rings of one's own choice would tell, by their difference, one supplier. */
function requireFixedRing({ centre = cityCentre, radiusKm, chain }: RingsQuery): void {
  if (centre !== cityCentre || radiusKm !== publishedRadiusKm || chain !== undefined)
    throw new AppError('forbidden', 'atlas.ring_fixed', { radiusKm: publishedRadiusKm })
}

type Open = {
  /** Places of the rings that may be shown. */
  readonly rings: ReadonlySet<number>
  /** Whether what cannot be placed may be shown, and with it the part that can. */
  readonly isUnplacedOpen: boolean
}

const isEachOpen = (sum: PurchaseSum) =>
  (['buyers', 'suppliers'] as const).every(
    (who) => sum.fen === 0n || disclosable([{ id: 'sum', contributors: sum[who] }]).size === 1,
  )

/** What may be shown to those who may not read relations: enough buyers and enough suppliers behind each part and the whole. */
export function openSums(rings: readonly RingSum[], unplaced: PurchaseSum): Open {
  const cellsOf = (who: 'buyers' | 'suppliers'): Cell[] => {
    const whole = new Map<string, number>()
    for (const ring of rings) for (const [id, fen] of ring[who]) whole.set(id, (whole.get(id) ?? 0) + fen)
    return [
      { id: 'whole', contributors: whole },
      ...rings.map((ring, i) => ({ id: String(i), contributors: ring[who] })),
    ]
  }
  const [byBuyers, bySuppliers] = [disclosable(cellsOf('buyers')), disclosable(cellsOf('suppliers'))]
  const isOpen = (id: string) => byBuyers.has(id) && bySuppliers.has(id)
  // All but one ring and the whole would give the last one away.
  const isWhole = isOpen('whole') && rings.every((_, i) => isOpen(String(i)))
  return {
    rings: new Set(isWhole ? rings.keys() : []),
    isUnplacedOpen: isWhole && isEachOpen(unplaced),
  }
}

type Standing = { row: NodeFirmRow; distanceKm: number }

/** Firms at nodes of the city's maps, each once, with their distance; those that cannot be placed are left out. */
async function standingFirms(
  ctx: Context,
  input: RingsQuery,
  distanceOf: (row: NodeFirmRow) => number | null,
) {
  const names = await loadChainNames(ctx, input.city)
  if (input.chain !== undefined && !names.maps.has(input.chain))
    throw new AppError('not_found', 'atlas.no_map', { chain: input.chain })
  const maps = input.chain === undefined ? [...names.maps.values()] : [names.maps.get(input.chain)!]
  const nodes = [...new Set(maps.flatMap((map) => map.nodes.map(({ id }) => id)))]
  const firms = new Map<bigint, Standing>()
  for (const row of await listFirmsAtNodes(ctx.db, input.dataset, nodes)) {
    if (row.evidence === 'words' || firms.has(row.id)) continue
    const distanceKm = distanceOf(row)
    if (distanceKm !== null) firms.set(row.id, { row, distanceKm })
  }
  return firms
}

/** Cities just beyond the outermost ring, with the firms that stand there. */
function justOutside(
  firms: ReadonlyMap<bigint, Standing>,
  radiusKm: number,
  places: PlaceIndex,
  fenOf: (id: string) => bigint | null,
): Rings['justOutside'] {
  const cities = new Map<string, { firms: number; nearestKm: number; fen: bigint | null }>()
  for (const [id, { row, distanceKm }] of firms) {
    if (row.cityCode === null || distanceKm <= radiusKm || distanceKm > radiusKm + fringeKm) continue
    const held = cities.get(row.cityCode) ?? { firms: 0, nearestKm: Number.POSITIVE_INFINITY, fen: null }
    const fen = fenOf(String(id))
    cities.set(row.cityCode, {
      firms: held.firms + 1,
      nearestKm: Math.min(held.nearestKm, distanceKm),
      fen: fen === null ? held.fen : (held.fen ?? 0n) + fen,
    })
  }
  return [...cities]
    .map(([cityCode, { firms: count, nearestKm, fen }]) => ({
      ...{ cityCode, cityName: places.find(cityCode)?.name ?? cityCode, firms: count },
      nearestKm: Math.round(nearestKm * 10) / 10,
      purchasesFen: fen === null ? null : String(fen),
    }))
    .sort((a, b) => b.firms - a.firms || a.nearestKm - b.nearestKm)
}

function tellRings(
  sums: readonly RingSum[],
  firms: ReadonlyMap<bigint, Standing>,
  open: ReadonlySet<number>,
) {
  const edges = sums.flatMap(({ toKm }) => (toKm === null ? [] : [toKm]))
  const placed = sumOf(sums)
  const counts = sums.map(() => 0)
  for (const { distanceKm } of firms.values()) counts[ringOf(distanceKm, edges)]!++
  return sums.map(({ fromKm, toKm, fen }, i) => {
    const isShown = placed === 0n || open.has(i)
    const hasValue = isShown && placed > 0n
    return {
      ...{ fromKm, toKm, firms: counts[i]!, isHeldBack: !isShown },
      purchasesFen: hasValue ? String(fen) : null,
      shareRatio: hasValue ? shareOf(fen, placed) : null,
    }
  })
}

const sumOf = (sums: readonly PurchaseSum[]) => sums.reduce((sum, { fen }) => sum + fen, 0n)

/** Purchases by ring with what cannot be placed, as the reader may see them. */
function tellPurchases(
  purchases: readonly DistantPurchase[],
  firms: ReadonlyMap<bigint, Standing>,
  { radiiKm, mayChoose }: { radiiKm: readonly number[]; mayChoose: boolean },
): Pick<Rings, 'rings' | 'coverageRatio' | 'unplacedFen'> {
  const { rings, unplaced } = sumByRing(purchases, radiiKm)
  const open: Open = mayChoose
    ? { rings: new Set(rings.keys()), isUnplacedOpen: true }
    : openSums(rings, unplaced)
  const placedFen = sumOf(rings)
  return {
    rings: tellRings(rings, firms, open.rings),
    coverageRatio: open.isUnplacedOpen ? shareOf(placedFen, placedFen + unplaced.fen) : null,
    unplacedFen: open.isUnplacedOpen ? String(unplaced.fen) : null,
  }
}

/** Fen bought from each supplier whose amounts are known. */
function boughtFrom(purchases: readonly DistantPurchase[]): Map<string, bigint> {
  const bought = new Map<string, bigint>()
  for (const { supplierKey, amountFen } of purchases)
    if (amountFen !== null) bought.set(supplierKey, (bought.get(supplierKey) ?? 0n) + amountFen)
  return bought
}

type Middle = { readonly cityCode: string; readonly lng: number; readonly lat: number }

/** The purchases of the city, or of one chain, with the distance of each supplier from the middle. */
async function purchasesAround(
  ctx: Context,
  input: RingsQuery,
  middle: Middle,
  firms: ReadonlyMap<bigint, Standing>,
): Promise<DistantPurchase[]> {
  const picture = await loadPicture(ctx, input.dataset)
  const distanceOf = (key: string) => {
    const place = placeOfSupplier(picture, key)
    return place === null ? null : distanceToKm(middle, place)
  }
  const isCounted = (id: string | null) =>
    input.chain === undefined || (id !== null && /^\d+$/.test(id) && firms.has(BigInt(id)))
  return [...purchasesOf(picture, input.city, distanceOf, isCounted)]
}

/**
 * What the city's firms buy by ring around a centre, and which firms stand in each ring and just outside (row C11).
 * Those who may not read relations see two rings of one fixed publication; the others choose, and it is audited.
 */
export async function getRings(ctx: Context, input: RingsQuery): Promise<Rings> {
  requirePermission(ctx.actor, 'network.aggregate', input.city)
  const mayChoose = holds(ctx.actor, 'relations.read_all')
  if (!mayChoose) requireFixedRing(input)
  const places = await loadPlaces(ctx)
  const centres = await centresOf(ctx, input.city, places)
  const centre = centres.find(({ id }) => id === (input.centre ?? cityCentre))
  if (!centre) throw new AppError('not_found', 'atlas.no_centre', { centre: input.centre ?? '' })
  const middle = { cityCode: input.city, lng: centre.lng, lat: centre.lat }
  const firms = await standingFirms(ctx, input, ({ positionPrecision, ...row }) =>
    distanceToKm(middle, { ...row, precision: positionPrecision }),
  )
  const purchases = await purchasesAround(ctx, input, middle, firms)
  if (mayChoose && purchases.length > 0)
    await audit(ctx, {
      action: 'atlas.read_rings',
      subject: `city/${input.city}/${input.dataset}`,
      detail: { centre: centre.id, radiusKm: input.radiusKm, chain: input.chain ?? null },
      confidential: true,
    })
  const radiiKm = mayChoose ? edgesUpTo(input.radiusKm) : [publishedRadiusKm]
  const bought = mayChoose ? boughtFrom(purchases) : new Map<string, bigint>()
  return {
    ...{ city: input.city, dataset: input.dataset, asOf: chinaDay(ctx.now), centre, mayChoose, fringeKm },
    centres: mayChoose ? centres : centres.slice(0, 1),
    ...{ radiiKm, radiusKm: input.radiusKm },
    ...tellPurchases(purchases, firms, { radiiKm, mayChoose }),
    justOutside: justOutside(firms, input.radiusKm, places, (id) => bought.get(id) ?? null),
    definition: translate(ctx.lang, 'atlas.rings_definition'),
  }
}
