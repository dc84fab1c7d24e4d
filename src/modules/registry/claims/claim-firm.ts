import { act, dueOn, type Event, replay, start } from '../../../engines/workflow/index.ts'
import { checkCreditCode } from '../../../kernel/credit-code.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import {
  admitClaimant,
  audit,
  type Context,
  countOrganisationAdministrators,
  keepAttachment,
  listAttachments,
  pushNotice,
  requirePermission,
} from '../../access/index.ts'
import type { Claim, ClaimDecision, ClaimState, NewClaim } from '../model/claims.ts'
import { claimCycle } from './life-cycle.ts'
import * as queries from './queries.ts'

const subjectOf = (id: bigint | string) => `registry.claim/${id}`
const field = (code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field: 'creditCode', code, params }])

/** The firm that a credit code names; refuses a code that is none, and one that the register does not hold. */
async function getClaimedFirm(ctx: Context, text: string) {
  const checked = checkCreditCode(text)
  if (!checked.ok) throw field(`registry.claim_code_${checked.reason}`)
  const firm = await queries.findByCreditCode(ctx.db, checked.code)
  if (!firm) throw field('registry.claim_no_firm', { creditCode: checked.code })
  return { ...firm, creditCode: checked.code }
}

/**
 * Claims a firm for the account that asks: by its credit code, with a document that proves it. An office decides within
 * five working days. One claim of a person waits at a time; several people may claim one firm.
 */
