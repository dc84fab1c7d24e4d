import { standingOn } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type NameInBoth, translate } from '../../../platform/words.ts'
import { workingDays } from '../../../platform/working-days.ts'
import {
  audit,
  type Context,
  holds,
  listAttachments,
  organisationRoles,
  pushNotice,
  requirePermission,
} from '../../access/index.ts'
import { escalationPathOf, requireChain } from '../../chains/index.ts'
import { lastDayOf } from '../domain/service-level.ts'
import { answerLived, type Lived, readLived } from '../lives.ts'
import type {
  NewTicket,
  PulledTicket,
  ServiceLevels,
  TicketDetail,
  TicketList,
  TicketSummary,
} from '../model.ts'
import { listReminders } from '../queries/clock.ts'
import { findLevels } from '../queries/rules.ts'
import * as queries from '../queries/tickets.ts'

type Of = { readonly city: string; readonly dataset: 'held' | 'demo' }
export const subjectOf = (id: string) => `services.ticket/${id}`
const soonWorkingDays = 2

/** The service levels of a city; `conflict` where no pack brings any. */
export async function levelsOf(ctx: Context, city: string): Promise<ServiceLevels> {
  const levels = await findLevels(ctx.db, city)
  if (!levels) throw new AppError('conflict', 'services.no_levels')
  return levels
}

/** Whether an answer is owed, so that the last day counts. */
export const isWaiting = ({ state }: Pick<queries.TicketRow, 'state'>) =>
  (queries.waitingStates as readonly string[]).includes(state)

/** The title as notices tell it: a confidential request bears its kind only, to each reader in their language. */
export function titleOf(row: queries.TicketRow, levels: ServiceLevels): string | NameInBoth {
  if (!row.isConfidential) return row.title
  const kind = levels.kinds.find(({ id }) => id === row.kind)?.name ?? row.kind
  const params = { kind }
  return {
    zh: translate('zh', 'services.confidential_title', params),
    en: translate('en', 'services.confidential_title', params),
  }
}

/** In which parts of the life cycle the asker stands towards a ticket. */
export function rolesToward(ctx: Context, row: queries.TicketRow): string[] {
  const { actor } = ctx
  const own = actor.organisationId
  return [
    ...(holds(actor, 'tickets.manage') ? ['office'] : []),
    ...(own !== null && own === row.organisationId ? ['firm'] : []),
    ...(own !== null && own === row.unitOrganisationId ? ['unit'] : []),
  ]
}

/** A ticket's life by its history. */
export async function livedOf(ctx: Context, row: queries.TicketRow): Promise<Lived> {
  const key =
    row.cycleId === null ? null : { id: row.cycleId, cityCode: row.cycleCity!, version: row.cycleVersion! }
  const lines = await queries.listLines(ctx.db, row.id)
  const by = { by: row.raisedBy, byName: row.raisedBy, at: row.createdAt }
  return readLived(ctx, key, lines, { cycleId: 'firm_ticket', cityCode: row.cityCode, ...by })
}

/** Raises a request; the same form sent twice makes one. Firms raise their own, an office on behalf of one. */
export async function raiseTicket(ctx: Context, input: NewTicket): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'tickets.raise', input.city)
  const levels = await levelsOf(ctx, input.city)
  const organisationId = whoseRequest(ctx, input)
  const firm = await queries.findOrganisation(ctx.db, { dataset: input.dataset, id: organisationId })
  if (firm === undefined) throw new AppError('invalid', 'services.no_organisation', { id: organisationId })
  if (input.chainId !== null) await requireChain(ctx, input.chainId, 'chainId')
  const receivedOn = chinaDay(ctx.now)
  const of = { kind: input.kind, urgency: input.urgency, receivedOn }
  const dueOn = lastDayOf(levels, of, workingDays())
  if (dueOn === undefined) throw unknownKind(ctx, levels, input.kind)
  const stamp = { by: ctx.actor.displayName, byId: ctx.actor.userId, at: ctx.now }
  const made = await queries.insertTicket(ctx.db, { ...input, organisationId, receivedOn, dueOn }, stamp)
  if (!made.isNew) return made
  const row = (await queries.findTicket(ctx.db, made.id))!
  await audit(ctx, {
    action: 'services.ticket_raise',
    subject: subjectOf(made.id),
    detail: {
      organisationId,
      kind: input.kind,
      urgency: input.urgency,
      dueOn,
      isConfidential: input.isConfidential,
    },
  })
  await pushNotice(ctx, {
    to: { role: 'chain_office', cityCode: input.city },
    kind: 'services.ticket_raised',
    params: { firm, title: titleOf(row, levels) },
    reference: { room: 'services', path: `/tickets/${made.id}` },
    dueDate: dueOn,
    dataset: input.dataset,
    onceKey: `services.raised/${made.id}`,
  })
  return made
}

