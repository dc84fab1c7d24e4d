// A firm's application: begun pre-filled from what the city holds, edited as a draft, read by whoever is concerned.

import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { Application, ApplicationEdit, ApplicationItem, NewApplication } from '../../model.ts'
import { computeClaim, factsOfClause, readStated } from '../domain/compute-claim.ts'
import * as applications from '../queries/applications.ts'
import { findCall } from '../queries/calls.ts'
import { findOrganisation } from '../queries/departments.ts'
import * as lives from '../queries/lives.ts'
import { listPayouts } from '../queries/payouts.ts'
import type { ApplicationRow } from '../tables.ts'
import { actsOfCall, openForApplication } from './call-window.ts'
import { listDocuments } from './documents.ts'
import { answerLife } from './life-answer.ts'
import { beginLife, holdLiving, type Living, readLiving, rolesToward } from './lives.ts'
import { type OpenClause, openClause, openWithSources } from './open-clause.ts'
import { payoutOf } from './payouts.ts'

export const cycleName = 'policy_application'
type Item = Pick<ApplicationItem, 'key' | 'value' | 'origin'>
export const itemsOf = (row: ApplicationRow): Item[] => row.items as Item[]

/** The organisation of the person who asks; the words tell who can bind the account. */
export function ownOrganisation({ actor }: Context): string {
  if (actor.organisationId === null) throw new AppError('conflict', 'policy.no_organisation_bound')
  return actor.organisationId
}

/** Begins an application of the asker's own organisation, filled with what the city holds; a retry finds the first. */
export async function beginApplication(ctx: Context, input: NewApplication): Promise<Application> {
  requirePermission(ctx.actor, 'applications.write', input.city)
  const organisationId = ownOrganisation(ctx)
  const call = input.call ? await openForApplication(ctx, input) : null
  const open = await openWithSources(ctx, input, organisationId)
  const { life, isNew } = await beginLife(ctx, {
    kind: 'application',
    lifeCycle: cycleName,
    dataset: input.dataset,
    cityCode: input.city,
    organisationId,
    title: call && input.call ? `${input.call.subject}（${call.title}）` : open.clause.title,
    requestKey: input.requestKey,
  })
  if (isNew) {
    const items = open.held.map(({ key, value, origin }) => ({ key, value, origin }))
    const computed = computeClaim(open.city.run, open.row, open.clause, new Map())
    await applications.insertApplication(ctx.db, {
      lifeId: life.id,
      policyId: input.policyId,
      policyVersion: open.version,
      clauseId: input.clauseId,
      fundId: null,
      items: JSON.stringify(items),
      snapshots: '[]',
      claimedFen: computed.computedFen,
      ...stored(computed),
      approvedFen: null,
      approvedBy: null,
      approvedAt: null,
      callId: call?.lifeId ?? null,
      subject: input.call?.subject ?? null,
    })
    const subject = `policy.application/${life.id}`
    await audit(ctx, { action: 'policy.application_begin', subject, detail: { ...input } })
  }
  return getApplication(ctx, String(life.id))
}

const stored = (computed: ReturnType<typeof computeClaim>) => ({
  computedVerdict: computed.verdict,
  computedFen: computed.computedFen,
  ceilingFen: computed.ceilingFen,
  explanation: JSON.stringify({ arithmetic: computed.arithmetic, missing: computed.missing }),
})

/** The states in which the applicant may change what is stated. */
const editable = ['draft', 'returned']

