import { libraryOf, type WrittenPolicy } from '../../../engines/rules/index.ts'
import { act, allowedActions, type Instance, replay, start } from '../../../engines/workflow/index.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, holds, requirePermission } from '../../access/index.ts'
import { pictureOf } from '../applications/service/life-answer.ts'
import { checkRules, errorsOf } from '../domain/check-rules.ts'
import { versionLifeCycle } from '../domain/version-life-cycle.ts'
import type { DraftAct, NewDraft, VersionDetail, VersionSummary } from '../model.ts'
import { findDocument, upsertDocument } from '../queries/library.ts'
import * as versions from '../queries/versions.ts'
import { checkWritten } from './check-written.ts'
import { digestOf, documentOf } from './load-packs.ts'
import { tellFirms } from './tell-firms.ts'

export type Key = { readonly id: string; readonly number: number }
const mostCharacters = 400_000

/** A version as a list shows it. */
export function toSummary(row: versions.VersionRow): VersionSummary {
  const { number, status, origin, note, createdBy, submittedBy, publishedBy } = row
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    number,
    status,
    origin,
    note,
    createdBy,
    submittedBy,
    publishedBy,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    publishedAt: instant(row.publishedAt),
    withdrawnAt: instant(row.withdrawnAt),
  }
}

/** A version with its document, or `not_found`. */
export async function openVersion(ctx: Context, { id, number }: Key) {
  const [document, version] = [await findDocument(ctx.db, id), await versions.findVersion(ctx.db, id, number)]
  if (!document || !version) throw new AppError('not_found', 'policy.no_version', { id, number })
  return { document, version }
}

/** One version with its check and what the reader may do with it. */
export async function getVersion(ctx: Context, key: Key): Promise<VersionDetail> {
  requirePermission(ctx.actor, 'policy.draft')
  const { document, version } = await openVersion(ctx, key)
  requirePlace(ctx, document.areaCode)
  return {
    ...toSummary(version),
    policy: key.id,
    title: document.title,
    written: version.written as Record<string, unknown>,
    sha256: version.sha256,
    check: checkWritten(version.written),
    picture: pictureOf({ cycle: versionLifeCycle, instance: instanceOf(version) }),
    actions: actionsFor(ctx, version),
  }
}

const actions = ['submit', 'recall', 'return', 'publish', 'withdraw'] as const
const actionsFor = (ctx: Context, version: versions.VersionRow): VersionDetail['actions'] => {
  const allowed = allowedActions(versionLifeCycle, instanceOf(version), actorOf(ctx, version))
    .map(({ name }) => name)
    .filter((name): name is (typeof actions)[number] => (actions as readonly string[]).includes(name))
  return version.status === 'draft' && holds(ctx.actor, 'policy.draft') ? ['save', ...allowed] : allowed
}

/** The roles that a person has towards one version: nobody publishes what they handed in. */
function actorOf(ctx: Context, { submittedBy }: versions.VersionRow) {
  const { role, userName } = ctx.actor
  const isSubmitter = submittedBy !== null && submittedBy === userName
  return {
    id: userName,
    roles: [
      ...(holds(role, 'policy.draft') ? ['drafter'] : []),
      ...(holds(role, 'policy.publish') && !isSubmitter ? ['publisher'] : []),
      ...(isSubmitter ? ['submitter'] : []),
    ],
  }
}

/** The life of a version so far; one that a pack brought was published from its first day. */
function instanceOf(version: versions.VersionRow): Instance {
  const history = version.history as Instance['history']
  const begun =
    history.length > 0
      ? replay(versionLifeCycle, history)
      : start(versionLifeCycle, {
          actor: { id: version.createdBy, roles: [] },
          at: version.createdAt.toISOString(),
        })
  return { ...begun, state: version.status }
}

/** An account of one city writes for that city and its districts only. */
export function requirePlace(ctx: Context, areaCode: string): void {
  const own = ctx.actor.cityCode
  if (own === null || areaCode.slice(0, 4) === own.slice(0, 4)) return
  throw new AppError('forbidden', 'access.other_city', { cityCode: areaCode, own })
}

