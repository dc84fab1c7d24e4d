import { act, type Event, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, pushNotice, requirePermission, type TodoSource } from '../../access/index.ts'
import { correctionLife } from '../domain/correction-life.ts'
import { readFigureValue } from '../domain/figure-value.ts'
import { applyEntryCorrection, checkEntryProposal } from '../libraries/service/entry-corrections.ts'
import { type Correction, correctableFields, type Decision, type NewCorrection } from '../model.ts'
import * as queries from '../queries/corrections.ts'
import { findOrganisation } from '../queries/organisations.ts'
import { insertFact } from '../queries/sources.ts'
import { listFigures, recordFigures } from './figures.ts'
import { actorOf, isOffice, kindsByName, labelOf, partsOf, show } from './show-correction.ts'
import { listSources, pinSource, settleFact } from './sources.ts'

/**
 * Says that a fact of one's own organisation is wrong, and what is right. Nothing changes until an office accepts it.
 * The same open proposal is made once. Permission `registry.propose`, for one's own organisation only.
 */
export async function proposeCorrection(
  ctx: Context,
  organisationId: string,
  told: NewCorrection,
): Promise<Correction> {
  requirePermission(ctx.actor, 'registry.propose')
  if (ctx.actor.organisationId !== organisationId)
    throw new AppError('forbidden', 'registry.correction_not_own', { id: organisationId })
  const organisation = await findOrganisation(ctx.db, organisationId)
  if (!organisation) throw new AppError('not_found', 'registry.no_organisation', { id: organisationId })
  const held = await checkProposal(ctx, organisationId, told)
  const open = await queries.listCorrectionRows(ctx.db, { organisationId, state: 'proposed' })
  const entryId = told.entryId === null ? null : BigInt(told.entryId)
  const same = open.find(
    (row) =>
      row.subject === told.subject &&
      row.entryId === entryId &&
      row.field === told.field &&
      row.period === told.period &&
      row.proposedValue === told.value,
  )
  if (same) return show(ctx, same, await kindsByName(ctx))
  const actor = actorOf(ctx, BigInt(organisationId))
  const instance = start(correctionLife, { at: ctx.now.toISOString(), actor, comment: told.reason })
  const id = await queries.insertCorrection(ctx.db, {
    dataset: organisation.dataset,
    organisationId: BigInt(organisationId),
    subject: told.subject,
    entryId,
    field: told.field,
    period: told.period,
    heldValue: held,
    proposedValue: told.value,
    reason: told.reason,
    state: instance.state,
    history: instance.history,
    proposedBy: ctx.actor.displayName,
    proposedById: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    proposedAt: ctx.now,
  })
  const detail = { correction: String(id), field: told.field, period: told.period }
  await audit(ctx, {
    action: 'registry.propose_correction',
    subject: `registry.organisation/${organisationId}`,
    detail,
  })
  return getCorrection(ctx, String(id))
}

/** Refuses what cannot be corrected or held; gives what counts now. */
async function checkProposal(
  ctx: Context,
  organisationId: string,
  told: NewCorrection,
): Promise<string | null> {
  const { entryId } = told
  if (entryId !== null) return (await checkEntryProposal(ctx, organisationId, { ...told, entryId })).held
  await checkOwnFact(ctx, told)
  return heldValue(ctx, organisationId, told)
}

async function checkOwnFact(ctx: Context, told: NewCorrection): Promise<void> {
  if (told.subject === 'fact') {
    if ((correctableFields as readonly string[]).includes(told.field)) return
    throw new AppError('invalid', 'registry.field_not_correctable', { field: told.field })
  }
  const kind = (await kindsByName(ctx)).get(told.field)
  if (!kind || kind.yearBeforeOf !== null)
    throw new AppError('invalid', 'registry.figure_unknown', { name: told.field })
  try {
    readFigureValue(kind, told.value)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'QuantityError') throw error
    const params = { name: kind.labelZh, reason: error.message }
    throw new AppError('invalid', 'registry.figure_value_bad', params, [
      { field: 'value', code: 'registry.figure_value_bad', params },
    ])
  }
}

/** What counts now, as it stands, for the office to compare with. */
async function heldValue(ctx: Context, organisationId: string, told: NewCorrection): Promise<string | null> {
  if (told.subject === 'figure') {
    const figures = await listFigures(ctx, { organisationIds: [organisationId], names: [told.field] })
    return figures.find(({ counts, period }) => counts && period === told.period)?.value ?? null
  }
  const { facts } = await listSources(ctx, organisationId)
  const fact = facts.find(({ subject, field }) => subject === 'fact' && field === told.field)
  return fact?.candidates.find(({ counts }) => counts)?.value ?? null
}

/** Corrections that its reader may see: an office all, an organisation its own. Permission `registry.propose`. */
export async function listCorrections(
  ctx: Context,
  query: {
    dataset: 'held' | 'demo'
    city?: string | undefined
    organisation?: string | undefined
    state?: string | undefined
  },
): Promise<Correction[]> {
  requirePermission(ctx.actor, 'registry.propose')
  const { dataset, city, organisation, state } = query
  const rows = await queries.listCorrectionRows(ctx.db, {
    dataset,
    cityCode: ctx.actor.cityCode ?? city,
    organisationId: organisation,
    state,
  })
  const kinds = await kindsByName(ctx)
  return Promise.all(rows.map((row) => show(ctx, row, kinds)))
}