/** Changes what a draft or a returned application states; every entry that cannot be read is told at once. */
export async function editApplication(ctx: Context, id: string, edit: ApplicationEdit): Promise<Application> {
  requirePermission(ctx.actor, 'applications.write')
  const living = await holdLiving(ctx, 'application', id, edit.seen)
  const { life, cycle } = living
  requirePermission(ctx.actor, 'applications.write', life.cityCode)
  if (!(await rolesToward(ctx, life)).includes('applicant'))
    throw new AppError('forbidden', 'policy.not_now', { reasons: cycle.roles.applicant?.[ctx.lang] ?? '' })
  if (!editable.includes(living.instance.state)) {
    const state = cycle.states[living.instance.state]?.title[ctx.lang]
    throw new AppError('conflict', 'policy.not_editable', { state })
  }
  const row = (await applications.findApplication(ctx.db, life.id))!
  const open = await openWithSources(ctx, askedBy(living, row), String(life.organisationId))
  const changed = new Map(edit.items.map(({ key, value }) => [key, value?.trim() || null]))
  const items = open.held.map((held): Item => {
    if (!changed.has(held.key)) return itemsOf(row).find(({ key }) => key === held.key) ?? held
    const value = changed.get(held.key) ?? null
    if (value === held.heldValue) return { key: held.key, value, origin: held.origin }
    const by = { kind: 'applicant' as const, source: ctx.actor.displayName, asOf: chinaDay(ctx.now) }
    return { key: held.key, value, origin: value === null ? null : by }
  })
  const known = new Set(items.map(({ key }) => key))
  const stated: Record<string, string | null> = Object.fromEntries(
    items.map(({ key, value }) => [key, value]),
  )
  for (const key of changed.keys()) if (!known.has(key)) stated[key] = changed.get(key) ?? null
  const { columns, unreadable } = readStated(open.city.rules.library, onlyOf(stated, known))
  if (unreadable.length > 0) {
    const fields = unreadable.map(({ key, label, reason }) => ({
      field: `items.${key}`,
      code: 'policy.item_unreadable',
      params: { label, reason },
    }))
    throw new AppError('invalid', 'policy.form_wrong', { count: unreadable.length }, fields)
  }
  await applications.updateApplication(ctx.db, life.id, {
    items: JSON.stringify(items),
    claimedFen: edit.claimedFen === null ? null : BigInt(edit.claimedFen),
    policyVersion: open.version,
    ...stored(computeClaim(open.city.run, open.row, open.clause, columns)),
  })
  await audit(ctx, {
    action: 'policy.application_edit',
    subject: `policy.application/${id}`,
    detail: { keys: [...changed.keys()], claimedFen: edit.claimedFen },
  })
  return getApplication(ctx, id)
}

/** A key that the clause does not ask for reads as such: the library does not know it under a name of its own. */
const onlyOf = (stated: Record<string, string | null>, known: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(stated).map(([key, value]) => [known.has(key) ? key : `${key}?`, value]))

/** The clause of an application on the day that counts for it: that of its first submission, today while it is a draft. */
const askedBy = ({ life, rows }: Living, { policyId, clauseId }: ApplicationRow) => ({
  city: life.cityCode,
  dataset: life.dataset,
  policyId,
  clauseId,
  on: submittedOn(rows) ?? undefined,
})

/** The day in China on which an application was first submitted; null for a draft. */
export function submittedOn(rows: Living['rows']): string | null {
  const first = rows.find(({ kind, name }) => kind === 'acted' && name === 'submit')
  return first ? chinaDay(first.at) : null
}

/** Computes a draft once more with the facts and rules of the day on which it is submitted, and keeps what came of it. */
export async function computeForSubmission(ctx: Context, living: Living, row: ApplicationRow): Promise<void> {
  const open = await openClause(ctx, askedBy(living, row), String(living.life.organisationId))
  const stated = Object.fromEntries(itemsOf(row).map(({ key, value }) => [key, value]))
  const { columns } = readStated(open.city.rules.library, stated)
  await applications.updateApplication(ctx.db, living.life.id, {
    policyVersion: open.version,
    ...stored(computeClaim(open.city.run, open.row, open.clause, columns)),
  })
}

