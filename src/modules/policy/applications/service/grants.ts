// 免申即享: a run over the city makes the list, departments confirm it, firms accept with one act.
import { type Column, readinessOf } from '../../../../engines/rules/index.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, type Dataset, pushNotice, requirePermission } from '../../../access/index.ts'
import type {
  Acceptance,
  CaseAct,
  Grant,
  GrantList,
  GrantReadiness,
  NewGrant,
  OfferList,
  PartAnswer,
} from '../../model.ts'
import { type CityRun, computeCity } from '../../service/city-run.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import { findAccount } from '../queries/applications.ts'
import * as queries from '../queries/grants.ts'
import * as lives from '../queries/lives.ts'
import { listPayouts } from '../queries/payouts.ts'
import { ownOrganisation } from './applications.ts'
import { nameOwnAccount } from './departments.ts'
import { answerLife } from './life-answer.ts'
import {
  beginLife,
  completePart,
  currentCycle,
  holdLiving,
  type Living,
  readLiving,
  rolesToward,
  takeAction,
  todayOf,
} from './lives.ts'
import { findClause } from './open-clause.ts'
import { orderPayments } from './payment-list.ts'
import { payoutOf } from './payouts.ts'

const cycleName = 'direct_grant'

/** Whether a column holds anything at all: NaN, 1 and 0 are what is unknown in the three kinds of column. */
function holdsAnything(column: Column | undefined): boolean {
  if (column?.kind === 'number') return column.values.some((value) => !Number.isNaN(value))
  if (column?.kind === 'flag') return column.values.some((value) => value !== 1)
  return column?.codes.some((code) => code !== 0) ?? false
}

/** What is held of a city without asking: a fact that is known of at least one firm, and city values. */
function obstaclesOf({ run, rules, table }: CityRun) {
  const facts = new Set(
    [...rules.library.facts.keys()].filter((name) => holdsAnything(table.table.columns.get(name))),
  )
  const city = new Set([...table.city].filter(([, value]) => value !== null).map(([name]) => name))
  // The account is asked of each firm when it accepts, so it never keeps a list from being made.
  return { run, list: readinessOf(rules.library, { facts, city, hasAccount: true }) }
}