function whoseRequest(ctx: Context, input: NewTicket): string {
  const { role, organisationId } = ctx.actor
  if ((organisationRoles as readonly string[]).includes(role)) {
    if (organisationId === null || (input.organisationId !== null && input.organisationId !== organisationId))
      throw new AppError('forbidden', 'services.not_own_firm')
    return organisationId
  }
  if (input.organisationId !== null) return input.organisationId
  throw new AppError('invalid', 'services.whose_request', {}, [
    { field: 'organisationId', code: 'services.whose_request' },
  ])
}

function unknownKind(ctx: Context, levels: ServiceLevels, kind: string): AppError {
  const known = levels.kinds.map(({ name }) => name[ctx.lang]).join('、')
  return new AppError('invalid', 'services.unknown_kind', { kind, known }, [
    { field: 'kind', code: 'services.unknown_kind', params: { kind, known } },
  ])
}

/** A ticket in one line. `stateName` comes from the life cycle that its city has now. */
export function summarise(
  ctx: Context,
  row: queries.TicketRow,
  around: { levels: ServiceLevels; stateNames: ReadonlyMap<string, string> },
): TicketSummary {
  const standing = isWaiting(row)
    ? standingOn(row.dueOn, chinaDay(ctx.now), workingDays(), soonWorkingDays)
    : { light: 'none' as const, overdueWorkingDays: 0 }
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    kindName: around.levels.kinds.find(({ id }) => id === row.kind)?.name[ctx.lang] ?? row.kind,
    urgency: row.urgency,
    isConfidential: row.isConfidential,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    chainId: row.chainId,
    unitName: row.unitName,
    state: row.state,
    stateName: around.stateNames.get(row.state) ?? row.state,
    isOpen: row.isOpen,
    receivedOn: row.receivedOn,
    dueOn: row.dueOn,
    light: standing.light,
    overdueWorkingDays: standing.overdueWorkingDays,
    satisfaction: row.satisfaction,
  }
}

async function stateNamesOf(ctx: Context, city: string): Promise<ReadonlyMap<string, string>> {
  const begun = { cycleId: 'firm_ticket', cityCode: city, by: '', byName: '', at: ctx.now }
  const { cycle } = await readLived(ctx, null, [], begun)
  return new Map(Object.entries(cycle.states).map(([id, { title }]) => [id, title[ctx.lang]]))
}

/** The tickets that the reader may see: a firm its own, a unit those given to it, the office all. */
export async function listTickets(ctx: Context, of: Of): Promise<TicketList> {
  requirePermission(ctx.actor, 'tickets.read', of.city)
  const levels = await levelsOf(ctx, of.city)
  const around = { levels, stateNames: await stateNamesOf(ctx, of.city) }
  const rows = await queries.listTickets(ctx.db, of)
  return {
    items: rows.map((row) => summarise(ctx, row, around)),
    kinds: levels.kinds.map(({ name, ...kind }) => ({ ...kind, name: name[ctx.lang] })),
    source: levels.source,
    today: chinaDay(ctx.now),
  }
}

/** One ticket that the reader may see, as its row; `not_found` otherwise, so that nobody learns that there is one. */
export async function getRow(ctx: Context, id: string): Promise<queries.TicketRow> {
  const row = await queries.findTicket(ctx.db, id)
  if (!row) throw new AppError('not_found', 'services.no_ticket', { id })
  requirePermission(ctx.actor, 'tickets.read', row.cityCode)
  return row
}