async function getCorrection(ctx: Context, id: string): Promise<Correction> {
  const [row] = await queries.listCorrectionRows(ctx.db, { id })
  if (!row) throw new AppError('not_found', 'registry.no_correction', { id })
  return show(ctx, row, await kindsByName(ctx))
}

/**
 * An office accepts or refuses. What is accepted becomes one more source, "the firm's own, reviewed"; a higher source
 * still counts before it, unless the office pins it. The firm is told. Permission `registry.edit`.
 */
export async function decideCorrection(
  ctx: Context,
  id: string,
  { action, words, pin }: Decision,
): Promise<Correction> {
  requirePermission(ctx.actor, 'registry.edit')
  const row = await takeAction(ctx, id, action, words)
  const detail = { correction: id, field: row.field, action, pin }
  const subject = `registry.organisation/${row.organisationId}`
  if (action === 'accept') await recordAccepted(ctx, row, pin)
  await audit(ctx, { action: 'registry.decide_correction', subject, detail })
  await pushNotice(ctx, {
    to: { organisationId: String(row.organisationId) },
    kind: action === 'accept' ? 'registry.correction_accepted' : 'registry.correction_refused',
    params: { field: await labelOf(ctx, row, await kindsByName(ctx)), words: words || '—' },
    reference: { room: 'registry', path: `/firms/${row.organisationId}` },
    dataset: row.dataset,
    onceKey: `registry.correction/${id}/${action}`,
  })
  return getCorrection(ctx, id)
}

/** Takes one's own proposal back before it was decided. Permission `registry.propose`. */
export async function withdrawCorrection(ctx: Context, id: string): Promise<Correction> {
  requirePermission(ctx.actor, 'registry.propose')
  const row = await takeAction(ctx, id, 'withdraw', '')
  const subject = `registry.organisation/${row.organisationId}`
  await audit(ctx, { action: 'registry.withdraw_correction', subject, detail: { correction: id } })
  return getCorrection(ctx, id)
}

async function takeAction(
  ctx: Context,
  id: string,
  action: string,
  words: string,
): Promise<queries.HeldCorrection> {
  await queries.lockCorrection(ctx.db, id)
  const [row] = await queries.listCorrectionRows(ctx.db, { id })
  if (!row) throw new AppError('not_found', 'registry.no_correction', { id })
  const life = replay(correctionLife, row.history as Event[])
  const actor = actorOf(ctx, row.organisationId)
  const outcome = act(correctionLife, life, action, { at: ctx.now.toISOString(), actor, comment: words })
  if (!outcome.ok) {
    const [refusal] = outcome.refusals
    if (refusal?.code === 'not_permitted') throw new AppError('conflict', 'registry.correction_own_case')
    if (refusal?.code === 'comment_missing')
      throw new AppError('invalid', 'registry.correction_words_missing', {}, [
        { field: 'words', code: 'registry.correction_words_missing' },
      ])
    throw new AppError('conflict', 'registry.correction_decided', { by: row.decidedBy ?? '—' })
  }
  await queries.updateCorrection(ctx.db, row.id, {
    state: outcome.instance.state,
    history: outcome.instance.history,
    decidedBy: ctx.actor.displayName,
    decidedAt: ctx.now,
    decision: words || null,
  })
  return row
}

async function recordAccepted(ctx: Context, row: queries.HeldCorrection, pin: boolean): Promise<void> {
  const organisationId = String(row.organisationId)
  const source = `企业申报 ${chinaDay(row.proposedAt)}，${ctx.actor.displayName} 审核`
  const telling = { dataset: row.dataset, source, sourceKind: 'own_reviewed' } as const
  if (row.subject === 'entry') {
    const told = { entryId: String(row.entryId), field: row.field, value: row.proposedValue }
    return applyEntryCorrection(ctx, told, source)
  }
  let chosenId: string | undefined
  if (row.subject === 'figure') {
    const told = { organisationId, name: row.field, period: row.period, value: row.proposedValue }
    ;[chosenId] = await recordFigures(ctx, [told], telling)
  } else {
    const who = { recordedBy: ctx.actor.displayName, recordedAt: ctx.now }
    const fact = { organisationId: row.organisationId, field: row.field, value: row.proposedValue }
    chosenId = String(await insertFact(ctx.db, { ...fact, ...telling, ...who }))
    await settleFact(ctx, row.organisationId, row.dataset, row.field)
  }
  if (pin && chosenId) {
    await pinSource(ctx, organisationId, { subject: row.subject, chosenId, reason: row.reason })
  }
}

/** What waits for an office: corrections that nobody has decided, oldest first. */
export const correctionTodo: TodoSource = {
  room: 'registry',
  list: async (ctx, { dataset, cityCode }, atMost) => {
    if (!isOffice(ctx)) return []
    const rows = await queries.listCorrectionRows(ctx.db, { dataset, cityCode, state: 'proposed', atMost })
    const kinds = await kindsByName(ctx)
    const mine = rows.filter((row) => partsOf(ctx, row.organisationId).includes('office')).reverse()
    return Promise.all(
      mine.map(async (row) => ({
        id: `correction/${row.id}`,
        kind: 'registry.correction_waits',
        params: { firm: row.organisationName, field: await labelOf(ctx, row, kinds) },
        path: `/corrections?correction=${row.id}`,
        dueDate: null,
        since: row.proposedAt.toISOString(),
      })),
    )
  },
}
