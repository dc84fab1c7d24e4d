import { act, allowedActions, type Event, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, holds, pushNotice, requirePermission } from '../../access/index.ts'
import { getProjectHead } from '../../registry/index.ts'
import { demandCycle } from '../domain/demand-life.ts'
import { fittingProduct, wordsOf } from '../domain/demand-match.ts'
import type { Demand, DemandAct, DemandDates, NewDemand } from '../model.ts'
import { findParty } from '../queries/agreements.ts'
import * as queries from '../queries/demands.ts'
import { figuresOf } from './hand-relations.ts'

const mostListed = 1_000
/** More firms than this are told by their list only, not each by a notice. */
const mostTold = 500

const fault = (field: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field, code, params }])
const owner = (ctx: Context) => ({ id: ctx.actor.displayName, roles: ['owner'] })
const textOf = (value: bigint | null) => (value === null ? null : String(value))

/** Whether the actor publishes demands, or is the one who will buy. */
const seesAnswers = (ctx: Context, { buyerId }: queries.DemandRow) =>
  holds(ctx.actor, 'demands.manage') || (buyerId !== null && String(buyerId) === ctx.actor.organisationId)

function actionsOf(ctx: Context, row: queries.DemandRow): Demand['actions'] {
  if (!holds(ctx.actor, 'demands.manage')) return []
  const asked = { at: ctx.now.toISOString(), calendar: workingDays() }
  return allowedActions(demandCycle, replay(demandCycle, row.history as Event[]), owner(ctx), asked).map(
    ({ name, title, blockedBy }) => ({ name, text: title[ctx.lang], needsComment: blockedBy.length > 0 }),
  )
}

async function tell(ctx: Context, rows: readonly queries.DemandRow[]): Promise<Demand[]> {
  const interests = await queries.listInterests(
    ctx.db,
    rows.filter((row) => seesAnswers(ctx, row)).map(({ id }) => id),
  )
  const own = ctx.actor.organisationId
  return rows.map((row) => {
    const {
      history: _,
      dataset: _d,
      cityCode: _c,
      fitReason,
      fitWords,
      matches,
      buyerId,
      buyerName,
      ...rest
    } = row
    const mayAnswer =
      holds(ctx.actor, 'demands.answer') && own !== null && row.state === 'open' && own !== textOf(buyerId)
    return {
      ...rest,
      ...{ id: String(row.id), projectId: String(row.projectId), mayAnswer },
      ...{
        amountFen: textOf(row.amountFen),
        amountLowFen: textOf(row.amountLowFen),
        amountHighFen: textOf(row.amountHighFen),
      },
      buyer: buyerId === null ? null : { id: String(buyerId), name: buyerName ?? '' },
      stateText: demandCycle.states[row.state as 'draft'].title[ctx.lang],
      fits: fitReason === null ? null : { reason: fitReason, words: fitWords ?? '' },
      matches: holds(ctx.actor, 'demands.manage') ? Number(matches) : null,
      interests: !seesAnswers(ctx, row)
        ? null
        : interests
            .filter(({ demandId }) => demandId === row.id)
            .map(({ organisationId, name, note, contact, markedAt }) => ({
              ...{
                organisationId: String(organisationId),
                name,
                note,
                contact,
                markedAt: markedAt.toISOString(),
              },
            })),
      actions: actionsOf(ctx, row),
    }
  })
}

