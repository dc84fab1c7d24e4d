import { z } from 'zod'
import { chinaDay } from '../../../kernel/china-day.ts'
import type { JobDefinition } from '../../../platform/jobs/index.ts'
import { asProgramAlready, type Context, pushNotice, systemActor } from '../../access/index.ts'
import { rowsWith } from '../domain/forecast.ts'
import * as queries from '../queries/dates.ts'
import { computeCity } from './city-run.ts'

const expiryWarningDays = 90

/**
 * Tells, once each: the firms within reach that a window of application opened; the office of a city that a policy of it
 * ends within 90 days. Runs as the program; what a firm is told names only itself.
 */
export async function tellDates(ctx: Context): Promise<void> {
  const on = chinaDay(ctx.now)
  for (const window of await queries.listOpenWindows(ctx.db, on)) await tellWindow(ctx, window, on)
  for (const document of await queries.listEnding(ctx.db, on, expiryWarningDays))
    await pushNotice(ctx, {
      to: { role: 'chain_office', cityCode: cityOf(document.areaCode) },
      kind: 'policy.notice.expiring',
      params: { title: document.title, date: document.validTo },
      reference: { room: 'policy', path: `/policies/${document.id}` },
      dueDate: document.validTo,
      onceKey: `policy.notice.expiring/${document.id}/${document.validTo}`,
    })
}

const cityOf = (areaCode: string): string | null =>
  areaCode.endsWith('0000') ? null : `${areaCode.slice(0, 4)}00`

async function tellWindow(ctx: Context, window: queries.OpenWindow, on: string): Promise<void> {
  const { id, dataset, policyId, clauseId, title, closesOn } = window
  const cities = cityOf(window.areaCode)
  for (const city of cities === null ? await queries.listCities(ctx.db, dataset) : [cities]) {
    const { run, table } = await computeCity(ctx, { city, dataset, on })
    const reached = new Set(
      run.outcomes
        .filter(({ clause }) => clause.policy === policyId && (clauseId === null || clause.id === clauseId))
        .flatMap((outcome) => [...rowsWith(outcome, 0), ...rowsWith(outcome, 4)]),
    )
    for (const row of reached)
      await pushNotice(ctx, {
        to: { organisationId: table.rows.ids[row]! },
        kind: 'policy.notice.window',
        params: { title, date: closesOn },
        reference: { room: 'policy', path: '/policies/firm' },
        dueDate: closesOn,
        dataset,
        onceKey: `policy.notice.window/${id}/${table.rows.ids[row]}`,
      })
  }
}

/** Looks twice a day for windows that opened and policies that end soon. */
export const policyDatesJob: JobDefinition<Record<string, never>> = {
  name: 'policy.tell_dates',
  input: z.object({}) as never,
  everyMinutes: 720,
  work: async ({ now }) => {
    return async (db) => {
      await tellDates({
        db,
        now,
        actor: systemActor,
        lang: 'zh',
        requestId: 'job',
        asProgram: asProgramAlready,
      })
    }
  },
}
