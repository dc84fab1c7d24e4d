import { act, allowedActions, type Event, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { fulfilmentByYear, remindFrom } from '../domain/agreement-figures.ts'
import { agreementCycle } from '../domain/agreement-life.ts'
import type { Agreement, AgreementAct, NewAgreement } from '../model.ts'
import * as queries from '../queries/agreements.ts'

const mostListed = 500
type Row = queries.AgreementRow

/** Thousandths as decimal text, and back: volumes are exact to three places. */
export const toThousandths = (volume: string | null): bigint | null => {
  if (volume === null) return null
  const [whole = '0', part = ''] = volume.split('.')
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0').slice(0, 3))
}
const fromThousandths = (volume: bigint | null): string | null =>
  volume === null ? null : String(Number(volume) / 1000)
const textOf = (value: bigint | null) => (value === null ? null : String(value))

/** One's own firm; whoever has none is told so. */
export function ownFirm(ctx: Context): string {
  const id = ctx.actor.organisationId
  if (id === null) throw new AppError('forbidden', 'network.no_own_firm', {})
  return id
}

const sideOf = ({ buyerId }: Row, own: string) => (String(buyerId) === own ? 'buyer' : 'supplier')
const actorOf = (ctx: Context, row: Pick<Row, 'statedSide'>, side: 'buyer' | 'supplier') => ({
  id: ctx.actor.displayName,
  roles: [row.statedSide === side ? 'stater' : 'counterpart'],
})

function standingOf({ state, startsOn, endsOn, remindDays, renewedById }: Row, today: string) {
  if (state !== 'in_force' && state !== 'proposed') return 'closed' as const
  if (endsOn < today) return 'expired' as const
  if (startsOn > today) return 'not_begun' as const
  return renewedById === null && remindFrom(endsOn, remindDays) <= today ? 'expiring' : 'running'
}

function tellLife(ctx: Context, row: Row, side: 'buyer' | 'supplier') {
  const instance = replay(agreementCycle, row.history as Event[])
  const asked = { at: ctx.now.toISOString(), calendar: workingDays() }
  const actions = allowedActions(agreementCycle, instance, actorOf(ctx, row, side), asked)
  const say = (event: Event) =>
    event.kind === 'acted'
      ? (agreementCycle.actions[event.action as 'confirm']?.title[ctx.lang] ?? '')
      : agreementCycle.states.proposed.title[ctx.lang]
  return {
    state: row.state,
    stateText: agreementCycle.states[row.state as 'proposed'].title[ctx.lang],
    actions: actions
      .filter(({ blockedBy }) => blockedBy.every(({ code }) => code === 'comment_missing'))
      .map(({ name, title, blockedBy }) => ({
        ...{ name, text: title[ctx.lang], needsComment: blockedBy.length > 0 },
      })),
    history: instance.history.map((event) => ({
      ...{ at: event.at, actor: event.actor, text: say(event), comment: event.comment },
    })),
  }
}

/** Agreements with what was agreed and delivered, as their reader sees them. */
export async function tellAgreements(ctx: Context, rows: readonly Row[], own: string): Promise<Agreement[]> {
  const ids = rows.map(({ id }) => id)
  const agreed = await queries.listAgreedYears(ctx.db, ids)
  const delivered = await queries.listDeliveries(ctx.db, ids)
  return rows.map((row) => {
    const side = sideOf(row, own)
    const deliveries = delivered.filter(({ agreementId }) => agreementId === row.id)
    const years = fulfilmentByYear(
      agreed
        .filter(({ agreementId }) => agreementId === row.id)
        .map(({ volume, ...rest }) => ({ ...rest, volume: toThousandths(volume) })),
      deliveries.map(({ volume, ...rest }) => ({ ...rest, volume: toThousandths(volume) })),
    )
    const { dataset, product, nodeId, startsOn, endsOn, volumeUnit, remindDays, statedSide, source, note } =
      row
    return {
      ...{ id: String(row.id), dataset, side, product, nodeId, startsOn, endsOn, volumeUnit, remindDays },
      ...{ statedSide, source, note, standing: standingOf(row, chinaDay(ctx.now)) },
      buyer: { id: String(row.buyerId), name: row.buyerName },
      supplier: { id: String(row.supplierId), name: row.supplierName },
      ...{ renewsId: textOf(row.renewsId), renewedById: textOf(row.renewedById) },
      years: years.map((one) => ({
        ...{ year: one.year, withoutVolume: one.withoutVolume, withoutValue: one.withoutValue },
        ...{ volumeRatio: one.volumeRatio, valueRatio: one.valueRatio },
        ...{ volume: fromThousandths(one.volume), deliveredVolume: fromThousandths(one.deliveredVolume) },
        ...{ valueFen: textOf(one.valueFen), deliveredFen: textOf(one.deliveredFen) },
      })),
      deliveries: deliveries.map(({ id, deliveredOn, reference, volume, valueFen, toldSide }) => ({
        ...{ id: String(id), deliveredOn, reference, volume, toldSide, valueFen: textOf(valueFen) },
        mayWithdraw: toldSide === side,
      })),
      ...tellLife(ctx, row, side),
    }
  })
}

/** The framework agreements of one's own firm, those that run out first at the top. */
export async function listOwnAgreements(ctx: Context, dataset: 'held' | 'demo'): Promise<Agreement[]> {
  requirePermission(ctx.actor, 'supply_agreements.own')
  const own = ctx.actor.organisationId
  if (own === null) return []
  return tellAgreements(ctx, await queries.listAgreementsOf(ctx.db, dataset, own, mostListed), own)
}

/** One agreement of one's own, locked when it is about to change; of others' nobody learns that they exist. */
export async function loadOwn(ctx: Context, id: string, lock = false): Promise<{ row: Row; own: string }> {
  requirePermission(ctx.actor, 'supply_agreements.own')
  const own = ctx.actor.organisationId
  const row = own === null ? undefined : await queries.findAgreement(ctx.db, id, lock)
  if (own === null || !row) throw new AppError('not_found', 'network.no_agreement', { id })
  return { row, own }
}

/** One agreement of one's own firm. */
export async function getAgreement(ctx: Context, id: string): Promise<Agreement> {
  const { row, own } = await loadOwn(ctx, id)
  return (await tellAgreements(ctx, [row], own))[0]!
}

const fault = (field: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field, code, params }])