/** The demands of a city: all for who publishes them; for a supplier what fits it, and what is already out to tender. */
export async function listDemands(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<Demand[]> {
  requirePermission(ctx.actor, 'demands.read', city)
  return tell(
    ctx,
    await queries.listDemands(ctx.db, { city, dataset, own: ctx.actor.organisationId }, mostListed),
  )
}

/** One demand that the reader may see; whoever publishes demands, only of the own city. */
export async function getRow(ctx: Context, id: string, lock = false): Promise<queries.DemandRow> {
  const row = await queries.findDemand(ctx.db, id, ctx.actor.organisationId, lock)
  if (!row) throw new AppError('not_found', 'network.no_demand', { id })
  if (holds(ctx.actor, 'demands.manage')) requirePermission(ctx.actor, 'demands.manage', row.cityCode)
  return row
}
export async function getDemand(ctx: Context, id: string): Promise<Demand> {
  requirePermission(ctx.actor, 'demands.read')
  return (await tell(ctx, [await getRow(ctx, id)]))[0]!
}

function checkDates({ neededFrom, neededTo }: DemandDates): void {
  if (neededFrom && neededTo && neededTo < neededFrom)
    throw fault('neededTo', 'network.demand_dates', { from: neededFrom })
}

/** What a demand costs: an amount, a band, or nothing known. */
function amountsOf(input: NewDemand) {
  const isUnknown = input.amountFen == null && input.amountLowFen == null && input.amountHighFen == null
  if (isUnknown) return { amountFen: null, amountLowFen: null, amountHighFen: null }
  const { sharePpm: _, ...amounts } = figuresOf(input)
  return amounts
}

/** Writes what a project will need, as a draft that nobody else sees. The same form again gives the same demand. */
export async function stateDemand(ctx: Context, input: NewDemand): Promise<Demand> {
  requirePermission(ctx.actor, 'demands.manage', input.city)
  checkDates(input)
  if (wordsOf(input.product).length === 0) throw fault('product', 'network.demand_no_words')
  if (input.volume != null && input.volumeUnit == null) throw fault('volumeUnit', 'network.agreement_no_unit')
  const project = await getProjectHead(ctx, input.projectId)
  if (project.dataset !== input.dataset || project.cityCode !== input.city)
    throw fault('projectId', 'network.demand_other_city')
  const buyerId = input.buyerId ?? project.organisationId
  const buyer = buyerId === null ? undefined : await findParty(ctx.db, buyerId)
  if (buyerId !== null && buyer?.dataset !== input.dataset)
    throw fault('buyerId', 'network.agreement_no_partner', { id: buyerId })
  const { state, history } = start(demandCycle, { actor: owner(ctx), at: ctx.now.toISOString() })
  const {
    city,
    nodeId = null,
    volume = null,
    volumeUnit = null,
    note = null,
    source,
    product,
    dataset,
    requestKey,
  } = input
  const { neededFrom = null, neededTo = null, tenderOn = null } = input
  const row = {
    ...{
      dataset,
      cityCode: city,
      projectId: project.id,
      projectName: project.name,
      buyerId,
      product,
      nodeId,
      volume,
    },
    ...{ volumeUnit, note, source, neededFrom, neededTo, tenderOn, state, history, requestKey },
    ...amountsOf(input),
  }
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  const id = await queries.insertDemand(ctx.db, row, stamp)
  if (id === undefined)
    return getDemand(ctx, (await queries.findDemandByRequest(ctx.db, stamp.by, requestKey))!)
  await audit(ctx, {
    action: 'network.state_demand',
    subject: `network.demand/${id}`,
    detail: { project: project.id },
  })
  return getDemand(ctx, id)
}

type Match = { organisationId: string; reason: 'node' | 'product'; words: string }

/** The firms of the city that stand at the node or make what is named. */
async function match(ctx: Context, row: queries.DemandRow) {
  const words = wordsOf(row.product)
  const makers = await queries.listLocalMakers(ctx.db, {
    dataset: row.dataset,
    city: row.cityCode,
    nodeId: row.nodeId,
  })
  return makers.flatMap(({ organisationId, products, nodeName }): Match[] => {
    if (organisationId === row.buyerId) return []
    const id = String(organisationId)
    if (nodeName !== null) return [{ organisationId: id, reason: 'node', words: nodeName }]
    const product = fittingProduct(words, products ?? [])
    return product === null ? [] : [{ organisationId: id, reason: 'product', words: product }]
  })
}

async function tellSuppliers(ctx: Context, row: queries.DemandRow): Promise<number> {
  const matches = await match(ctx, row)
  // Who is told is found over all firms, whatever the publisher may read of them.
  await ctx.asProgram(() =>
    queries.replaceMatches(ctx.db, { id: String(row.id), dataset: row.dataset }, matches),
  )
  for (const { organisationId } of matches.slice(0, mostTold))
    await pushNotice(ctx, {
      ...{ to: { organisationId }, kind: 'network.demand_open', dataset: row.dataset, dueDate: row.tenderOn },
      params: { product: row.product, project: row.projectName },
      reference: { room: 'network', path: `/project-demands?demand=${row.id}` },
      onceKey: `network.demand_open/${row.id}/${organisationId}`,
    })
  return matches.length
}

const notOpen = (ctx: Context, { state }: queries.DemandRow) =>
  new AppError('conflict', 'network.demand_step', {
    state: demandCycle.states[state as 'draft'].title[ctx.lang],
  })

/** Tells suppliers, closes or withdraws a demand. @throws conflict `network.demand_step` where the step is not open */
export async function actOnDemand(ctx: Context, id: string, { action, comment }: DemandAct): Promise<Demand> {
  requirePermission(ctx.actor, 'demands.manage')
  const row = await getRow(ctx, id, true)
  const outcome = act(demandCycle, replay(demandCycle, row.history as Event[]), action, {
    ...{ actor: owner(ctx), at: ctx.now.toISOString() },
    ...(comment ? { comment } : {}),
  })
  if (!outcome.ok) {
    if (outcome.refusals.every(({ code }) => code === 'comment_missing'))
      throw fault('comment', 'network.reason_missing')
    throw notOpen(ctx, row)
  }
  if (action === 'publish' && row.tenderOn !== null && row.tenderOn < chinaDay(ctx.now))
    throw fault('tenderOn', 'network.demand_tender_past', { tenderOn: row.tenderOn })
  await queries.updateDemand(ctx.db, id, outcome.instance)
  const told = action === 'publish' ? await tellSuppliers(ctx, row) : null
  await audit(ctx, {
    action: 'network.act_on_demand',
    subject: `network.demand/${id}`,
    detail: { action, told },
  })
  return getDemand(ctx, id)
}

/** Changes the days of a demand; whoever is interested is told. */
export async function changeDemandDates(ctx: Context, id: string, dates: DemandDates): Promise<Demand> {
  requirePermission(ctx.actor, 'demands.manage')
  checkDates(dates)
  const row = await getRow(ctx, id, true)
  if (demandCycle.states[row.state as 'draft'].kind !== 'open') throw notOpen(ctx, row)
  const { neededFrom = null, neededTo = null, tenderOn = null } = dates
  await queries.updateDates(ctx.db, id, { neededFrom, neededTo, tenderOn })
  for (const { organisationId } of await queries.listInterests(ctx.db, [row.id]))
    await pushNotice(ctx, {
      ...{
        to: { organisationId: String(organisationId) },
        kind: 'network.demand_changed',
        dataset: row.dataset,
      },
      ...{ params: { product: row.product, project: row.projectName }, dueDate: tenderOn },
      reference: { room: 'network', path: `/project-demands?demand=${id}` },
    })
  await audit(ctx, { action: 'network.change_demand', subject: `network.demand/${id}`, detail: { ...dates } })
  return getDemand(ctx, id)
}
