import { queryOptions } from '@tanstack/react-query'
import type { CountedBeside, IndicatorAnswer, TargetAnswer } from '../../../src/modules/indicators/model.ts'
import { getJson } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { CountedBeside, IndicatorAnswer, TargetAnswer }

export const indicatorsQuery = (city: string) =>
  queryOptions({
    queryKey: ['indicators', city],
    queryFn: ({ signal }) =>
      getJson<{ items: IndicatorAnswer[] }>('/api/indicators', { city }, signal).then(({ items }) => items),
  })
export const targetsQuery = (city: string) =>
  queryOptions({
    queryKey: ['targets', city],
    queryFn: ({ signal }) =>
      getJson<{ targets: TargetAnswer[] }>('/api/targets', { city }, signal).then(({ targets }) => targets),
  })
export const besideQuery = (city: string, dataset: Dataset) =>
  queryOptions({
    queryKey: ['indicators-counted', city, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: CountedBeside[] }>('/api/indicators/counted', { city, dataset }, signal).then(
        ({ items }) => items,
      ),
  })
