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

/** What is bought counts as: named by the segment of the node at which its only supplier stands. */
export const scopes = ['all', 'core', 'components', 'devices', 'software'] as const
export type Scope = (typeof scopes)[number]

const segmentsOf: Readonly<Record<Exclude<Scope, 'all'>, readonly string[]>> = {
  core: ['components', 'devices', 'software'],
  components: ['components'],
  devices: ['devices'],
  software: ['software'],
}

/** Whether a purchase is in scope; null when its supplier stands at no node, or at nodes in and out of the scope. */
export function isInScope(scope: Scope, segments: ReadonlySet<string> | undefined): boolean | null {
  if (scope === 'all') return true
  if (!segments || segments.size === 0) return null
  const inside = [...segments].filter((segment) => segmentsOf[scope].includes(segment)).length
  return inside === segments.size ? true : inside === 0 ? false : null
}

/** Fen bought, by what can be told of it. */
export type Sums = {
  readonly localFen: bigint
  readonly outsideFen: bigint
  /** In scope, but the place is unknown or too coarse. */
  readonly uncertainFen: bigint
  /** Nobody can say whether it is in scope. */
  readonly unscopedFen: bigint
}

/** One purchase with what is known about its supplier. */
export type ScopedPurchase = {
  readonly amountFen: bigint | null
  readonly place: Place | null
  readonly segments: ReadonlySet<string> | undefined
}

/** Adds purchases up under one definition; a purchase without an amount is left out, as shares of buyers do not add. */
export function sumUnder(reach: Reach, scope: Scope, purchases: Iterable<ScopedPurchase>): Sums {
  const sums = { localFen: 0n, outsideFen: 0n, uncertainFen: 0n, unscopedFen: 0n }
  for (const { amountFen, place, segments } of purchases) {
    if (amountFen === null) continue
    const isScoped = isInScope(scope, segments)
    if (isScoped === false) continue
    const isNear = isScoped === null ? null : isWithin(reach, place)
    if (isScoped === null) sums.unscopedFen += amountFen
    else if (isNear === null) sums.uncertainFen += amountFen
    else if (isNear) sums.localFen += amountFen
    else sums.outsideFen += amountFen
  }
  return sums
}

/** A ratio with the range in which the truth lies. */
export type RangedRatio = {
  /** Local over what can be placed; null when nothing can. */
  readonly ratio: number | null
  /** Were everything uncertain outside, and were it all local; null when nothing is in scope. */
  readonly low: number | null
  readonly high: number | null
  /** Placed over all that may be in scope. */
  readonly coverageRatio: number
}

/**
 * The ratio of sums under a definition, with what the uncertain could make of it. What may or may not be in scope widens
 * nothing: it lowers the coverage. Method: docs/methods/local-sourcing.md, "definitions side by side".
 */
export function rangeOf({ localFen, outsideFen, uncertainFen, unscopedFen }: Sums): RangedRatio {
  const placed = localFen + outsideFen
  const inScope = placed + uncertainFen
  return {
    ratio: ratioOf(localFen, placed),
    low: ratioOf(localFen, inScope),
    high: ratioOf(localFen + uncertainFen, inScope),
    coverageRatio: ratioOf(placed, inScope + unscopedFen) ?? 0,
  }
}
