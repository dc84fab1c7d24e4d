// A few invented applications of the demo city, each at another step, so that every page shows something to look at.
import { chinaDay } from '../../../../../kernel/china-day.ts'
import type { Context } from '../../../../access/index.ts'
import { factText } from '../../../domain/fact-text.ts'
import { computeClaim, factsOfClause } from '../../domain/compute-claim.ts'
import { findApplication, insertApplication, updateApplication } from '../../queries/applications.ts'
import { insertPayouts, listPayouts } from '../../queries/payouts.ts'
import { chargeFund } from '../funds.ts'
import { beginLife, changeSubtasks, type Living, readLiving } from '../lives.ts'
import type { FoundClause } from '../open-clause.ts'
import { recordPayment, recordRecovery } from '../payouts.ts'
import { demoAct, demoContext, demoPart } from './demo-life.ts'

export type DemoPlace = { city: string; fundId: bigint | null }

/** How far each invented application has come, by the days before today at which it was sent. */
const stories = [
  { key: 'draft', sentDaysAgo: 3 },
  { key: 'submitted', sentDaysAgo: 3 },
  { key: 'checking', sentDaysAgo: 12 },
  { key: 'returned', sentDaysAgo: 14 },
  { key: 'deciding', sentDaysAgo: 9 },
  { key: 'public_notice', sentDaysAgo: 16 },
  { key: 'declined', sentDaysAgo: 16 },
  { key: 'paying', sentDaysAgo: 55 },
  { key: 'paid', sentDaysAgo: 200 },
] as const
type Story = (typeof stories)[number]['key']

/** Makes one application for each story, of firms that the clause gives something today; gives how many. */
export async function inventApplications(
  ctx: Context,
  place: DemoPlace,
  found: FoundClause,
): Promise<number> {
  const outcome = found.city.run.outcomes.find(({ clause }) => clause.key === found.clause.key)
  const rows = [...(outcome?.gross.rows ?? [])].filter((_, entry) => (outcome?.net[entry] ?? 0) > 0)
  const made = stories.slice(0, rows.length)
  for (const [i, { key, sentDaysAgo }] of made.entries()) {
    const living = await begin(ctx, { place, found, row: rows[i]!, key, daysAgo: sentDaysAgo + 2 })
    await tell(ctx, { living, key, sentDaysAgo, fundId: place.fundId })
  }
  return made.length
}

type Begin = { place: DemoPlace; found: FoundClause; row: number; key: Story; daysAgo: number }

async function begin(ctx: Context, { place, found, row, key, daysAgo }: Begin): Promise<Living> {
  const then = demoContext(ctx, 'applicant', daysAgo)
  const { city, clause } = found
  const { life } = await beginLife(then, {
    kind: 'application',
    lifeCycle: 'policy_application',
    dataset: 'demo',
    cityCode: place.city,
    organisationId: String(city.table.firms[row]!.id),
    title: clause.title,
    requestKey: `demo-application-${key}`,
  })
  const computed = computeClaim(city.run, row, clause, new Map())
  const items = factsOfClause(city.rules.library, clause).map(({ key: name, fact }) => {
    const value = factText(fact, city.table.table.columns.get(name), row)
    const origin =
      value === null ? null : { kind: 'held', source: fact.supplier ?? 'register', asOf: city.scope.on }
    return { key: name, value, origin }
  })
  await insertApplication(ctx.db, {
    lifeId: life.id,
    policyId: clause.policy,
    policyVersion: found.version,
    clauseId: clause.id,
    fundId: null,
    items: JSON.stringify(items),
    snapshots: '[]',
    claimedFen: computed.computedFen,
    computedVerdict: computed.verdict,
    computedFen: computed.computedFen,
    ceilingFen: computed.ceilingFen,
    explanation: JSON.stringify({ arithmetic: computed.arithmetic, missing: computed.missing }),
    approvedFen: null,
    approvedBy: null,
    approvedAt: null,
    callId: null,
    subject: null,
  })
  return readLiving(ctx, life)
}

type Told = { living: Living; key: Story; sentDaysAgo: number; fundId: bigint | null }

/** Takes a case as far as its story goes. */
async function tell(ctx: Context, { living, key, sentDaysAgo, fundId }: Told): Promise<void> {
  if (key === 'draft') return
  let now = await demoAct(ctx, living, { action: 'submit', by: 'applicant', daysAgo: sentDaysAgo })
  if (key === 'submitted') return
  now = await demoAct(ctx, now, { action: 'accept', by: 'office', daysAgo: sentDaysAgo - 2 })
  now = await demoPart(ctx, now, { part: 'business', daysAgo: sentDaysAgo - 3 })
  if (key === 'checking') return
  if (key === 'returned') return sendBack(ctx, now, sentDaysAgo)
  now = await demoPart(ctx, now, { part: 'finance', daysAgo: sentDaysAgo - 4 })
  now = await demoPart(ctx, now, { part: 'tax', daysAgo: sentDaysAgo - 5 })
  now = await demoAct(ctx, now, { action: 'pass', by: 'office', daysAgo: sentDaysAgo - 6 })
  if (key === 'deciding') return
  if (key === 'declined') {
    const comment = '项目实施地不在本市（演示）'
    await demoAct(ctx, now, { action: 'decline', by: 'office', daysAgo: sentDaysAgo - 8, comment })
    return
  }
  now = await publicise(ctx, now, { key, sentDaysAgo, fundId })
  if (key === 'public_notice') return
  await pay(ctx, now, { key, sentDaysAgo, fundId })
}

