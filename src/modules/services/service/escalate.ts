import { z } from '@hono/zod-openapi'
import { workingDaysBetween } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import type { JobDefinition } from '../../../platform/jobs/index.ts'
import { type NameInBoth, translate } from '../../../platform/words.ts'
import { workingDays } from '../../../platform/working-days.ts'
import {
  asProgramAlready,
  audit,
  type Context,
  type NoticeTo,
  pushNotice,
  requirePermission,
  systemActor,
} from '../../access/index.ts'
import { type LevelStep, stepsDue } from '../domain/service-level.ts'
import { takeLifeAction } from '../lives.ts'
import type { ServiceLevels } from '../model.ts'
import * as clock from '../queries/clock.ts'
import { findLevels } from '../queries/rules.ts'
import * as queries from '../queries/tickets.ts'
import { keep, patchOf } from './act-on-ticket.ts'
import { isWaiting, livedOf, subjectOf, titleOf, wayUp } from './tickets.ts'

const pageSize = 200

/** Whom a step goes to; a unit that the register does not hold cannot be told, then the office is. */
function receivers(row: queries.TicketRow, to: LevelStep['to']): NoticeTo[] {
  const office: NoticeTo = { role: 'chain_office', cityCode: row.cityCode }
  if (to === 'leader') return [{ role: 'chain_leader', cityCode: row.cityCode }, office]
  if (to === 'unit' && row.unitOrganisationId !== null) return [{ organisationId: row.unitOrganisationId }]
  return [office]
}

/** The way up in one line, to each reader in their language. */
function inBoth({ path, leader }: Awaited<ReturnType<typeof wayUp>>): NameInBoth {
  const names = path.map(({ name, head }) => (head ? `${name} ${head}` : name))
  const inOne = (lang: 'zh' | 'en') => {
    const leading = leader === null ? [] : [translate(lang, 'services.leader_is', { name: leader })]
    return [...names, ...leading].join(' → ') || translate(lang, 'services.nobody')
  }
  return { zh: inOne('zh'), en: inOne('en') }
}

async function takeStep(
  ctx: Context,
  row: queries.TicketRow,
  due: { index: number; step: LevelStep },
  levels: ServiceLevels,
): Promise<boolean> {
  const { dueOn } = row
  const told = { ticketId: row.id, dueOn, step: due.index, told: due.step.title.zh, at: ctx.now }
  if (!(await clock.insertReminder(ctx.db, told))) return false
  if (due.step.to === 'leader') await clock.noteLeaderTold(ctx.db, row.id, ctx.now)
  const path = inBoth(await wayUp(ctx, row))
  const days = workingDaysBetween(dueOn, chinaDay(ctx.now), workingDays())
  for (const to of receivers(row, due.step.to))
    await pushNotice(ctx, {
      to,
      kind: due.step.days < 0 ? 'services.ticket_due' : 'services.ticket_overdue',
      params: {
        title: titleOf(row, levels),
        dueOn,
        days,
        unit: row.unitName ?? {
          zh: translate('zh', 'services.nobody'),
          en: translate('en', 'services.nobody'),
        },
        path,
      },
      reference: { room: 'services', path: `/tickets/${row.id}` },
      dueDate: dueOn,
      dataset: row.dataset,
      onceKey: `services.late/${row.id}/${dueOn}/${due.index}/${JSON.stringify(to)}`,
    })
  await audit(ctx, {
    action: 'services.ticket_escalate',
    subject: subjectOf(row.id),
    detail: { step: due.index, to: due.step.to, dueOn, overdueWorkingDays: days },
  })
  return true
}

async function forEachPage(
  list: (after: string) => Promise<string[]>,
  work: (id: string) => Promise<void>,
): Promise<void> {
  for (let after = '0'; ; ) {
    const ids = await list(after)
    for (const id of ids) await work(id)
    if (ids.length < pageSize) return
    after = ids.at(-1)!
  }
}

/** Takes every step that is due for tickets that owe an answer; a second run on the same day does nothing. */
export async function escalateTickets(ctx: Context): Promise<{ steps: number }> {
  requirePermission(ctx.actor, 'tickets.escalate')
  let steps = 0
  const today = chinaDay(ctx.now)
  await forEachPage(
    (after) => clock.listWaitingIds(ctx.db, after, pageSize),
    async (id) => {
      await queries.lockTicket(ctx.db, id)
      const row = await queries.findTicket(ctx.db, id)
      // Somebody may have answered it since the page was read.
      const levels = row && isWaiting(row) ? await findLevels(ctx.db, row.cityCode) : undefined
      if (!row || !levels) return
      for (const due of stepsDue(levels.steps, { dueOn: row.dueOn, today }, workingDays()))
        if (await takeStep(ctx, row, due, levels)) steps++
    },
  )
  return { steps }
}

/** Closes tickets whose answer nobody rated in time; their satisfaction stays unknown. */
export async function closeUnrated(ctx: Context): Promise<{ closed: number }> {
  requirePermission(ctx.actor, 'tickets.escalate')
  let closed = 0
  const today = chinaDay(ctx.now)
  await forEachPage(
    (after) => clock.listUnratedIds(ctx.db, after, pageSize),
    async (id) => {
      await queries.lockTicket(ctx.db, id)
      const row = (await queries.findTicket(ctx.db, id))!
      const levels = await findLevels(ctx.db, row.cityCode)
      const answered = row.answeredAgainOn ?? row.answeredOn
      if (!levels || answered === null || !row.isOpen) return
      if (workingDaysBetween(answered, today, workingDays()) <= levels.closeAfterWorkingDays) return
      const after = takeLifeAction(ctx, await livedOf(ctx, row), ['clock'], 'close', {})
      await keep(ctx, id, after, patchOf(row, null, after, { today, at: ctx.now, levels }))
      await audit(ctx, { action: 'services.ticket_close', subject: subjectOf(id), detail: { answered } })
      closed++
    },
  )
  return { closed }
}

/** Looks four times a day for tickets that are due, late, or answered and not rated. */
export const ticketJob: JobDefinition<Record<string, never>> = {
  name: 'services.escalate_tickets',
  input: z.object({}) as never,
  everyMinutes: 360,
  work: async ({ now }) => {
    return async (db) => {
      const program = {
        actor: systemActor,
        lang: 'zh' as const,
        requestId: 'job',
        asProgram: asProgramAlready,
      }
      await escalateTickets({ db, now, ...program })
      await closeUnrated({ db, now, ...program })
    }
  },
}