function checkYears({ startsOn, endsOn, years, volumeUnit }: NewAgreement): void {
  if (endsOn < startsOn) throw fault('endsOn', 'network.agreement_ends_before', { startsOn })
  const [first, last] = [Number(startsOn.slice(0, 4)), Number(endsOn.slice(0, 4))]
  const seen = new Set<number>()
  for (const [i, { year, volume, valueFen }] of years.entries()) {
    if (year < first || year > last)
      throw fault(`years.${i}.year`, 'network.agreement_year_outside', { year, startsOn, endsOn })
    if (seen.has(year)) throw fault(`years.${i}.year`, 'network.agreement_year_twice', { year })
    seen.add(year)
    if (volume == null && valueFen == null)
      throw fault(`years.${i}`, 'network.agreement_year_empty', { year })
    if (volume != null && volumeUnit == null) throw fault('volumeUnit', 'network.agreement_no_unit')
  }
}

async function findParties(ctx: Context, input: NewAgreement, own: string) {
  const partner = await queries.findParty(ctx.db, input.partnerId)
  if (!partner || partner.dataset !== input.dataset || String(partner.id) === own)
    throw fault('partnerId', 'network.agreement_no_partner', { id: input.partnerId })
  const self = await queries.findParty(ctx.db, own)
  if (!self || self.dataset !== input.dataset) throw fault('dataset', 'network.agreement_other_dataset')
  const [buyer, supplier] = input.side === 'buyer' ? [self, partner] : [partner, self]
  if (buyer.cityCode === null) throw fault('side', 'network.agreement_no_city', { name: buyer.name })
  return { buyer, supplier, self, partner, cityCode: buyer.cityCode }
}