export async function claimFirm(
  ctx: Context,
  input: NewClaim & { proof: { fileName: string; bytes: Buffer } },
): Promise<Claim> {
  requirePermission(ctx.actor, 'registry.claim')
  if (!ctx.actor.isWaiting) throw new AppError('conflict', 'registry.claim_has_firm')
  const firm = await getClaimedFirm(ctx, input.creditCode)
  const userId = ctx.actor.userId!
  const begun = start(claimCycle, {
    actor: { id: userId, roles: ['claimant'] },
    at: ctx.now.toISOString(),
    attachments: ['proof'],
  })
  const { proof, ...told } = input
  const id = await queries.insertClaim(ctx.db, {
    ...told,
    post: told.post ?? null,
    creditCode: firm.creditCode,
    organisationId: firm.id,
    userId: BigInt(userId),
    cityCode: firm.cityCode,
    state: 'waiting',
    dueOn: dueOn(claimCycle, begun, workingDays()),
    history: JSON.stringify(begun.history),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  if (id === undefined) throw new AppError('conflict', 'registry.claim_waits')
  await keepAttachment(ctx, {
    room: 'registry',
    subject: subjectOf(id),
    organisationId: null,
    readers: ['administrator', 'chain_office'],
    ...proof,
  })
  await audit(ctx, {
    action: 'registry.claim',
    subject: subjectOf(id),
    detail: { organisationId: String(firm.id), creditCode: firm.creditCode },
  })
  return getOwnClaim(ctx, String(id))
}

async function getOwnClaim(ctx: Context, id: string): Promise<Claim> {
  const found = (await listOwnClaims(ctx)).find((claim) => claim.id === id)
  if (!found) throw new AppError('not_found', 'registry.no_claim', { id })
  return found
}

/** My claims, the waiting one first. */
export async function listOwnClaims(ctx: Context): Promise<Claim[]> {
  requirePermission(ctx.actor, 'registry.claim')
  if (ctx.actor.userId === null) return []
  const rows = await queries.listClaims(ctx.db, { userId: ctx.actor.userId, limit: 50 })
  return Promise.all(rows.map((row) => describe(ctx, row, 0)))
}

/** The claims that an office decides, those that wait first. */
export async function listClaims(ctx: Context): Promise<Claim[]> {
  requirePermission(ctx.actor, 'registry.decide_claims')
  const rows = await queries.listClaims(ctx.db, { cityCode: ctx.actor.cityCode, limit: 200 })
  const claims: Claim[] = []
  for (const row of rows) {
    const administrators = await countOrganisationAdministrators(ctx, String(row.organisationId))
    claims.push(await describe(ctx, row, administrators))
  }
  return claims
}

async function describe(ctx: Context, row: queries.ListedClaim, administrators: number): Promise<Claim> {
  const proofs = await listAttachments(ctx, { room: 'registry', subject: subjectOf(row.id) })
  const { organisationName, creditCode, personName, post, phone, state, reason } = row
  return {
    ...{ organisationName, creditCode, personName, post, phone, state, reason, administrators },
    id: String(row.id),
    organisationId: String(row.organisationId),
    dueOn: row.dueOn,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.state === 'waiting' ? null : row.updatedAt.toISOString(),
    proofs: proofs.map(({ id, fileName, mediaType, byteCount }) => ({ id, fileName, mediaType, byteCount })),
  }
}

type LockedClaim = NonNullable<Awaited<ReturnType<typeof queries.lockClaim>>>

/** Takes one step of the life cycle and keeps it; refuses what the cycle refuses. */
async function step(
  ctx: Context,
  claim: LockedClaim,
  action: 'approve' | 'refuse' | 'withdraw',
  { roles, comment }: { roles: readonly string[]; comment?: string },
): Promise<void> {
  const instance = replay(claimCycle, claim.history as Event[])
  const outcome = act(claimCycle, instance, action, {
    actor: { id: ctx.actor.userId ?? 'system', roles },
    at: ctx.now.toISOString(),
    attachments: ['proof'],
    ...(comment === undefined ? {} : { comment }),
  })
  if (!outcome.ok) throw new AppError('conflict', 'registry.claim_decided', { state: claim.state })
  await queries.updateClaim(ctx.db, claim.id, {
    state: outcome.instance.state as ClaimState,
    history: JSON.stringify(outcome.instance.history),
    reason: comment ?? null,
    updatedAt: ctx.now,
  })
}

/**
 * Approves a claim, which lets the person in for the firm, or refuses it with a reason. The person is told either way.
 * A firm that has an administrator gets no second one by a claim: a further person joins as editor or reader.
 */
export async function decideClaim(ctx: Context, id: string, decision: ClaimDecision): Promise<void> {
  requirePermission(ctx.actor, 'registry.decide_claims')
  const claim = await queries.lockClaim(ctx.db, id)
  if (!claim) throw new AppError('not_found', 'registry.no_claim', { id })
  requirePermission(ctx.actor, 'registry.decide_claims', claim.cityCode ?? undefined)
  const organisationId = String(claim.organisationId)
  const firm = await queries.findNamedPlace(ctx.db, organisationId)
  const roles = [ctx.actor.role]
  if (decision.decision === 'refuse') await step(ctx, claim, 'refuse', { roles, comment: decision.reason })
  else {
    await queries.lockFirmClaims(ctx.db, claim.organisationId)
    const administrators = await countOrganisationAdministrators(ctx, organisationId)
    if (decision.orgRight === 'administrator' && administrators > 0)
      throw new AppError('conflict', 'registry.claim_has_administrator', {
        firm: firm?.name ?? organisationId,
      })
    await step(ctx, claim, 'approve', { roles })
    await admitClaimant(ctx, {
      userId: String(claim.userId),
      role: decision.role,
      organisationId,
      organisationName: firm?.name ?? organisationId,
      cityCode: claim.cityCode,
      orgRight: decision.orgRight,
    })
  }
  await audit(ctx, {
    action: `registry.claim_${decision.decision}`,
    subject: subjectOf(id),
    detail: { ...decision, organisationId, userId: String(claim.userId) },
  })
  await pushNotice(ctx, {
    to: { userId: String(claim.userId) },
    kind: decision.decision === 'approve' ? 'registry.claim_approved' : 'registry.claim_refused',
    params: {
      firm: firm?.name ?? organisationId,
      ...(decision.decision === 'refuse' ? { reason: decision.reason } : {}),
    },
    reference: { room: 'registry', path: '/' },
    onceKey: `registry.claim/${id}/${decision.decision}`,
  })
}

/** Takes one's own claim back while it waits. */
export async function withdrawClaim(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx.actor, 'registry.claim')
  const claim = await queries.lockClaim(ctx.db, id)
  if (!claim || String(claim.userId) !== ctx.actor.userId)
    throw new AppError('not_found', 'registry.no_claim', { id })
  await step(ctx, claim, 'withdraw', { roles: ['claimant'] })
  await audit(ctx, { action: 'registry.claim_withdraw', subject: subjectOf(id) })
}
