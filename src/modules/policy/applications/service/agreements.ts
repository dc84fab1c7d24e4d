// 一事一议: what was agreed with one person or team, with parties, articles, milestones, payments and what shows them.

import { chinaDay } from '../../../../kernel/china-day.ts'
import { cutText } from '../../../../kernel/cut-text.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../../access/index.ts'
import type { Agreement, AgreementList, CaseAct, NewAgreement, PartAnswer } from '../../model.ts'
import * as queries from '../queries/agreements.ts'
import { findOrganisation } from '../queries/departments.ts'
import * as lives from '../queries/lives.ts'
import { cancelPlanned, insertPayouts, listPayouts } from '../queries/payouts.ts'
import { readContributions } from './contribution.ts'
import { listDocuments } from './documents.ts'
import { followSelection } from './follow-selection.ts'
import { chargeFund } from './funds.ts'
import { answerLife } from './life-answer.ts'
import {
  beginLife,
  changeSubtasks,
  completePart,
  currentCycle,
  holdLiving,
  type Living,
  readLiving,
  takeAction,
} from './lives.ts'
import { payoutOf } from './payouts.ts'

const cycleName = 'individual_agreement'

/** Puts an agreement down for an organisation; nobody does so for their own. */
export async function beginAgreement(ctx: Context, input: NewAgreement): Promise<Agreement> {
  requirePermission(ctx.actor, 'agreements.manage', input.city)
  if (ctx.actor.organisationId === input.organisationId) throw new AppError('forbidden', 'policy.own_case')
  const organisation = await findOrganisation(ctx.db, input.dataset, input.organisationId)
  if (!organisation)
    throw new AppError('not_found', 'policy.organisation_unknown', { id: input.organisationId })
  const { life, isNew } = await beginLife(ctx, {
    kind: 'agreement',
    lifeCycle: cycleName,
    dataset: input.dataset,
    cityCode: input.city,
    organisationId: input.organisationId,
    title: `${input.subject}（${organisation.name}）`,
    requestKey: input.requestKey,
  })
  if (!isNew) return getAgreement(ctx, String(life.id))
  const support = input.milestones.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)
  if (input.applicationId !== undefined) await followSelection(ctx, input.applicationId, input, support)
  await queries.insertAgreement(
    ctx.db,
    {
      lifeId: life.id,
      programme: input.programme,
      cohortYear: input.cohortYear,
      subject: input.subject,
      parties: JSON.stringify(input.parties),
      articles: JSON.stringify(input.articles),
      supportFen: support === 0n ? null : support,
      fundId: input.fundId === null ? null : BigInt(input.fundId),
      facts: '{}',
      applicationId: input.applicationId === undefined ? null : BigInt(input.applicationId),
    },
    input.milestones.map(({ title, dueOn, amountFen }, i) => ({
      lifeId: life.id,
      ordinal: i + 1,
      title,
      dueOn,
      amountFen: BigInt(amountFen),
      metOn: null,
      evidence: null,
      acceptedBy: null,
    })),
  )
  await audit(ctx, {
    action: 'policy.agreement_begin',
    subject: `policy.agreement/${life.id}`,
    detail: { organisationId: input.organisationId, supportFen: String(support) },
  })
  return getAgreement(ctx, String(life.id))
}

const text = (fen: bigint | null) => (fen === null ? null : String(fen))

/** One agreement, for its parties' organisation and the offices concerned. */
export async function getAgreement(ctx: Context, id: string): Promise<Agreement> {
  requirePermission(ctx.actor, 'agreements.read')
  const life = await lives.findLife(ctx.db, id, 'agreement')
  if (!life) throw new AppError('not_found', 'policy.no_agreement', { id })
  requirePermission(ctx.actor, 'agreements.read', life.cityCode)
  const living = await readLiving(ctx, life)
  const row = (await queries.findAgreement(ctx.db, life.id))!
  const organisation = await findOrganisation(ctx.db, life.dataset, String(life.organisationId))
  if (ctx.actor.organisationId !== String(life.organisationId))
    await audit(ctx, {
      action: 'policy.agreement_read',
      subject: `policy.agreement/${id}`,
      detail: { organisationId: String(life.organisationId) },
      confidential: true,
    })
  const today = chinaDay(ctx.now)
  const milestones = await queries.listMilestones(ctx.db, life.id)
  return {
    life: await answerLife(ctx, living),
    dataset: life.dataset,
    city: life.cityCode,
    organisation: { id: String(life.organisationId), name: organisation?.name ?? '' },
    subject: row.subject,
    programme: row.programme,
    cohortYear: row.cohortYear,
    applicationId: text(row.applicationId),
    parties: row.parties as Agreement['parties'],
    articles: row.articles as Agreement['articles'],
    supportFen: text(row.supportFen),
    fundId: text(row.fundId),
    milestones: milestones.map(({ lifeId: _, amountFen, ...one }) => ({
      ...one,
      amountFen: String(amountFen),
      isLate: one.metOn === null && one.dueOn < today,
    })),
    payouts: (await listPayouts(ctx.db, life.id)).map(payoutOf),
    documents: await listDocuments(ctx, living),
    contributions: await readContributions(ctx, living, row.facts as Record<string, string | null>),
  }
}