/** One application, for its applicant and the offices concerned; another's is an audited reading. */
export async function getApplication(ctx: Context, id: string): Promise<Application> {
  requirePermission(ctx.actor, 'applications.read')
  const life = await lives.findLife(ctx.db, id, 'application')
  if (!life) throw new AppError('not_found', 'policy.no_application', { id })
  requirePermission(ctx.actor, 'applications.read', life.cityCode)
  const living = await readLiving(ctx, life)
  const row = (await applications.findApplication(ctx.db, life.id))!
  const open = await openClause(ctx, askedBy(living, row), String(life.organisationId))
  const organisation = await findOrganisation(ctx.db, life.dataset, String(life.organisationId))
  if (ctx.actor.organisationId !== String(life.organisationId) && ctx.actor.role !== 'system')
    await audit(ctx, {
      action: 'policy.application_read',
      subject: `policy.application/${id}`,
      detail: { organisationId: String(life.organisationId) },
      confidential: true,
    })
  const call = row.callId === null ? null : await findCall(ctx.db, row.callId)
  // What the clause asks for is what the call finds out; who applies to a call states none of it.
  const items = call ? [] : describeItems(open, itemsOf(row))
  const labels = new Map(items.map(({ key, label }) => [key, label]))
  const told = (row.explanation ?? {}) as { arithmetic?: string[]; missing?: string[] }
  return {
    life: withoutOther(await answerLife(ctx, living, (item) => labels.get(item) ?? item), call),
    dataset: life.dataset,
    city: life.cityCode,
    organisation: { id: String(life.organisationId), name: organisation?.name ?? '' },
    call: call
      ? {
          id: String(call.lifeId),
          title: call.title,
          subject: row.subject ?? '',
          closesOn: call.closesOn,
        }
      : null,
    policy: {
      id: row.policyId,
      title: open.policyTitle,
      version: row.policyVersion,
      clauseId: row.clauseId,
      clauseTitle: open.clause.title,
      text: open.clause.text,
    },
    items,
    ...amountsOf(row),
    computed: {
      verdict: row.computedVerdict,
      amountFen: fenText(row.computedFen),
      ceilingFen: fenText(row.ceilingFen),
      arithmetic: told.arithmetic ?? [],
      missing: (told.missing ?? []).map((name) => labels.get(name) ?? name),
      on: submittedOn(living.rows),
    },
    approvedBy: row.approvedBy,
    payouts: (await listPayouts(ctx.db, life.id)).map(payoutOf),
    documents: await listDocuments(ctx, living),
  }
}

/** An application to a call is paid by its agreement, any other one by itself; the call's own steps stand on its page. */
function withoutOther(life: Application['life'], call: object | null | undefined): Application['life'] {
  const elsewhere = call ? actsOfCall : ['agree']
  const actions = life.offers.actions.filter(({ name }) => !elsewhere.includes(name))
  return { ...life, offers: { ...life.offers, actions } }
}

export const fenText = (fen: bigint | null): string | null => (fen === null ? null : String(fen))
const amountsOf = ({ claimedFen, computedFen, approvedFen }: ApplicationRow) => ({
  claimedFen: fenText(claimedFen),
  differenceFen: claimedFen === null || computedFen === null ? null : String(claimedFen - computedFen),
  approvedFen: fenText(approvedFen),
})

/** The items of the form with what the city holds beside what is stated. */
function describeItems({ city, clause, held }: OpenClause, items: readonly Item[]): ApplicationItem[] {
  const stated = new Map(items.map((item) => [item.key, item]))
  const heldBy = new Map(held.map((item) => [item.key, item.heldValue]))
  return factsOfClause(city.rules.library, clause).map(({ key, fact }) => {
    const item = stated.get(key)
    const heldValue = heldBy.get(key) ?? null
    return {
      key,
      label: fact.label,
      type: fact.type,
      unit: fact.unit ?? null,
      supplier: fact.supplier ?? null,
      values: fact.values ? [...fact.values] : null,
      value: item?.value ?? null,
      origin: item?.origin ?? null,
      heldValue: heldValue === item?.value ? null : heldValue,
    }
  })
}