/** Begins a draft: of a new document, or of the next version of one that is held. */
export async function openDraft(ctx: Context, input: NewDraft): Promise<VersionDetail> {
  requirePermission(ctx.actor, 'policy.draft', input.city)
  const held = await findDocument(ctx.db, input.policy)
  if (!held && !input.document)
    throw new AppError('not_found', 'policy.document_needed', { id: input.policy })
  if (held && input.document)
    throw new AppError('conflict', 'policy.id_taken', { id: input.policy, title: held.title }, [
      { field: 'policy', code: 'policy.id_taken', params: { id: input.policy, title: held.title } },
    ])
  if (held) requirePlace(ctx, held.areaCode)
  const newest = await versions.findNewestVersion(ctx.db, input.policy)
  if (newest?.status === 'draft' || newest?.status === 'review')
    throw new AppError('conflict', 'policy.draft_open', { id: input.policy, number: newest.number })
  const written = newest ? (newest.written as Record<string, unknown>) : newPolicy(input)
  if (!held)
    await upsertDocument(ctx.db, { ...documentOf(written as WrittenPolicy), pack: null, isExample: false })
  const number = (newest?.number ?? 0) + 1
  const begun = start(versionLifeCycle, {
    actor: { id: ctx.actor.userName, roles: ['drafter'] },
    at: ctx.now.toISOString(),
  })
  await versions.insertVersion(ctx.db, {
    policyId: input.policy,
    number,
    status: 'draft',
    written: JSON.stringify(written),
    sha256: digestOf(written),
    origin: 'editor',
    note: null,
    history: JSON.stringify(begun.history),
    createdBy: ctx.actor.userName,
    createdAt: ctx.now,
    changedAt: ctx.now,
    submittedBy: null,
    publishedBy: null,
    publishedAt: null,
    withdrawnAt: null,
  })
  await audit(ctx, { action: 'policy.open_draft', subject: `policy/${input.policy}/${number}` })
  return getVersion(ctx, { id: input.policy, number })
}

function newPolicy({ policy, city, document }: NewDraft): Record<string, unknown> {
  const { title, issuer, level, documentNo, sourceTitle, sourceUrl, validFrom, validTo } = document!
  return {
    policy,
    title,
    ...(documentNo ? { documentNo } : {}),
    issuer,
    level,
    area: city,
    source: { title: sourceTitle, ...(sourceUrl ? { url: sourceUrl } : {}) },
    validFrom,
    ...(validTo ? { validTo } : {}),
    near: { margin: '10%' },
    facts: {},
    clauses: [],
  }
}

/** Writes a draft; with faults too, since it is a draft. Of two who write at once the second is told. */
export async function saveDraft(
  ctx: Context,
  key: Key,
  { written, sha256 }: { written: Record<string, unknown>; sha256: string },
): Promise<VersionDetail> {
  requirePermission(ctx.actor, 'policy.draft')
  const { document } = await openVersion(ctx, key)
  requirePlace(ctx, document.areaCode)
  if (written.policy !== key.id)
    throw new AppError('invalid', 'policy.id_changed', {
      given: cutText(String(written.policy), 100),
      id: key.id,
    })
  const text = JSON.stringify(written)
  if (text.length > mostCharacters)
    throw new AppError('too_large', 'policy.too_large', { most: mostCharacters })
  const isWritten = await versions.updateVersion(
    ctx.db,
    { policyId: key.id, number: key.number, was: 'draft', sha256 },
    { written: text, sha256: digestOf(written), changedAt: ctx.now },
  )
  if (!isWritten) throw new AppError('conflict', 'policy.changed_meanwhile')
  await audit(ctx, {
    action: 'policy.save_draft',
    subject: `policy/${key.id}/${key.number}`,
    detail: { sha256: digestOf(written) },
  })
  return getVersion(ctx, key)
}

