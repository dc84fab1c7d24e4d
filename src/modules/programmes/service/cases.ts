import { createHash } from 'node:crypto'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import {
  audit,
  type Context,
  type Dataset,
  holds,
  keepAttachment,
  listAttachments,
  requirePermission,
} from '../../access/index.ts'
import { answerLived, takeLifeAction } from '../../services/index.ts'
import { type CaseDetail, type CaseFile, type CaseSummary, caseFileSchema, type NewCase } from '../model.ts'
import * as queries from '../queries/showing.ts'
import { findCityName } from '../queries/supervision.ts'
import { keepLines } from './life-store.ts'
import { readLife, standingAfter, stateTitlesOf } from './living.ts'
import { resolveNames } from './resolve-units.ts'

const subjectOf = (id: string) => `programmes.case_study/${id}`

function shortOf(row: queries.HeldCase, titles: ReadonlyMap<string, string>): CaseSummary {
  return {
    id: String(row.id),
    title: row.title,
    unit: row.unit,
    pilotId: row.pilotId === null ? null : String(row.pilotId),
    fromCity: row.fromCity,
    state: row.state,
    stateTitle: titles.get(row.state) ?? row.state,
    isOpen: row.isOpen,
    reportedTo: row.reportedTo,
    publishedOn: row.publishedOn,
    createdAt: row.createdAt.toISOString(),
  }
}

/** The pilots of a city and its case library: own write-ups and those that other cities handed over. */
export async function listCases(ctx: Context, of: { city: string; dataset: Dataset }) {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const titles = await stateTitlesOf(ctx, 'case_study', of.city)
  const pilots = of.dataset === 'held' ? await queries.listPilots(ctx.db, of.city) : []
  const rows = await queries.listCases(ctx.db, { dataset: of.dataset, cityCode: of.city })
  return { pilots: pilots.map(pilotOf), items: rows.map((row) => shortOf(row, titles)) }
}

const pilotOf = (row: queries.HeldPilot) => ({
  id: String(row.id),
  name: { zh: row.nameZh, en: row.nameEn },
  level: row.level,
  chainId: row.chainId,
  firstYear: row.firstYear,
  lastYear: row.lastYear,
  positioning:
    row.positioningZh === null ? null : { zh: row.positioningZh, en: row.positioningEn ?? row.positioningZh },
  siblings: row.siblings,
  source: row.source,
})

async function getRow(ctx: Context, id: string, isLocked = false): Promise<queries.HeldCase> {
  const row = await queries.findCase(ctx.db, id, isLocked)
  if (!row) throw new AppError('not_found', 'programmes.no_case', { id })
  requirePermission(ctx.actor, 'programmes.read', row.cityCode)
  return row
}

function rolesToward(ctx: Context, row: queries.HeldCase): string[] {
  if (holds(ctx.actor, 'programmes.manage')) return ['office']
  if (ctx.actor.role === 'chain_leader') return ['leader']
  const { organisationId } = ctx.actor
  return organisationId !== null && row.unitId === BigInt(organisationId) ? ['unit'] : []
}

/** One case whole with its life; a case of another city is only read. */
export async function getCase(ctx: Context, id: string): Promise<CaseDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getRow(ctx, id)
  const roles = rolesToward(ctx, row)
  const head = { id, title: row.title, seen: row.seen, roles, attachments: [] }
  const isOwn = row.fromCity === null
  return {
    ...shortOf(row, await stateTitlesOf(ctx, 'case_study', row.cityCode)),
    problem: row.problem,
    practice: row.practice,
    result: row.result,
    lesson: row.lesson,
    source: row.source,
    life: isOwn ? answerLived(ctx, await readLife(ctx, 'case_study', row), head) : null,
    files: (await listAttachments(ctx, { room: 'programmes', subject: subjectOf(id) })).map((file) => ({
      id: file.id,
      fileName: file.fileName,
    })),
    mayChange: isOwn && row.state === 'draft' && roles.some((role) => role === 'office' || role === 'unit'),
  }
}

/** Begins a write-up; by the office, or by a unit for itself. A request sent twice makes one. */
export async function createCase(ctx: Context, input: NewCase): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.report', input.city)
  const { city, pilotId, ...rest } = input
  const place = { dataset: input.dataset, cityCode: city }
  if (pilotId !== null) {
    const pilots = await queries.listPilots(ctx.db, city)
    if (!pilots.some((pilot) => String(pilot.id) === pilotId))
      throw new AppError('not_found', 'programmes.no_pilot', { id: pilotId })
  }
  const { organisationId, userName } = ctx.actor
  const isOffice = holds(ctx.actor, 'programmes.manage')
  const found = isOffice ? (await resolveNames(ctx, place, [input.unit])).get(input.unit) : undefined
  const own = organisationId === null ? null : BigInt(organisationId)
  const id = await queries.insertCase(ctx.db, {
    ...rest,
    ...place,
    pilotId: pilotId === null ? null : BigInt(pilotId),
    unitId: isOffice ? (found ?? null) : own,
    createdBy: userName,
    createdAt: ctx.now,
  })
  if (id === undefined) {
    const of = { createdBy: userName, requestKey: input.requestKey }
    return { id: await queries.findMadeCase(ctx.db, of), isNew: false }
  }
  await audit(ctx, {
    action: 'programmes.case_create',
    subject: subjectOf(id),
    detail: { title: input.title, unit: input.unit },
  })
  return { id, isNew: true }
}