/** Which clauses could be granted without applications, and what blocks the others. */
export async function getReadiness(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<GrantReadiness> {
  requirePermission(ctx.actor, 'grants.run', city)
  const made = await computeCity(ctx, { city, dataset, on: todayOf(ctx) })
  const { list } = obstaclesOf(made)
  const clauses = list.flatMap(({ policy, clause, isReady, obstacles }) => {
    const outcome = made.run.outcomes.find((one) => one.clause.policy === policy && one.clause.id === clause)
    if (!outcome) return []
    const count = (codes: readonly number[]) =>
      outcome.verdicts.reduce((n, v) => n + Number(codes.includes(v)), 0)
    return [
      {
        policyId: policy,
        policyTitle: made.rules.library.policies.find(({ id }) => id === policy)?.written.title ?? policy,
        clauseId: clause,
        title: outcome.clause.written.title,
        isReady,
        obstacles: obstacles.map(({ kind, name, message }) => {
          const [zh = message, en = zh] = message.split(' · ')
          return { kind, name, text: ctx.lang === 'zh' ? zh : en }
        }),
        decided: made.run.input.table.ids.length - count([1, 2]),
        entitled: outcome.gross.rows.length,
      },
    ]
  })
  return { asOf: made.scope.on, firms: made.run.input.table.ids.length, clauses }
}

/** The engine's verdicts by their code in a run. */
const verdictNames = ['entitled', 'insufficient_data', 'not_computable', 'not_eligible', 'near'] as const

/** The firms that a clause gives something, with amounts after stacking; unknown ones are counted, never listed. */
function linesOf({ run, table }: CityRun, policyId: string, clauseId: string) {
  const outcome = run.outcomes.find(({ clause }) => clause.policy === policyId && clause.id === clauseId)
  if (!outcome) return { lines: [], counts: {} as Record<string, number> }
  const counts: Record<string, number> = {}
  for (let row = 0; row < table.rows.ids.length; row++) {
    const verdict = verdictNames[outcome.undecided.get(row) ?? outcome.verdicts[row]!] ?? 'not_eligible'
    counts[verdict] = (counts[verdict] ?? 0) + 1
  }
  const lines = [...outcome.gross.rows].flatMap((row, entry) => {
    const fen = outcome.net[entry]!
    if (outcome.undecided.has(row) || !(fen > 0)) return []
    const firm = table.firms[row]!
    const takenFen = BigInt(outcome.gross.fen[entry]! - fen)
    return [{ organisationId: firm.id, name: firm.name, amountFen: BigInt(fen), takenFen }]
  })
  return { lines, counts }
}

/** Makes the list of a clause: every firm of the city that it gives something today and that has not got it this year. */
export async function startGrant(ctx: Context, input: NewGrant): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.run', input.city)
  const found = await findClause(ctx, input)
  const { list } = obstaclesOf(found.city)
  const ready = list.find(({ policy, clause }) => policy === input.policyId && clause === input.clauseId)
  if (!ready?.isReady) {
    const reasons = (ready?.obstacles ?? []).map(
      ({ message }) => message.split(' · ')[ctx.lang === 'zh' ? 0 : 1],
    )
    throw new AppError('conflict', 'policy.not_ready', { reasons: reasons.join('；') })
  }
  const today = todayOf(ctx)
  const { life, isNew } = await beginLife(ctx, {
    kind: 'grant',
    lifeCycle: cycleName,
    dataset: input.dataset,
    cityCode: input.city,
    organisationId: null,
    title: `${found.clause.title}（${today.slice(0, 4)}年）`,
    requestKey: input.requestKey,
  })
  if (!isNew) return getGrant(ctx, String(life.id))
  const { lines, counts } = linesOf(found.city, input.policyId, input.clauseId)
  const of = {
    dataset: input.dataset,
    policyId: input.policyId,
    clauseId: input.clauseId,
    year: today.slice(0, 4),
  }
  const granted = await queries.listGranted(ctx.db, of)
  const fresh = lines.filter(({ organisationId }) => !granted.has(String(organisationId)))
  if (fresh.length === 0)
    throw new AppError('conflict', 'policy.nobody_entitled', { granted: lines.length - fresh.length })
  await queries.insertGrantRun(ctx.db, {
    lifeId: life.id,
    policyId: input.policyId,
    policyVersion: found.version,
    clauseId: input.clauseId,
    basis: `${found.policyTitle} · ${found.clause.title}`,
    onDate: today,
    fundId: input.fundId === undefined ? null : BigInt(input.fundId),
    counts: JSON.stringify({ ...counts, alreadyGranted: lines.length - fresh.length }),
  })
  const codes = await queries.listCreditCodes(
    ctx.db,
    fresh.map(({ organisationId }) => organisationId),
  )
  await queries.insertLines(
    ctx.db,
    fresh.map(({ organisationId, name, amountFen, takenFen }) => ({
      lifeId: life.id,
      dataset: input.dataset,
      cityCode: input.city,
      organisationId,
      name,
      creditCode: codes.get(String(organisationId)) ?? null,
      amountFen,
      arithmetic: JSON.stringify(
        takenFen > 0n ? [`${yuanOf(amountFen + takenFen)} − ${yuanOf(takenFen)} = ${yuanOf(amountFen)}`] : [],
      ),
      status: 'listed' as const,
      excludedPart: null,
      excludedReason: null,
      acceptedBy: null,
      acceptedAt: null,
      accountId: null,
    })),
  )
  await audit(ctx, {
    action: 'policy.grant_start',
    subject: `policy.grant/${life.id}`,
    detail: { ...input, lines: fresh.length, counts },
    confidential: true,
  })
  return getGrant(ctx, String(life.id))
}