async function checkRenewed(
  ctx: Context,
  input: NewAgreement,
  parties: { buyer: { id: bigint }; supplier: { id: bigint } },
) {
  if (input.renewsId == null) return
  const { row } = await loadOwn(ctx, input.renewsId)
  const isSame = row.buyerId === parties.buyer.id && row.supplierId === parties.supplier.id
  if (!isSame || row.state !== 'in_force' || row.renewedById !== null)
    throw fault('renewsId', 'network.agreement_not_renewable', { id: input.renewsId })
}

/**
 * Writes a framework agreement of one's own firm down; the other party confirms it. The same form again gives the same
 * agreement.
 */
export async function stateAgreement(ctx: Context, input: NewAgreement): Promise<Agreement> {
  requirePermission(ctx.actor, 'supply_agreements.own')
  const own = ownFirm(ctx)
  checkYears(input)
  const parties = await findParties(ctx, input, own)
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  const before = await queries.findAgreementByRequest(ctx.db, stamp.by, input.requestKey)
  if (before !== undefined) return getAgreement(ctx, before)
  await checkRenewed(ctx, input, parties)
  const stater = { actor: { id: ctx.actor.displayName, roles: ['stater'] }, at: ctx.now.toISOString() }
  const { state, history } = start(agreementCycle, stater)
  const { nodeId = null, volumeUnit = null, renewsId = null, note = null, years, ...rest } = input
  const figures = years.map(({ year, volume = null, valueFen = null }) => ({ year, volume, valueFen }))
  const ends = { buyerId: String(parties.buyer.id), supplierId: String(parties.supplier.id) }
  const row = { ...rest, ...ends, nodeId, volumeUnit, renewsId, note, state, history }
  const place = { cityCode: parties.cityCode, statedSide: input.side }
  const id = await queries.insertAgreement(ctx.db, { ...row, ...place }, figures, stamp)
  // Two equal requests at one moment: the other one wrote it.
  if (id === undefined)
    return getAgreement(ctx, (await queries.findAgreementByRequest(ctx.db, stamp.by, input.requestKey))!)
  await audit(ctx, {
    action: 'network.state_agreement',
    subject: `network.agreement/${id}`,
    detail: { side: input.side },
  })
  await tellParty(ctx, {
    id,
    dataset: input.dataset,
    to: String(parties.partner.id),
    kind: 'network.agreement_proposed',
    name: parties.self.name,
  })
  return getAgreement(ctx, id)
}

async function tellParty(
  ctx: Context,
  {
    id,
    dataset,
    to,
    kind,
    name,
  }: { id: string; dataset: 'held' | 'demo'; to: string; kind: string; name: string },
): Promise<void> {
  await pushNotice(ctx, {
    ...{ to: { organisationId: to }, kind, params: { name }, dataset },
    reference: { room: 'network', path: `/supply-agreements?agreement=${id}` },
    onceKey: `${kind}/${id}`,
  })
}

/** Confirms, refuses, withdraws or ends an agreement. @throws conflict `network.agreement_step` where it is not one's turn */
export async function actOnAgreement(
  ctx: Context,
  id: string,
  { action, comment }: AgreementAct,
): Promise<Agreement> {
  const { row, own } = await loadOwn(ctx, id, true)
  const side = sideOf(row, own)
  const outcome = act(agreementCycle, replay(agreementCycle, row.history as Event[]), action, {
    ...{ actor: actorOf(ctx, row, side), at: ctx.now.toISOString() },
    ...(comment ? { comment } : {}),
  })
  if (!outcome.ok) {
    if (outcome.refusals.every(({ code }) => code === 'comment_missing'))
      throw fault('comment', 'network.reason_missing')
    const state = agreementCycle.states[row.state as 'proposed'].title[ctx.lang]
    throw new AppError('conflict', 'network.agreement_step', { state })
  }
  await queries.updateAgreement(ctx.db, id, outcome.instance)
  await audit(ctx, {
    action: 'network.act_on_agreement',
    subject: `network.agreement/${id}`,
    detail: { action },
  })
  const [other, name] = side === 'buyer' ? [row.supplierId, row.buyerName] : [row.buyerId, row.supplierName]
  await tellParty(ctx, {
    id,
    dataset: row.dataset,
    to: String(other),
    kind: `network.agreement_${action}`,
    name,
  })
  return getAgreement(ctx, id)
}