/** Notes who else than its firm reads a confidential request, or a document of one. */
export async function auditReading(
  ctx: Context,
  row: queries.TicketRow,
  of: { document?: string } = {},
): Promise<void> {
  if (!row.isConfidential || row.organisationId === ctx.actor.organisationId) return
  await audit(ctx, {
    action: 'services.ticket_read',
    subject: subjectOf(row.id),
    detail: { organisationId: row.organisationId, ...of },
    confidential: true,
  })
}

/** One ticket with its history, documents, way up, and what the reader may do. Reading a confidential one is audited. */
export async function getTicket(ctx: Context, id: string): Promise<TicketDetail> {
  requirePermission(ctx.actor, 'tickets.read')
  const row = await getRow(ctx, id)
  await auditReading(ctx, row)
  const levels = await levelsOf(ctx, row.cityCode)
  const lived = await livedOf(ctx, row)
  const stateNames = new Map(
    Object.entries(lived.cycle.states).map(([key, { title }]) => [key, title[ctx.lang]]),
  )
  const roles = rolesToward(ctx, row)
  const documents = await ctx.asProgram(() =>
    listAttachments(ctx, { room: 'services', subject: subjectOf(id) }),
  )
  const { path, leader } = await wayUp(ctx, row)
  return {
    ...summarise(ctx, row, { levels, stateNames }),
    dataset: row.dataset,
    city: row.cityCode,
    words: row.words,
    // The form promises the firm that nobody else is told whom to call.
    contact: roles.length > 0 ? row.contact : null,
    answer: row.answer,
    answeredOn: row.answeredAgainOn ?? row.answeredOn,
    satisfactionWords: row.satisfactionWords,
    unitOrganisationId: row.unitOrganisationId,
    raisedBy: row.raisedBy,
    documents: documents.map(({ id: file, fileName, uploadedAt }) => ({ id: file, fileName, uploadedAt })),
    reminders: (await listReminders(ctx.db, id)).map(({ step, told, dueOn, at }) => ({
      told: toldIn(ctx, levels, { step, told }),
      dueOn,
      at: at.toISOString(),
    })),
    path,
    leader,
    mayAttach: row.isOpen && roles.length > 0,
    life: answerLived(ctx, lived, { id, title: row.title, seen: row.seen, roles }),
  }
}

/** What a step told, in the reader's language as long as the service levels still say it so. */
function toldIn({ lang }: Context, { steps }: ServiceLevels, of: { step: number; told: string }): string {
  const title = steps[of.step]?.title
  return title?.zh === of.told ? title[lang] : of.told
}

/** To whom a ticket goes up along its chain today: bodies with their heads, and the chain leader by name. */
export async function wayUp(
  ctx: Context,
  row: queries.TicketRow,
): Promise<{ path: { name: string; head: string | null }[]; leader: string | null }> {
  if (row.chainId === null) return { path: [], leader: null }
  const of = { city: row.cityCode, dataset: row.dataset }
  const { steps, leader } = await escalationPathOf(ctx, row.chainId, chinaDay(ctx.now), of)
  return {
    path: steps.map(({ name, head }) => ({ name, head: head?.person ?? null })),
    leader: leader?.holder ?? null,
  }
}

/** Open tickets of a city for the room of tasks, those due first at the top; confidential ones stay here. */
export async function listTicketsToPull(ctx: Context, of: Of): Promise<PulledTicket[]> {
  requirePermission(ctx.actor, 'tickets.read', of.city)
  const today = chinaDay(ctx.now)
  const rows = await queries.listTickets(ctx.db, of, { openOnly: true })
  return rows
    .filter((row) => !row.isConfidential && isWaiting(row))
    .map(({ id, title, chainId, unitName, dueOn }) => ({
      id,
      title,
      path: `/tickets/${id}`,
      chainId,
      unitName,
      dueOn,
      isOverdue: dueOn < today,
    }))
}

/** The offices that a ticket may be given to, for the form of assignment. Permission `tickets.manage`. */
export async function listUnits(ctx: Context, of: Of): Promise<{ id: string; name: string }[]> {
  requirePermission(ctx.actor, 'tickets.manage', of.city)
  return queries.listUnits(ctx.db, of)
}
