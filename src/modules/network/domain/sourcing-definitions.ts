import { ratioOf } from './purchase.ts'
import { type Centre, distanceToKm, type Place } from './ring.ts'

/** Where near ends: the city, a radius around a chosen centre, or the province. */
export type Reach =
  | { readonly kind: 'city'; readonly cityCode: string }
  | { readonly kind: 'radius'; readonly centre: Centre; readonly radiusKm: number }
  | { readonly kind: 'province'; readonly provincePrefix: string }

const provinceOf = ({ cityCode, provinceCode }: Place) =>
  (cityCode ?? provinceCode ?? null)?.slice(0, 2) ?? null

/** Whether a place lies within reach; null when it cannot be told. */
export function isWithin(reach: Reach, place: Place | null): boolean | null {
  if (place === null) return null
  const province = provinceOf(place)
  if (reach.kind === 'province') return province === null ? null : province === reach.provincePrefix
  if (reach.kind === 'city') {
    if (place.cityCode !== null) return place.cityCode === reach.cityCode
    return province !== null && province !== reach.cityCode.slice(0, 2) ? false : null
  }
  const distance = distanceToKm(reach.centre, place)
  return distance === null ? null : distance <= reach.radiusKm
}

/** What is bought counts as: told by the nodes at which its supplier stands, or by a ledger's own column. */
export const scopes = ['all', 'core', 'components', 'devices', 'software'] as const
export type Scope = (typeof scopes)[number]

const kindsOf: Readonly<Record<Exclude<Scope, 'all'>, readonly string[]>> = {
  core: ['components', 'devices', 'software'],
  components: ['components'],
  devices: ['devices'],
  software: ['software'],
}

/** Whether a purchase is in scope; null when its supplier stands at no node, or at nodes in and out of the scope. */
export function isInScope(scope: Scope, goods: ReadonlySet<string> | undefined): boolean | null {
  if (scope === 'all') return true
  if (!goods || goods.size === 0) return null
  const inside = [...goods].filter((kind) => kindsOf[scope].includes(kind)).length
  return inside === goods.size ? true : inside === 0 ? false : null
}

/** Fen bought, by what can be told of it. */
export type Sums = {
  readonly localFen: bigint
  readonly outsideFen: bigint
  /** In scope, but the place is unknown or too coarse. */
  readonly uncertainFen: bigint
  /** Nobody can say whether it is in scope. */
  readonly unscopedFen: bigint
  /** The same of purchases told as a band: the sums of their ends. */
  readonly bands: Readonly<Record<'local' | 'outside' | 'uncertain' | 'unscoped', Band>>
}
export type Band = { readonly low: bigint; readonly high: bigint }

/** One purchase with what is known about its supplier. */
export type ScopedPurchase = {
  readonly amountFen: bigint | null
  /** Given instead of the amount: it lies within. */
  readonly bandFen?: Band | undefined
  readonly place: Place | null
  /** components, devices, software, other; undefined or empty where nobody knows. */
  readonly goods: ReadonlySet<string> | undefined
}

type Kind = keyof Sums['bands']

function kindOf(reach: Reach, scope: Scope, { place, goods }: ScopedPurchase): Kind | null {
  const isScoped = isInScope(scope, goods)
  if (isScoped === null) return 'unscoped'
  if (!isScoped) return null
  const isNear = isWithin(reach, place)
  return isNear === null ? 'uncertain' : isNear ? 'local' : 'outside'
}

/**
 * Adds purchases up under one definition; one with neither amount nor band is left out, as shares of buyers do not add.
 * A band is added end by end and never counted as its middle.
 */
export function sumUnder(reach: Reach, scope: Scope, purchases: Iterable<ScopedPurchase>): Sums {
  const fen = { local: 0n, outside: 0n, uncertain: 0n, unscoped: 0n }
  const none = () => ({ low: 0n, high: 0n })
  const bands = { local: none(), outside: none(), uncertain: none(), unscoped: none() }
  for (const purchase of purchases) {
    const { amountFen, bandFen } = purchase
    if (amountFen === null && !bandFen) continue
    const kind = kindOf(reach, scope, purchase)
    if (kind === null) continue
    if (amountFen !== null) fen[kind] += amountFen
    else if (bandFen) {
      bands[kind].low += bandFen.low
      bands[kind].high += bandFen.high
    }
  }
  return {
    ...{
      localFen: fen.local,
      outsideFen: fen.outside,
      uncertainFen: fen.uncertain,
      unscopedFen: fen.unscoped,
    },
    bands,
  }
}

/** A ratio with the range in which the truth lies. */
export type RangedRatio = {
  /** Local over what can be placed; null when nothing can, or when some of it is told as a band: see `between`. */
  readonly ratio: number | null
  /** Instead of the ratio where bands are placed: within which ends it lies. */
  readonly between: { readonly low: number; readonly high: number } | null
  /** Were everything uncertain outside, and were it all local; null when nothing is in scope. */
  readonly low: number | null
  readonly high: number | null
  /** Placed over all that may be in scope. */
  readonly coverageRatio: number
}

/**
 * The ratio of sums under a definition, with what the uncertain and the bands could make of it: at the low end all that
 * is uncertain is outside, local bands stand at their lower and the others at their upper end; at the high end the other
 * way round. What may or may not be in scope widens nothing: it lowers the coverage, as do bands, by their upper end.
 * Method: docs/methods/local-sourcing.md, "definitions side by side".
 */
export function rangeOf({ localFen, outsideFen, uncertainFen, unscopedFen, bands }: Sums): RangedRatio {
  const placed = localFen + outsideFen
  const least = localFen + bands.local.low
  const most = localFen + bands.local.high + uncertainFen + bands.uncertain.high
  const banded = bands.local.high + bands.outside.high + bands.uncertain.high + bands.unscoped.high
  const { local, outside } = bands
  const isBanded = local.high > 0n || outside.high > 0n
  return {
    ratio: isBanded ? null : ratioOf(localFen, placed),
    between: isBanded ? ratioBetween(localFen, outsideFen, { local, outside }) : null,
    low: ratioOf(least, least + outsideFen + bands.outside.high + uncertainFen + bands.uncertain.high),
    high: ratioOf(most, most + outsideFen + bands.outside.low),
    coverageRatio: ratioOf(placed, placed + uncertainFen + unscopedFen + banded) ?? 0,
  }
}

/** Local over placed, were all bands against it and were all for it. */
function ratioBetween(
  localFen: bigint,
  outsideFen: bigint,
  { local, outside }: Readonly<Record<'local' | 'outside', Band>>,
): { low: number; high: number } {
  const [least, most] = [localFen + local.low, localFen + local.high]
  return {
    low: ratioOf(least, least + outsideFen + outside.high) ?? 0,
    high: ratioOf(most, most + outsideFen + outside.low) ?? 1,
  }
}
