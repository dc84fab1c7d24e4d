import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { bodyRank, standsOn, wouldCircle } from '../domain/escalation-path.ts'
import type {
  BodyDetail,
  BodySummary,
  Ending,
  NewBody,
  NewBodyChain,
  NewMember,
  NewParent,
} from '../model.ts'
import * as queries from '../queries/bodies.ts'
import { requireChain } from './lines.ts'

type CityDay = { readonly city: string; readonly dataset: 'held' | 'demo'; readonly on?: string | undefined }
const subjectOf = (id: string) => `chains.body/${id}`
const stampOf = (ctx: Context) => ({ by: ctx.actor.displayName, byId: ctx.actor.userId, at: ctx.now })

/** Who heads a body on a day; a head before an office head. */
export function headOn(set: queries.BodySet, bodyId: string, day: string): BodySummary['head'] {
  const heads = set.members.filter(
    (member) =>
      member.bodyId === bodyId && standsOn(member, day) && ['head', 'office_head'].includes(member.duty),
  )
  const [first] = heads.sort((a, b) => (a.duty === b.duty ? 0 : a.duty === 'head' ? -1 : 1))
  return first ? { person: first.person, post: first.post } : null
}

function summaryOf(
  set: queries.BodySet,
  { cityCode: _city, ...body }: queries.BodyRow,
  day: string,
): BodySummary {
  const parent = set.parents.find((one) => one.bodyId === body.id && standsOn(one, day))
  const above = parent && set.bodies.find(({ id }) => id === parent.parentId)
  return {
    ...body,
    head: headOn(set, body.id, day),
    memberCount: set.members.filter((one) => one.bodyId === body.id && standsOn(one, day)).length,
    parent: above ? { id: above.id, name: above.name } : null,
    chains: set.chains
      .filter((one) => one.bodyId === body.id && standsOn(one, day))
      .map(({ chainId, part }) => ({ chainId, part })),
    isStanding: standsOn(body, day),
  }
}

/** The bodies of a city from the top of the hierarchy, those that stand on the day first. */
export async function listBodies(ctx: Context, { city, dataset, on }: CityDay): Promise<BodySummary[]> {
  requirePermission(ctx.actor, 'chains.read', city)
  const day = on ?? chinaDay(ctx.now)
  const set = await queries.listBodySet(ctx.db, { city, dataset })
  return set.bodies
    .map((body) => summaryOf(set, body, day))
    .sort((a, b) => Number(b.isStanding) - Number(a.isStanding) || bodyRank(a.kind) - bodyRank(b.kind))
}

/** One body with everybody and everything that ever belonged to it. */
export async function getBody(
  ctx: Context,
  { id, dataset, on }: { id: string; dataset: 'held' | 'demo'; on?: string | undefined },
): Promise<BodyDetail> {
  requirePermission(ctx.actor, 'chains.read')
  const held = await queries.findBodyCity(ctx.db, id)
  if (!held) throw new AppError('not_found', 'chains.no_body', { id })
  requirePermission(ctx.actor, 'chains.read', held)
  const set = await queries.listBodySet(ctx.db, { city: held, dataset })
  const body = set.bodies.find((one) => one.id === id)
  if (!body) throw new AppError('not_found', 'chains.no_body', { id })
  const references = await queries.listReferences(ctx.db, { bodyId: id, dataset })
  return { ...detailOf(set, body, on ?? chinaDay(ctx.now)), references }
}

function detailOf(set: queries.BodySet, body: queries.BodyRow, day: string): Omit<BodyDetail, 'references'> {
  const nameOf = (id: string) => set.bodies.find((one) => one.id === id)?.name ?? ''
  const own = <T extends { bodyId: string; validFrom: string | null; validTo: string | null }>(rows: T[]) =>
    rows
      .filter(({ bodyId }) => bodyId === body.id)
      .map(({ bodyId: _body, ...row }) => ({ ...row, holds: standsOn(row, day) }))
  const below = set.parents.filter((one) => one.parentId === body.id && standsOn(one, day))
  return {
    ...summaryOf(set, body, day),
    members: own(set.members),
    attached: own(set.chains),
    parents: own(set.parents).map(({ parentId, ...row }) => ({
      ...row,
      bodyId: parentId,
      name: nameOf(parentId),
    })),
    children: set.bodies
      .filter(({ id }) => below.some(({ bodyId }) => bodyId === id))
      .map(({ id, name, kind }) => ({ id, name, kind })),
  }
}

/** Makes a body; the same request gives the one that was made. Permission `chains.edit`. */
export async function createBody(ctx: Context, input: NewBody): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'chains.edit', input.city)
  const made = await queries.insertBody(ctx.db, input, stampOf(ctx))
  if (made.isNew)
    await audit(ctx, { action: 'chains.body_create', subject: subjectOf(made.id), detail: { ...input } })
  return made
}

