import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type {
  LifeAct,
  LogLine,
  NewProject,
  Project,
  ProjectChange,
  ProjectCounter,
  ProjectItem,
  ProjectList,
  ProjectQuery,
  YearMoney,
} from '../../model.ts'
import { countCompleted, evenName } from '../domain.ts'
import { listCampaignsOf } from '../queries/campaigns.ts'
import { insertEvents, listEvents } from '../queries/events.ts'
import { findOrganisationIn } from '../queries/key-firms.ts'
import * as queries from '../queries/projects.ts'
import { actionsFor, beginLife, dayOf, getLife, takeAction, tellEvents } from './life.ts'

export const projectLife = 'project'
/** The state that completion reaches, and those in which a project is completed (packs/national/library-lives). */
export const completion = 'completed'
export const completedStates = [completion, 'operating'] as const

const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })
const idOf = (id: bigint | null) => (id === null ? null : String(id))

function itemOf(row: queries.ProjectRow): ProjectItem {
  const { dataset: _d, cityCode: _c, lifeVersion: _v, readiness: _r, note: _n, ...rest } = row
  return {
    ...rest,
    id: String(row.id),
    parkId: idOf(row.parkId),
    organisationId: idOf(row.organisationId),
    investmentFen: idOf(row.investmentFen),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The projects of a city under some filters, and the whole city's count by stage. */
export async function listProjects(ctx: Context, query: ProjectQuery): Promise<ProjectList> {
  requirePermission(ctx.actor, 'libraries.read', query.city)
  const { cycle } = await getLife(ctx, projectLife)
  const items = (await queries.listProjects(ctx.db, query)).map(itemOf)
  const counts = new Map((await queries.countStages(ctx.db, query)).map((row) => [row.stage, row]))
  const stages = Object.entries(cycle.states).map(([id, { title, kind }]) => ({
    id,
    title,
    kind,
    count: Number(counts.get(id)?.count ?? 0),
    investmentFen: counts.get(id)?.investmentFen ?? '0',
    investmentUnknown: Number(counts.get(id)?.investmentUnknown ?? 0),
  }))
  return { items, stages, total: stages.reduce((sum, { count }) => sum + count, 0) }
}

async function getRow(ctx: Context, id: string, permission: 'libraries.read' | 'libraries.write') {
  requirePermission(ctx.actor, permission)
  const row = await queries.findProject(ctx.db, id)
  if (!row) throw new AppError('not_found', 'registry.no_project', { id })
  requirePermission(ctx.actor, permission, row.cityCode)
  return row
}

/** What later rooms need of a project that they refer to: its name, where it stands, and whose it is. */
export async function getProjectHead(
  ctx: Context,
  id: string,
): Promise<Pick<Project, 'id' | 'name' | 'dataset' | 'cityCode' | 'organisationId'>> {
  const { name, dataset, cityCode, organisationId } = await getRow(ctx, id, 'libraries.read')
  return { id, name, dataset, cityCode, organisationId: idOf(organisationId) }
}

/** One project with its history, money by year, and what this person may do. */
export async function getProject(ctx: Context, id: string): Promise<Project> {
  const row = await getRow(ctx, id, 'libraries.read')
  const life = await getLife(ctx, projectLife, row.lifeVersion)
  const events = await listEvents(ctx.db, 'project', id)
  const money = await queries.listMoney(ctx.db, id)
  const campaigns = await listCampaignsOf(ctx.db, id)
  return {
    ...itemOf(row),
    dataset: row.dataset,
    cityCode: row.cityCode,
    note: row.note,
    readiness: row.readiness,
    money: money.map((year) => ({ ...year, plannedFen: idOf(year.plannedFen), doneFen: idOf(year.doneFen) })),
    events: tellEvents(life, events),
    actions: actionsFor(ctx, life, events),
    campaigns: campaigns.map((campaign) => ({ ...campaign, id: String(campaign.id) })),
  }
}

async function checkOrganisation(
  ctx: Context,
  dataset: string,
  id: string | null | undefined,
): Promise<void> {
  if (id && !(await findOrganisationIn(ctx.db, dataset, id)))
    throw new AppError('not_found', 'registry.no_organisation', { id })
}

export type ProjectOrigin = { readonly requestKey: string | null; readonly importId: string | null }

/** Writes a project with the first line of its life; undefined where one of its name is held. */
export async function writeProject(
  ctx: Context,
  input: Omit<NewProject, 'requestKey'>,
  origin: ProjectOrigin,
) {
  const life = await getLife(ctx, projectLife)
  const { state, steps } = beginLife(ctx, life, input.source)
  const { dataset, city: cityCode, source, ...given } = input
  const fields = {
    name: given.name,
    nameNormalised: evenName(given.name),
    code: given.code ?? null,
    isMajor: given.isMajor ?? null,
    investmentFen: given.investmentFen ?? null,
    chainId: given.chainId ?? null,
    nodeId: given.nodeId ?? null,
    parkId: given.parkId ?? null,
    serviceOwner: given.serviceOwner ?? null,
    organisationId: given.organisationId ?? null,
    organisationName: given.organisationName ?? null,
    note: given.note ?? null,
  }
  const stamp = {
    dataset,
    cityCode,
    stage: state,
    lifeVersion: life.version,
    source,
    ...origin,
    ...stampOf(ctx),
  }
  const id = await queries.insertProject(ctx.db, fields, stamp)
  if (id !== undefined)
    await insertEvents(
      ctx.db,
      'project',
      steps.map((step) => ({ ...step, subjectId: id })),
      stampOf(ctx),
    )
  return id
}

/** Adds a project. The same request sent again gives the project that it made. */
export async function addProject(ctx: Context, { requestKey, ...input }: NewProject): Promise<Project> {
  requirePermission(ctx.actor, 'libraries.write', input.city)
  await checkOrganisation(ctx, input.dataset, input.organisationId)
  const id = await writeProject(ctx, input, { requestKey, importId: null })
  if (id === undefined) {
    const again = await queries.findProjectBy(ctx.db, { requestKey, recordedBy: ctx.actor.userName })
    if (again) return getProject(ctx, again)
    const held = await queries.findProjectBy(ctx.db, {
      dataset: input.dataset,
      cityCode: input.city,
      nameNormalised: evenName(input.name),
    })
    throw new AppError('conflict', 'registry.project_held', { name: input.name, id: held })
  }
  await audit(ctx, {
    action: 'registry.add_project',
    subject: `registry.project/${id}`,
    detail: { ...input },
  })
  return getProject(ctx, id)
}

/** Changes what is known of a project; before and after stand in the audit trail. */
export async function changeProject(ctx: Context, id: string, change: ProjectChange): Promise<Project> {
  const row = await getRow(ctx, id, 'libraries.write')
  await checkOrganisation(ctx, row.dataset, change.organisationId)
  const { source, ...fields } = change
  const named = fields.name === undefined ? {} : { nameNormalised: evenName(fields.name) }
  if (fields.name !== undefined) {
    const by = { dataset: row.dataset, cityCode: row.cityCode, nameNormalised: evenName(fields.name) }
    const held = await queries.findProjectBy(ctx.db, by)
    if (held && held !== id)
      throw new AppError('conflict', 'registry.project_held', { name: fields.name, id: held })
  }
  await queries.updateProject(ctx.db, id, { ...fields, ...named }, ctx.now)
  const before = Object.fromEntries(
    Object.keys(fields).map((name) => [name, String(row[name as keyof typeof row] ?? '')]),
  )
  const detail = { source, before, after: fields }
  await audit(ctx, { action: 'registry.change_project', subject: `registry.project/${id}`, detail })
  return getProject(ctx, id)
}

/** Takes a step in the life of a project; `happened` is when it was done, as precise as known. */
export async function actOnProject(ctx: Context, id: string, asked: LifeAct): Promise<Project> {
  await getRow(ctx, id, 'libraries.write')
  await queries.lockProject(ctx.db, id)
  const row = await getRow(ctx, id, 'libraries.write')
  const life = await getLife(ctx, projectLife, row.lifeVersion)
  const { state, step } = takeAction(ctx, life, await listEvents(ctx.db, 'project', id), asked)
  await insertEvents(ctx.db, 'project', [{ ...step, subjectId: id }], stampOf(ctx))
  await queries.updateProject(ctx.db, id, { stage: state }, ctx.now)
  const detail = { ...asked, from: row.stage, to: state }
  await audit(ctx, { action: 'registry.act_on_project', subject: `registry.project/${id}`, detail })
  return getProject(ctx, id)
}

/** Records what was planned and done in one year, in place of what was recorded of it. */
export async function recordMoney(ctx: Context, id: string, money: YearMoney): Promise<Project> {
  await getRow(ctx, id, 'libraries.write')
  await queries.upsertMoney(ctx.db, id, money, stampOf(ctx))
  await audit(ctx, {
    action: 'registry.record_project_money',
    subject: `registry.project/${id}`,
    detail: { ...money },
  })
  return getProject(ctx, id)
}

/** Writes a line into a project's service log. */
export async function logOnProject(ctx: Context, id: string, line: LogLine): Promise<Project> {
  await getRow(ctx, id, 'libraries.write')
  const happenedOn = dayOf(ctx, line.happened, null)
  await insertEvents(
    ctx.db,
    'project',
    [{ ...line, subjectId: id, life: null, state: null, happenedOn }],
    stampOf(ctx),
  )
  await audit(ctx, { action: 'registry.log_project', subject: `registry.project/${id}`, detail: { ...line } })
  return getProject(ctx, id)
}

/** 竣工重大项目 between two days, both included, by the definition of row C10. */
export async function countProjects(
  ctx: Context,
  query: { dataset: 'held' | 'demo'; city: string; from: string; to: string },
): Promise<ProjectCounter> {
  requirePermission(ctx.actor, 'libraries.read', query.city)
  const rows = await queries.listCompleted(ctx.db, { ...query, states: completedStates, completion })
  const completed = rows.map((row) => ({
    ...row,
    id: String(row.id),
    investmentFen: idOf(row.investmentFen),
  }))
  return {
    ...countCompleted(completed, query.from, query.to),
    from: query.from,
    to: query.to,
    definition: {
      zh: '标为重大项目、“竣工”有日期且日期在此期间内的项目；没有日期的、没有说明是否重大的另行计数，不推测。',
      en: 'Projects marked major whose completion is dated within the period; those without a date, or not said to be major, are counted beside.',
    },
  }
}