/** One run with its lines, for the office and the departments concerned. */
export async function getGrant(ctx: Context, id: string): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.read')
  const life = await lives.findLife(ctx.db, id, 'grant')
  if (!life) throw new AppError('not_found', 'policy.no_grant', { id })
  requirePermission(ctx.actor, 'grants.read', life.cityCode)
  const living = await readLiving(ctx, life)
  const run = (await queries.findGrantRun(ctx.db, life.id))!
  const lines = await queries.listLines(ctx.db, life.id)
  const payouts = new Map((await listPayouts(ctx.db, life.id)).map((row) => [row.lineId, row]))
  await audit(ctx, {
    action: 'policy.grant_read',
    subject: `policy.grant/${id}`,
    detail: { lines: lines.length },
    confidential: true,
  })
  const sum = (statuses: readonly string[]) =>
    String(
      lines.filter(({ status }) => statuses.includes(status)).reduce((total, l) => total + l.amountFen, 0n),
    )
  const lists = await queries.listPaymentLists(ctx.db, life.id)
  return {
    life: await answerLife(ctx, living),
    dataset: life.dataset,
    city: life.cityCode,
    policyId: run.policyId,
    clauseId: run.clauseId,
    basis: run.basis,
    onDate: run.onDate,
    counts: run.counts as Record<string, number>,
    lines: lines.map((line) => {
      const payout = payouts.get(line.id)
      return {
        id: String(line.id),
        organisationId: String(line.organisationId),
        name: line.name,
        creditCode: line.creditCode,
        amountFen: String(line.amountFen),
        arithmetic: line.arithmetic as string[],
        status: line.status,
        excludedReason: line.excludedReason,
        acceptedAt: line.acceptedAt?.toISOString() ?? null,
        hasAccount: line.accountId !== null,
        payout: payout ? payoutOf(payout) : null,
      }
    }),
    totalFen: sum(['listed', 'confirmed', 'offered', 'accepted', 'ordered', 'paid']),
    acceptedFen: sum(['accepted', 'ordered', 'paid']),
    paidFen: sum(['paid']),
    paymentLists: lists.map(({ id: list, title, totalFen, madeAt }) => ({
      id: String(list),
      title,
      totalFen: String(totalFen),
      madeAt: madeAt.toISOString(),
    })),
  }
}

/** The runs of a city that the asker may see, newest first. */
export async function listGrants(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<GrantList> {
  requirePermission(ctx.actor, 'grants.read', city)
  const rows = await lives.listLives(ctx.db, { dataset, cityCode: city, kind: 'grant' })
  const sums = await queries.listRunSums(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const { cycle } = await currentCycle(ctx, cycleName, city)
  const items = rows.map((row) => ({
    id: String(row.id),
    title: row.title,
    state: row.state,
    stateTitle: cycle.states[row.state]?.title[ctx.lang] ?? row.state,
    dueOn: row.dueOn,
    lines: Number(sums.get(row.id)?.lines ?? 0),
    totalFen: String(sums.get(row.id)?.totalFen ?? 0n),
    changedAt: row.changedAt.toISOString(),
  }))
  return { items: items.sort((a, b) => Number(b.id) - Number(a.id)) }
}

/** A department takes firms out of the list, each with the reason, while the list is being confirmed. */
export async function excludeFromGrant(
  ctx: Context,
  id: string,
  input: { seen: number; lineIds: readonly string[]; reason: string },
): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.confirm')
  const living = await holdLiving(ctx, 'grant', id, input.seen)
  requirePermission(ctx.actor, 'grants.confirm', living.life.cityCode)
  const parts = living.cycle.states[living.instance.state]?.parallel?.parts ?? []
  const roles = await rolesToward(ctx, living.life)
  const part = parts.find(({ by }) => by.some((role) => roles.includes(role)))
  if (!part) throw new AppError('forbidden', 'policy.not_confirming')
  if (living.instance.partsDone.includes(part.id)) throw new AppError('conflict', 'policy.part_closed')
  const taken = await queries.excludeLines(ctx.db, {
    lifeId: living.life.id,
    ids: input.lineIds,
    part: part.id,
    reason: input.reason,
  })
  if (taken.length !== new Set(input.lineIds).size)
    throw new AppError('conflict', 'policy.lines_gone', { count: input.lineIds.length - taken.length })
  await audit(ctx, {
    action: 'policy.grant_exclude',
    subject: `policy.grant/${id}`,
    detail: { part: part.id, lines: taken.map(String), reason: input.reason },
  })
  return getGrant(ctx, id)
}

/** A department confirms what stands on the list: with that its part is done. */
export async function confirmGrant(
  ctx: Context,
  id: string,
  part: string,
  answer: PartAnswer,
): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.confirm')
  const living = await holdLiving(ctx, 'grant', id, answer.seen)
  requirePermission(ctx.actor, 'grants.confirm', living.life.cityCode)
  await completePart(ctx, living, part, { verdict: answer.verdict, comment: answer.comment })
  return getGrant(ctx, id)
}