/** All reasons at one time, as the departments gave them. */
async function sendBack(ctx: Context, living: Living, sentDaysAgo: number): Promise<void> {
  const row = (await findApplication(ctx.db, living.life.id))!
  const [first] = row.items as { key: string }[]
  const reasons = [
    { item: first?.key ?? 'document:evidence', text: '与立项批复所列金额不一致，请附拨款凭证（演示）' },
  ]
  const detail = { reasons }
  const daysAgo = sentDaysAgo - 4
  let now = await demoPart(ctx, living, {
    part: 'finance',
    daysAgo,
    verdict: 'objected',
    comment: reasons[0]!.text,
    detail,
  })
  now = await demoPart(ctx, now, { part: 'tax', daysAgo })
  const snapshot = Object.fromEntries(
    (row.items as { key: string; value: string | null }[]).map(({ key, value }) => [key, value]),
  )
  await updateApplication(ctx.db, living.life.id, { snapshots: JSON.stringify([snapshot]) })
  await demoAct(ctx, now, {
    action: 'return',
    by: 'office',
    daysAgo: daysAgo - 1,
    comment: '请一次性补正（演示）',
    detail,
  })
}

type Paid = Pick<Told, 'key' | 'sentDaysAgo' | 'fundId'>

/** Half at once and half after acceptance for what is being paid, all at once otherwise. */
function instalmentsOf(approvedFen: bigint, key: Story) {
  const first = key === 'paying' ? approvedFen / 2n : approvedFen
  const all = [{ label: first === approvedFen ? '一次性拨付' : '首期', amountFen: first }]
  return first === approvedFen ? all : [...all, { label: '验收后', amountFen: approvedFen - first }]
}

async function publicise(ctx: Context, living: Living, { key, sentDaysAgo, fundId }: Paid): Promise<Living> {
  const row = (await findApplication(ctx.db, living.life.id))!
  const approvedFen = row.computedFen!
  const daysAgo = key === 'public_notice' ? 2 : sentDaysAgo - 10
  const then = demoContext(ctx, 'office', daysAgo)
  await updateApplication(ctx.db, living.life.id, {
    approvedFen,
    approvedBy: then.actor.displayName,
    approvedAt: then.now,
    fundId,
  })
  const instalments = instalmentsOf(approvedFen, key).map(({ label, amountFen }) => ({
    label,
    amountFen: String(amountFen),
    dueOn: null,
  }))
  const detail = {
    approvedFen: String(approvedFen),
    instalments,
    fundId: fundId === null ? null : String(fundId),
  }
  return demoAct(ctx, living, { action: 'publicise', by: 'office', daysAgo, detail })
}

/** Approved after the notice, the first instalment paid; of the oldest case some money came back. */
async function pay(ctx: Context, living: Living, { key, sentDaysAgo, fundId }: Paid): Promise<void> {
  const approvedDaysAgo = sentDaysAgo - 30
  const now = await demoAct(ctx, living, { action: 'approve', by: 'office', daysAgo: approvedDaysAgo })
  const row = (await findApplication(ctx.db, now.life.id))!
  const then = demoContext(ctx, 'office', approvedDaysAgo)
  const { life } = now
  const fundYear = await chargeFund(then, { fundId, amountFen: row.approvedFen!, dataset: 'demo' })
  const instalments = instalmentsOf(row.approvedFen!, key)
  await insertPayouts(
    ctx.db,
    instalments.map(({ label, amountFen }, i) => ({
      dataset: 'demo',
      cityCode: life.cityCode,
      lifeId: life.id,
      lineId: null,
      organisationId: life.organisationId!,
      instalment: i + 1,
      label,
      amountFen,
      dueOn: null,
      status: 'planned',
      fundId,
      fundYear,
      accountId: null,
      paymentListId: null,
      paidOn: null,
      voucher: null,
      recordedBy: null,
    })),
  )
  const names = instalments.map((_, i) => `instalment-${i + 1}`)
  await changeSubtasks(then, now, 'open', names)
  const [first] = await listPayouts(ctx.db, life.id)
  const paying = demoContext(ctx, 'office', approvedDaysAgo - 10)
  const voucher = `演示-${key}-1`
  await recordPayment(paying, String(first!.id), { paidOn: chinaDay(paying.now), voucher })
  if (key !== 'paid') return
  const latest = await readLiving(ctx, { ...life, state: 'paying' })
  await demoAct(ctx, latest, { action: 'complete', by: 'office', daysAgo: approvedDaysAgo - 12 })
  const back = demoContext(ctx, 'office', 40)
  await recordRecovery(back, String(first!.id), {
    amountFen: String(first!.amountFen / 10n),
    receivedOn: chinaDay(back.now),
    reason: '部分设备转让（演示）',
  })
}
