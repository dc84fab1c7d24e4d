import { queryOptions } from '@tanstack/react-query'
import type { Definitions } from '../../../src/modules/network/model.ts'
import { percent } from '../../ui/format.ts'
import { getJson } from '../../ui/request.ts'
import { t } from './definition-words.ts'

export type Ranged = Definitions['now'][number]
export const reaches = ['city', 'radius', 'province'] as const
export const scopes = ['all', 'core', 'components', 'devices', 'software'] as const

export const definitionsQuery = (asked: {
  city: string
  dataset: string
  centre: string | undefined
  radiusKm: number
}) =>
  queryOptions({
    queryKey: ['local-sourcing', 'definitions', asked],
    queryFn: ({ signal }) => getJson<Definitions>('/api/network/local-sourcing/definitions', asked, signal),
  })

/** A ratio in percent without its sign; a question mark where it is unknown. */
export const text = (ratio: number | null) => percent(ratio)?.text ?? '?'

/** The point, or the interval in which a ratio told by bands lies. */
export function ratioText({ ratio, between }: Pick<Ranged, 'ratio' | 'between'>): string | null {
  if (ratio !== null) return `${text(ratio)}%`
  return between === null ? null : `${text(between.low)}%–${text(between.high)}%`
}

export const reachName = (
  reach: Ranged['reach'],
  { centre, radiusKm }: Pick<Definitions, 'centre' | 'radiusKm'>,
) => (reach === 'radius' ? t('radius', { centre: centre.name, km: radiusKm }) : t(reach))
