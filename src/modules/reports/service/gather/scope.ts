import type { Context, Permission } from '../../../access/index.ts'
import { holds } from '../../../access/index.ts'
import { loadPlaces } from '../../../registry/index.ts'
import type { Source } from '../../domain/fact-catalogue.ts'

/** Of what a report speaks, and with whose eyes its facts are read. Reports are written in Chinese. */
export type Scope = {
  readonly ctx: Context
  readonly city: string
  readonly cityName: string
  readonly dataset: 'held' | 'demo'
  readonly chain: string
  /** YYYY-MM that is looked back on; null: the last thirty days. */
  readonly period: string | null
  /** The day in China of the report. */
  readonly on: string
  /** First day and first day after the period that is looked back on. */
  readonly from: string
  readonly until: string
}

/** What stands where the reader has no right to look. */
export const withheldWord = '本报告的阅读范围不含此项'

/** A picture that cannot be drawn; its reason stands beside it. */
export const noPicture = { svg: null, widthMm: 0, heightMm: 0, alternative: '' }

/** Whether whoever composes may read something; the services ask again. */
export const may = ({ ctx }: Scope, permission: Permission): boolean => holds(ctx.actor, permission)

/** A source with the city and data set of the report in its address, so that it opens as it was read. */
export function sourceOf(
  { city, dataset }: Pick<Scope, 'city' | 'dataset'>,
  { path, ...source }: Source,
): Source {
  const [page = path, query] = path.split('?')
  const search = [query, `city=${city}`, `dataset=${dataset}`].filter(Boolean).join('&')
  return { ...source, path: `${page}?${search}` }
}

/** The name of a city as the register's places have it. */
export async function cityNameOf(ctx: Context, city: string): Promise<string> {
  return (await loadPlaces(ctx)).find(city)?.name ?? city
}
