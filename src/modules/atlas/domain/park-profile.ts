import type { Park } from '../../registry/index.ts'
import type { ParkProfile } from '../model.ts'

type Part = Park['parts'][number]
type OfKind<K extends Part['part']['kind']> = Omit<Part, 'part'> & {
  part: Extract<Part['part'], { kind: K }>
}

const ofKind = <K extends Part['part']['kind']>(parts: readonly Part[], kind: K): OfKind<K>[] =>
  parts.filter((one): one is Part & OfKind<K> => one.part.kind === kind)

/** A sum of what is known; null where nothing is. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

const unknownAmong = (values: readonly (number | null)[]) => values.filter((value) => value === null).length

/** Things by a key, in the order in which the keys came. */
function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups]
}

/**
 * What a park has, put together from what is recorded of it: land and factories as sums of what is known with how many
 * are not (where no parcel is known, what is told free of all land), rankings as series by year, the checklist by goal. Areas in square metres; null is unknown, never 0.
 */
export function profileOf(
  parts: readonly Part[],
): Pick<ParkProfile, 'titles' | 'land' | 'factories' | 'rankings' | 'checks' | 'strengths'> {
  const parcels = ofKind(parts, 'parcel').map(({ part }) => part)
  const available = parcels.filter(({ status }) => status === 'available').map(({ areaM2 }) => areaM2)
  const reserved = parcels.filter(({ status }) => status === 'reserved').map(({ areaM2 }) => areaM2)
  const [all] = ofKind(parts, 'land')
  const buildings = ofKind(parts, 'factory').map(({ part }) => part)
  return {
    titles: ofKind(parts, 'title').map(({ part: { title, level, granted, ended }, source }) => ({
      ...{ title, level, granted, ended, source },
    })),
    land: {
      availableM2: sumKnown(available) ?? all?.part.freeM2 ?? null,
      reservedM2: sumKnown(reserved),
      parcels: parcels.length,
      areaUnknown: unknownAmong(available),
    },
    factories: {
      floorM2: sumKnown(buildings.map(({ floorAreaM2 }) => floorAreaM2)),
      freeM2: sumKnown(buildings.map(({ freeM2 }) => freeM2)),
      buildings: buildings.length,
      freeUnknown: unknownAmong(buildings.map(({ freeM2 }) => freeM2)),
    },
    rankings: groupsOf(ofKind(parts, 'ranking'), ({ part }) => part.list).map(([list, rows]) => ({
      list,
      series: rows
        .map(({ part: { year, place, of }, source }) => ({ year, place, of, source }))
        .sort((a, b) => a.year - b.year),
    })),
    checks: groupsOf(ofKind(parts, 'check'), ({ part }) => part.goal).map(([goal, rows]) => ({
      goal,
      items: rows.map(({ part: { item, isMet }, source }) => ({ item, isMet, source })),
    })),
    strengths: ofKind(parts, 'strength').map(({ part: { industry, chainId, statement }, source, asOf }) => ({
      ...{ industry, chainId, statement, source, asOf },
    })),
  }
}