/** Takes one step of the life cycle: hand in, take back, send back with a reason, publish, withdraw. */
export async function actOnVersion(
  ctx: Context,
  key: Key,
  { action, sha256, comment }: DraftAct,
): Promise<VersionDetail> {
  requirePermission(ctx.actor, action === 'submit' || action === 'recall' ? 'policy.draft' : 'policy.publish')
  const { document, version } = await openVersion(ctx, key)
  requirePlace(ctx, document.areaCode)
  if (version.sha256 !== sha256) throw new AppError('conflict', 'policy.changed_meanwhile')
  const outcome = act(versionLifeCycle, instanceOf(version), action, {
    actor: actorOf(ctx, version),
    at: ctx.now.toISOString(),
    ...(comment ? { comment } : {}),
  })
  if (!outcome.ok) throw refused(ctx, outcome.refusals[0]?.code ?? 'other')
  if (action === 'submit' || action === 'publish') await requirePublishable(ctx, version)
  if (action === 'publish') await versions.withdrawPublished(ctx.db, key.id, ctx.now)
  const isDone = await versions.updateVersion(
    ctx.db,
    { policyId: key.id, number: key.number, was: version.status, sha256 },
    {
      status: outcome.instance.state as versions.VersionRow['status'],
      history: JSON.stringify(outcome.instance.history),
      ...changeOf(ctx, action, comment ?? null),
    },
  )
  if (!isDone) throw new AppError('conflict', 'policy.changed_meanwhile')
  await audit(ctx, {
    action: `policy.${action}`,
    subject: `policy/${key.id}/${key.number}`,
    detail: { comment: comment ?? null },
  })
  if (action === 'publish') await afterPublication(ctx, version, document.areaCode)
  return getVersion(ctx, key)
}

function changeOf(ctx: Context, action: DraftAct['action'], note: string | null) {
  const { userName } = ctx.actor
  if (action === 'submit') return { submittedBy: userName, note }
  if (action === 'publish') return { publishedBy: userName, publishedAt: ctx.now, note }
  if (action === 'withdraw') return { withdrawnAt: ctx.now, note }
  return { submittedBy: null, note }
}

async function afterPublication(ctx: Context, version: versions.VersionRow, areaCode: string): Promise<void> {
  const written = version.written as WrittenPolicy
  await versions.insertClauses(ctx.db, written, version.number)
  const held = await findDocument(ctx.db, written.policy)
  await upsertDocument(ctx.db, {
    ...documentOf(written),
    pack: held?.pack ?? null,
    isExample: held?.isExample ?? false,
    follows: held?.follows ?? [],
  })
  await tellFirms(ctx, { policy: written.policy, title: written.title, areaCode })
}

/** Refuses rules with faults, alone or beside the other published ones, naming every fault with its place. */
async function requirePublishable(ctx: Context, version: versions.VersionRow): Promise<void> {
  const checked = checkRules(version.written, version.policyId)
  const others = (await versions.listPublishedKeys(ctx.db)).filter(
    ({ policyId, isExample }) => policyId !== version.policyId && !isExample,
  )
  const held = await versions.listWritten(ctx.db, others)
  const joined = libraryOf([...held.map(({ written }) => checkRules(written, 'held').text), checked.text])
  const clashes = joined.problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => ({ ...problem, path: [] }))
  const faults = [...errorsOf(checked), ...clashes]
  if (faults.length === 0) return
  const words = (message: string) => message.split(' · ')[ctx.lang === 'zh' ? 0 : 1] ?? message
  const fields = faults.map(
    ({ path, message }): FieldProblem => ({
      field: path.join('.') || 'policy',
      code: 'policy.rule_fault',
      params: { message: words(message) },
    }),
  )
  throw new AppError(
    'conflict',
    'policy.not_publishable',
    { count: faults.length, first: words(faults[0]!.message) },
    fields,
  )
}

function refused(ctx: Context, code: string): AppError {
  const known = ['not_permitted', 'wrong_state', 'comment_missing'].includes(code) ? code : 'other'
  const reason = translate(ctx.lang, `policy.refusal.${known}`)
  return new AppError(code === 'not_permitted' ? 'forbidden' : 'conflict', 'policy.act_refused', { reason })
}