async function holdBody(ctx: Context, id: string, dataset: 'held' | 'demo') {
  requirePermission(ctx.actor, 'chains.edit')
  const body = await queries.holdBody(ctx.db, id)
  if (!body || (body.isRecorded && body.dataset !== dataset))
    throw new AppError('not_found', 'chains.no_body', { id })
  requirePermission(ctx.actor, 'chains.edit', body.cityCode)
  return body
}

/** Adds a member with post, duty and days; the same one once. */
export async function addMember(ctx: Context, bodyId: string, member: NewMember): Promise<BodyDetail> {
  requirePermission(ctx.actor, 'chains.edit')
  await holdBody(ctx, bodyId, member.dataset)
  if (await queries.insertMember(ctx.db, { bodyId, ...member }, stampOf(ctx)))
    await audit(ctx, { action: 'chains.body_member', subject: subjectOf(bodyId), detail: { ...member } })
  return getBody(ctx, { id: bodyId, dataset: member.dataset })
}

/** Lets a body serve a chain in the days given; `conflict` where it does already on one of them. */
export async function attachBody(ctx: Context, bodyId: string, input: NewBodyChain): Promise<BodyDetail> {
  requirePermission(ctx.actor, 'chains.edit')
  await holdBody(ctx, bodyId, input.dataset)
  await requireChain(ctx, input.chainId)
  if (!(await queries.insertBodyChain(ctx.db, { bodyId, ...input }, stampOf(ctx))))
    throw new AppError('conflict', 'chains.body_serves_already', { chain: input.chainId })
  await audit(ctx, { action: 'chains.body_attach', subject: subjectOf(bodyId), detail: { ...input } })
  return getBody(ctx, { id: bodyId, dataset: input.dataset })
}

/** Lets a body report to another; never to itself by any number of steps, and to one only on each day. */
export async function placeBody(ctx: Context, bodyId: string, input: NewParent): Promise<BodyDetail> {
  requirePermission(ctx.actor, 'chains.edit')
  const body = await holdBody(ctx, bodyId, input.dataset)
  await queries.holdHierarchy(ctx.db, body.cityCode)
  const { bodies, parents } = await queries.listBodySet(ctx.db, {
    city: body.cityCode,
    dataset: input.dataset,
  })
  const parent = bodies.find(({ id }) => id === input.parentId)
  if (!parent) throw new AppError('invalid', 'chains.no_body', { id: input.parentId })
  const added = { bodyId, parentId: input.parentId, validFrom: input.validFrom, validTo: null }
  if (wouldCircle(parents, added))
    throw new AppError('conflict', 'chains.body_circle', { body: body.name, parent: parent.name })
  if (!(await queries.insertParent(ctx.db, { bodyId, ...input }, stampOf(ctx))))
    throw new AppError('conflict', 'chains.body_has_parent', { body: body.name })
  await audit(ctx, { action: 'chains.body_place', subject: subjectOf(bodyId), detail: { ...input } })
  return getBody(ctx, { id: bodyId, dataset: input.dataset })
}

export type EndedPart = queries.EndedPart

/** Ends a body, a membership, a service to a chain or a line of reporting on its last day. */
export async function endBodyPart(
  ctx: Context,
  of: { part: EndedPart; bodyId: string; id: string; dataset: 'held' | 'demo' },
  ending: Ending,
): Promise<BodyDetail> {
  requirePermission(ctx.actor, 'chains.edit')
  await holdBody(ctx, of.bodyId, of.dataset)
  if (!(await queries.endPart(ctx.db, of.part, { ...of, ...ending })))
    throw new AppError('conflict', 'chains.role_not_running', { day: ending.lastDay })
  await audit(ctx, {
    action: 'chains.body_end',
    subject: subjectOf(of.bodyId),
    detail: { part: of.part, id: of.id, ...ending },
  })
  return getBody(ctx, { id: of.bodyId, dataset: of.dataset })
}

/**
 * Keeps what a later room holds of a body (a meeting, a decision) as an opaque reference; the same once. The room has
 * asked its own permission.
 */
export async function referToBody(
  ctx: Context,
  reference: queries.ReferenceRow & { bodyId: string; dataset: 'held' | 'demo' },
): Promise<void> {
  requirePermission(ctx.actor, 'chains.read')
  if ((await queries.findBodyCity(ctx.db, reference.bodyId)) === undefined)
    throw new AppError('not_found', 'chains.no_body', { id: reference.bodyId })
  if (await queries.insertReference(ctx.db, reference, stampOf(ctx)))
    await audit(ctx, {
      action: 'chains.body_refer',
      subject: subjectOf(reference.bodyId),
      detail: { ...reference },
    })
}