type Words = Pick<NewCase, 'title' | 'unit' | 'problem' | 'practice' | 'result' | 'lesson'>

async function holdDraft(ctx: Context, id: string, seen: number | null): Promise<queries.HeldCase> {
  const row = await getRow(ctx, id, true)
  if (seen !== null && row.seen !== seen) throw new AppError('conflict', 'programmes.case_changed')
  if (row.fromCity !== null || row.state !== 'draft')
    throw new AppError('conflict', 'programmes.case_not_draft')
  if (!rolesToward(ctx, row).some((role) => role === 'office' || role === 'unit'))
    throw new AppError('forbidden', 'programmes.not_own_case')
  return row
}

/** Changes a write-up while it is one. */
export async function changeCase(
  ctx: Context,
  id: string,
  { seen, ...words }: Words & { seen: number },
): Promise<CaseDetail> {
  requirePermission(ctx.actor, 'programmes.report')
  const row = await holdDraft(ctx, id, seen)
  await queries.updateCase(ctx.db, row.id, words)
  await audit(ctx, {
    action: 'programmes.case_change',
    subject: subjectOf(id),
    detail: { title: words.title },
  })
  return getCase(ctx, id)
}

/** Keeps a document with a write-up. */
export async function addCaseFile(
  ctx: Context,
  id: string,
  file: { fileName: string; bytes: Buffer },
): Promise<CaseDetail> {
  requirePermission(ctx.actor, 'programmes.report')
  await holdDraft(ctx, id, null)
  await keepAttachment(ctx, {
    room: 'programmes',
    subject: subjectOf(id),
    organisationId: null,
    readers: ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
    ...file,
  })
  return getCase(ctx, id)
}

/** Takes a step of a case's life; sending it up notes where to, publishing the day. */
export async function actOnCase(
  ctx: Context,
  id: string,
  { seen, action, comment }: { seen: number; action: string; comment?: string | undefined },
): Promise<CaseDetail> {
  requirePermission(ctx.actor, 'programmes.act')
  const row = await getRow(ctx, id, true)
  if (row.seen !== seen) throw new AppError('conflict', 'programmes.case_changed')
  if (row.fromCity !== null) throw new AppError('conflict', 'programmes.case_not_draft')
  const lived = await readLife(ctx, 'case_study', row)
  const after = takeLifeAction(ctx, lived, rolesToward(ctx, row), action, { comment, attachments: [] })
  await keepLines(ctx, { thing: 'case_study', thingId: row.id }, after)
  await queries.updateCase(ctx.db, row.id, {
    ...standingAfter(after),
    ...(action === 'report' && { reportedTo: comment ?? null }),
    ...(action === 'publish' && { publishedOn: chinaDay(ctx.now) }),
  })
  await audit(ctx, {
    action: 'programmes.case_act',
    subject: subjectOf(id),
    detail: { action, state: after.instance.state, comment: comment ?? null },
  })
  return getCase(ctx, id)
}

/** A case of the library as cities hand it to each other; a draft stays in the house. */
export async function exportCase(ctx: Context, id: string): Promise<CaseFile> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await getRow(ctx, id)
  requirePermission(ctx.actor, 'programmes.manage', row.cityCode)
  if (!['accepted', 'reported', 'published'].includes(row.state) || row.fromCity !== null)
    throw new AppError('conflict', 'programmes.case_not_in_library')
  await audit(ctx, { action: 'programmes.case_export', subject: subjectOf(id) })
  const { title, unit, problem, practice, result, lesson } = row
  return caseFileSchema.parse({
    format: 'lianshu-case',
    version: 1,
    fromCity: (await findCityName(ctx.db, row.cityCode))?.name ?? row.cityCode,
    exportedOn: chinaDay(ctx.now),
    state: row.state,
    ...{ title, unit, problem, practice, result, lesson },
  })
}

/** Takes a case of another city into the library; the same file again is the one that stands. */
export async function receiveCase(
  ctx: Context,
  of: { city: string; dataset: Dataset; source: string; file: CaseFile },
): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', of.city)
  const { fromCity, title, unit, problem, practice, result, lesson } = of.file
  const words = { title, unit, problem, practice, result, lesson }
  const digest = createHash('sha256').update(JSON.stringify([of.city, of.dataset, fromCity, words]))
  const key = { createdBy: 'another city', requestKey: digest.digest('hex') }
  const id = await queries.insertCase(ctx.db, {
    ...words,
    ...key,
    dataset: of.dataset,
    cityCode: of.city,
    pilotId: null,
    unitId: null,
    fromCity,
    source: of.source,
    state: 'accepted',
    isOpen: false,
    createdAt: ctx.now,
  })
  if (id === undefined) return { id: await queries.findMadeCase(ctx.db, key), isNew: false }
  await audit(ctx, {
    action: 'programmes.case_receive',
    subject: subjectOf(id),
    detail: { fromCity, title, source: of.source },
  })
  return { id, isNew: true }
}