/** The agreements of a city that the asker may see, and the programmes' cohorts made of them. */
export async function listAgreements(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<AgreementList> {
  requirePermission(ctx.actor, 'agreements.read', city)
  const rows = await queries.listAgreements(ctx.db, { dataset, city })
  const { cycle } = await currentCycle(ctx, cycleName, city)
  const cohorts = new Map<string, { programme: string; year: number | null; rows: typeof rows }>()
  for (const row of rows.filter(({ programme }) => programme !== null)) {
    const key = `${row.programme}/${row.cohortYear}`
    const cohort = cohorts.get(key) ?? { programme: row.programme!, year: row.cohortYear, rows: [] }
    cohort.rows.push(row)
    cohorts.set(key, cohort)
  }
  return {
    items: rows.map((row) => ({
      id: String(row.lifeId),
      subject: row.subject,
      organisation: row.organisation,
      programme: row.programme,
      cohortYear: row.cohortYear,
      state: row.state,
      stateTitle: cycle.states[row.state]?.title[ctx.lang] ?? row.state,
      supportFen: text(row.supportFen),
      paidFen: String(row.paidFen),
      milestones: Number(row.milestones),
      met: Number(row.met),
      dueOn: row.dueOn,
    })),
    cohorts: [...cohorts.values()].map(({ programme, year, rows: of }) => ({
      programme,
      year,
      agreements: of.length,
      supportFen: String(of.reduce((sum, { supportFen }) => sum + (supportFen ?? 0n), 0n)),
      paidFen: String(of.reduce((sum, { paidFen }) => sum + paidFen, 0n)),
    })),
  }
}

async function hold(
  ctx: Context,
  id: string,
  seen: number,
  permission: 'agreements.manage' | 'applications.check',
) {
  requirePermission(ctx.actor, permission)
  const living = await holdLiving(ctx, 'agreement', id, seen)
  requirePermission(ctx.actor, permission, living.life.cityCode)
  return living
}

/** Takes an agreement a step on; signing takes its money out of the fund and opens its milestones. */
export async function actOnAgreement(ctx: Context, id: string, input: CaseAct): Promise<Agreement> {
  const living = await hold(ctx, id, input.seen, 'agreements.manage')
  const kinds = (await listDocuments(ctx, living)).map(({ kind }) => kind)
  const after = await takeAction(ctx, living, input.action, { comment: input.comment, attachments: kinds })
  if (input.action === 'sign') await openMilestones(ctx, after)
  if (input.action === 'recover') await cancelPlanned(ctx.db, living.life.id)
  return getAgreement(ctx, id)
}

async function openMilestones(ctx: Context, living: Living): Promise<void> {
  const { life } = living
  const row = (await queries.findAgreement(ctx.db, life.id))!
  const amountFen = row.supportFen ?? 0n
  const fundYear = await chargeFund(ctx, { fundId: row.fundId, amountFen, dataset: life.dataset })
  const milestones = await queries.listMilestones(ctx.db, life.id)
  // Planned at once, so that the fund's balance knows of them; paid only when their milestone is met.
  await insertPayouts(
    ctx.db,
    milestones
      .filter((milestone) => milestone.amountFen > 0n)
      .map((milestone) => ({
        dataset: life.dataset,
        cityCode: life.cityCode,
        lifeId: life.id,
        lineId: null,
        organisationId: life.organisationId!,
        instalment: milestone.ordinal,
        label: cutText(milestone.title, 50),
        amountFen: milestone.amountFen,
        dueOn: milestone.dueOn,
        status: 'planned' as const,
        fundId: row.fundId,
        fundYear,
        accountId: null,
        paymentListId: null,
        paidOn: null,
        voucher: null,
        recordedBy: null,
      })),
  )
  const names = milestones.map(({ ordinal }) => `milestone-${ordinal}`)
  await changeSubtasks(ctx, living, 'open', names)
}

/** A department's word on an agreement that is being negotiated. */
export async function answerAgreementPart(
  ctx: Context,
  id: string,
  part: string,
  answer: PartAnswer,
): Promise<Agreement> {
  const living = await hold(ctx, id, answer.seen, 'applications.check')
  const comment = answer.comment ?? answer.reasons.map((reason) => reason.text).join('；')
  await completePart(ctx, living, part, {
    verdict: answer.verdict,
    ...(comment === '' ? {} : { comment }),
  })
  return getAgreement(ctx, id)
}

/** Accepts a milestone with the document that shows it; what it is worth may then be paid. */
export async function meetMilestone(
  ctx: Context,
  id: string,
  ordinal: number,
  input: { seen: number; metOn: string; evidence: string },
): Promise<Agreement> {
  const living = await hold(ctx, id, input.seen, 'agreements.manage')
  if (ctx.actor.organisationId === String(living.life.organisationId))
    throw new AppError('forbidden', 'policy.own_case')
  if (input.metOn > chinaDay(ctx.now))
    throw new AppError('invalid', 'policy.paid_in_future', { day: input.metOn })
  const documents = await listDocuments(ctx, living)
  if (!documents.some((document) => document.id === input.evidence))
    throw new AppError('not_found', 'policy.no_case_document', { id: input.evidence })
  const { life } = living
  const milestone = (await queries.listMilestones(ctx.db, life.id)).find((one) => one.ordinal === ordinal)
  if (!milestone) throw new AppError('not_found', 'policy.no_milestone', { ordinal })
  await changeSubtasks(ctx, living, 'close', [`milestone-${ordinal}`], input)
  await queries.updateMilestone(ctx.db, milestone, {
    metOn: input.metOn,
    evidence: input.evidence,
    acceptedBy: ctx.actor.displayName,
  })
  return getAgreement(ctx, id)
}