/** Takes the run a step on; offering tells each firm, ordering makes payments and the treasury's list. */
export async function actOnGrant(ctx: Context, id: string, input: CaseAct): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.run')
  const living = await holdLiving(ctx, 'grant', id, input.seen)
  requirePermission(ctx.actor, 'grants.run', living.life.cityCode)
  const after = await takeAction(ctx, living, input.action, { comment: input.comment })
  if (input.action === 'offer') await offerLines(ctx, after)
  if (input.action === 'order') await orderPayments(ctx, after)
  return getGrant(ctx, id)
}

async function offerLines(ctx: Context, { life, instance }: Living): Promise<void> {
  await queries.moveLines(ctx.db, { lifeId: life.id, from: 'listed', to: 'offered' })
  const lines = (await queries.listLines(ctx.db, life.id)).filter(({ status }) => status === 'offered')
  if (lines.length === 0) throw new AppError('conflict', 'policy.nobody_left')
  for (const line of lines)
    await pushNotice(ctx, {
      to: { organisationId: String(line.organisationId) },
      kind: 'policy.told_offer',
      params: { title: life.title, amount: yuanOf(line.amountFen) },
      reference: { room: 'policy', path: '/policies/offers' },
      dueDate: life.dueOn,
      dataset: life.dataset,
      onceKey: `policy.told_offer/${line.id}/${instance.version}`,
    })
}

/** What is offered to the asker's own organisation. */
export async function listOffers(ctx: Context, { dataset }: { dataset: Dataset }): Promise<OfferList> {
  requirePermission(ctx.actor, 'grants.accept')
  const lines = await queries.listOffers(ctx.db, dataset, ownOrganisation(ctx))
  const ids = [...new Set(lines.map(({ lifeId }) => lifeId))]
  // A firm sees its own line, not the run with the others in it: only title, basis and state come from there.
  const heads = await ctx.asProgram(() => queries.listRunHeads(ctx.db, ids))
  return {
    items: lines.map((line) => ({
      id: String(line.id),
      title: heads.get(line.lifeId)?.title ?? '',
      basis: heads.get(line.lifeId)?.basis ?? '',
      amountFen: String(line.amountFen),
      arithmetic: line.arithmetic as string[],
      status: line.status as OfferList['items'][number]['status'],
      isOpen: heads.get(line.lifeId)?.state === 'offering' && line.status !== 'refused',
      paidOn: line.paidOn,
    })),
  }
}

/** A firm's one act: yes, with the account that stands or a new one, or no. The same answer again changes nothing. */
export async function answerOffer(ctx: Context, id: string, input: Acceptance): Promise<OfferList> {
  requirePermission(ctx.actor, 'grants.accept')
  const organisationId = ownOrganisation(ctx)
  const line = await queries.lockLine(ctx.db, id)
  if (!line || String(line.organisationId) !== organisationId)
    throw new AppError('not_found', 'policy.no_offer', { id })
  const wanted = input.accept ? 'accepted' : 'refused'
  if (line.status === wanted && input.account === undefined) return listOffers(ctx, line)
  const head = (await ctx.asProgram(() => queries.listRunHeads(ctx.db, [line.lifeId]))).get(line.lifeId)
  if (head?.state !== 'offering' || !['offered', 'accepted', 'refused'].includes(line.status))
    throw new AppError('conflict', 'policy.offer_over')
  if (input.account) await nameOwnAccount(ctx, { ...input.account, dataset: line.dataset })
  const account = await findAccount(ctx.db, line.organisationId)
  if (input.accept && !account) throw new AppError('conflict', 'policy.account_missing')
  await queries.updateLine(ctx.db, line.id, {
    status: wanted,
    acceptedBy: ctx.actor.userName,
    acceptedAt: ctx.now,
    accountId: input.accept ? (account?.id ?? null) : null,
  })
  await audit(ctx, {
    action: 'policy.offer_answer',
    subject: `policy.grant_line/${id}`,
    detail: { accept: input.accept, accountId: account ? String(account.id) : null },
  })
  return listOffers(ctx, line)
}
