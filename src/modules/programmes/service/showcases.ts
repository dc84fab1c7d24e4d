import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import { answerLived, takeLifeAction } from '../../services/index.ts'
import type { NewShowcase, PublicShowcase, Showcase, ShowcaseChange, ShowcaseDetail } from '../model.ts'
import * as queries from '../queries/showing.ts'
import { findOrganisation } from '../queries/supervision.ts'
import { keepLines } from './life-store.ts'
import { readLife, standingAfter, stateTitlesOf } from './living.ts'

const subjectOf = (id: string) => `programmes.showcase/${id}`

function shortOf(row: queries.HeldShowcase, titles: ReadonlyMap<string, string>): Showcase {
  return {
    id: String(row.id),
    kind: row.kind,
    title: row.title,
    summary: row.summary,
    chainId: row.chainId,
    organisation:
      row.organisationId === null
        ? null
        : { id: String(row.organisationId), name: row.organisationName ?? String(row.organisationId) },
    source: row.source,
    agreedOn: row.agreedOn,
    agreedBy: row.agreedBy,
    releasedOn: row.releasedOn,
    state: row.state,
    stateTitle: titles.get(row.state) ?? row.state,
  }
}

/** The showcases of a city in every state. */
export async function listShowcases(ctx: Context, of: { city: string; dataset: Dataset }) {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const titles = await stateTitlesOf(ctx, 'showcase', of.city)
  const rows = await queries.listShowcases(ctx.db, { dataset: of.dataset, cityCode: of.city })
  return { items: rows.map((row) => shortOf(row, titles)) }
}

/** What anybody may read, signed in or not: only what is released, and of it only what is shown. */
export async function listPublicShowcases(
  ctx: Context,
  of: { city: string; dataset: Dataset },
): Promise<{ items: PublicShowcase[] }> {
  const rows = await queries.listReleased(ctx.db, { dataset: of.dataset, cityCode: of.city })
  return {
    items: rows.map((row) => ({
      id: String(row.id),
      kind: row.kind,
      title: row.title,
      summary: row.summary,
      organisation: row.organisationName,
      source: row.source,
      releasedOn: row.releasedOn!,
    })),
  }
}

async function getRow(ctx: Context, id: string, isLocked = false): Promise<queries.HeldShowcase> {
  const row = await queries.findShowcase(ctx.db, id, isLocked)
  if (!row) throw new AppError('not_found', 'programmes.no_showcase', { id })
  requirePermission(ctx.actor, 'programmes.read', row.cityCode)
  return row
}

const rolesOf = (ctx: Context) =>
  holds(ctx.actor, 'programmes.manage') ? ['office'] : ctx.actor.role === 'chain_leader' ? ['leader'] : []
const attachmentsOf = (row: queries.HeldShowcase) => (row.agreedOn === null ? [] : ['agreement'])

/** One showcase with its life. */
export async function getShowcase(ctx: Context, id: string): Promise<ShowcaseDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getRow(ctx, id)
  const head = { id, title: row.title, seen: row.seen, roles: rolesOf(ctx), attachments: attachmentsOf(row) }
  return {
    ...shortOf(row, await stateTitlesOf(ctx, 'showcase', row.cityCode)),
    life: answerLived(ctx, await readLife(ctx, 'showcase', row), head),
    mayChange: row.state === 'draft' && holds(ctx.actor, 'programmes.manage'),
  }
}

async function requireAgreement(
  ctx: Context,
  dataset: Dataset,
  { organisationId, agreedOn, agreedBy }: Pick<ShowcaseChange, 'organisationId' | 'agreedOn' | 'agreedBy'>,
): Promise<void> {
  if (organisationId !== null && !(await findOrganisation(ctx.db, dataset, organisationId)))
    throw new AppError('not_found', 'programmes.no_organisation', { id: organisationId })
  if ((agreedOn === null) !== (agreedBy === null) || (agreedOn !== null && agreedOn > chinaDay(ctx.now)))
    throw new AppError('invalid', 'programmes.showcase_agreement')
}

/** Begins a showcase; a request sent twice makes one. */
export async function createShowcase(
  ctx: Context,
  input: NewShowcase,
): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  await requireAgreement(ctx, input.dataset, input)
  const { city, organisationId, ...rest } = input
  const createdBy = ctx.actor.userName
  const id = await queries.insertShowcase(ctx.db, {
    ...rest,
    cityCode: city,
    organisationId: organisationId === null ? null : BigInt(organisationId),
    createdBy,
    createdAt: ctx.now,
  })
  if (id === undefined) {
    const of = { createdBy, requestKey: input.requestKey }
    return { id: await queries.findMadeShowcase(ctx.db, of), isNew: false }
  }
  await audit(ctx, {
    action: 'programmes.showcase_create',
    subject: subjectOf(id),
    detail: { kind: input.kind, title: input.title },
  })
  return { id, isNew: true }
}

/** Changes a showcase while it is prepared; what is released is taken off show first. */
export async function changeShowcase(
  ctx: Context,
  id: string,
  { seen, organisationId, ...fields }: ShowcaseChange,
): Promise<ShowcaseDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await getRow(ctx, id, true)
  requirePermission(ctx.actor, 'programmes.manage', row.cityCode)
  if (row.seen !== seen) throw new AppError('conflict', 'programmes.showcase_changed')
  if (row.state !== 'draft') throw new AppError('conflict', 'programmes.showcase_not_draft')
  await requireAgreement(ctx, row.dataset, { organisationId, ...fields })
  await queries.updateShowcase(ctx.db, row.id, {
    ...fields,
    organisationId: organisationId === null ? null : BigInt(organisationId),
  })
  await audit(ctx, {
    action: 'programmes.showcase_change',
    subject: subjectOf(id),
    detail: { before: { title: row.title, summary: row.summary }, after: fields },
  })
  return getShowcase(ctx, id)
}

/** Releases, takes off show or withdraws; released only with the day on which whoever is shown agreed. */
export async function actOnShowcase(
  ctx: Context,
  id: string,
  { seen, action, comment }: { seen: number; action: string; comment?: string | undefined },
): Promise<ShowcaseDetail> {
  requirePermission(ctx.actor, 'programmes.act')
  const row = await getRow(ctx, id, true)
  if (row.seen !== seen) throw new AppError('conflict', 'programmes.showcase_changed')
  const lived = await readLife(ctx, 'showcase', row)
  const step = { comment, attachments: attachmentsOf(row) }
  const after = takeLifeAction(ctx, lived, rolesOf(ctx), action, step)
  await keepLines(ctx, { thing: 'showcase', thingId: row.id }, after)
  await queries.updateShowcase(ctx.db, row.id, {
    ...standingAfter(after),
    releasedOn: after.instance.state === 'released' ? chinaDay(ctx.now) : null,
  })
  await audit(ctx, {
    action: 'programmes.showcase_act',
    subject: subjectOf(id),
    detail: { action, state: after.instance.state, comment: comment ?? null },
  })
  return getShowcase(ctx, id)
}
