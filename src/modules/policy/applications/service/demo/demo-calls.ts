// Two invented calls of a programme: one that reviewers judge, one to which one may apply.
import { chinaDay } from '../../../../../kernel/china-day.ts'
import type { Context } from '../../../../access/index.ts'
import { insertApplication } from '../../queries/applications.ts'
import { insertCall, keepScore, listCallApplications } from '../../queries/calls.ts'
import { findLife } from '../../queries/lives.ts'
import { insertReviewers } from '../../queries/reviewers.ts'
import { beginLife, readLiving, setDay } from '../lives.ts'
import { demoAct, demoContext, demoPart } from './demo-life.ts'

const criteria = [
  { id: 'team', label: '团队', max: 40 },
  { id: 'technology', label: '技术', max: 35 },
  { id: 'market', label: '市场与产业化', max: 25 },
] as const
/** What each reviewer gave, by criterion in the order above; the last team still lacks one of two. */
const teams = [
  {
    subject: '智能装备控制团队',
    claimedFen: 300_000_000n,
    given: [
      [36, 30, 20],
      [34, 31, 21],
    ],
  },
  {
    subject: '固态电池材料团队',
    claimedFen: 800_000_000n,
    given: [
      [37, 32, 18],
      [35, 30, 22],
    ],
  },
  { subject: '工业视觉软件团队', claimedFen: 100_000_000n, given: [[30, 25, 20]] },
] as const
const programme = '龙城英才计划'
const policy = { policyId: 'changzhou-talent', clauseId: 'longcheng' } as const
/** 30 万–1 亿元: 常工信复〔2021〕第44号. */
const bounds = { supportFromFen: 30_000_000n, supportToFen: 10_000_000_000n } as const

type Put = { city: string; title: string; madeDaysAgo: number; opens: number; closes: number }
const dayOf = (ctx: Context, days: number) => chinaDay(new Date(ctx.now.getTime() + days * 86_400_000))

async function putUp(ctx: Context, { city, title, madeDaysAgo, opens, closes }: Put) {
  const { life } = await beginLife(demoContext(ctx, 'office', madeDaysAgo), {
    kind: 'call',
    lifeCycle: 'programme_call',
    dataset: 'demo',
    cityCode: city,
    organisationId: null,
    title,
    requestKey: `demo-call-${madeDaysAgo}`,
  })
  await insertCall(ctx.db, {
    ...policy,
    ...bounds,
    lifeId: life.id,
    dataset: 'demo',
    cityCode: city,
    programme,
    cohortYear: Number(chinaDay(ctx.now).slice(0, 4)),
    title,
    opensOn: dayOf(ctx, opens),
    closesOn: dayOf(ctx, closes),
    places: 2,
    reviewers: 2,
    criteria: JSON.stringify(criteria),
    source: '演示数据 demo',
  })
  return readLiving(ctx, life)
}

/** Makes both calls; the firms given apply to the first one. */
export async function inventCalls(ctx: Context, city: string, firms: readonly bigint[]): Promise<void> {
  await putUp(ctx, { city, title: '龙城英才计划第二批（演示）', madeDaysAgo: 10, opens: -8, closes: 40 })
  const closed = await putUp(ctx, {
    city,
    title: '龙城英才计划第一批（演示）',
    madeDaysAgo: 80,
    opens: -75,
    closes: -25,
  })
  await insertReviewers(
    ctx.db,
    [1, 2].map((n) => ({
      callId: closed.life.id,
      userName: `demo-reviewer-${n}`,
      name: `演示评审 ${n}`,
      employer: '演示单位',
      how: 'named' as const,
      namedBy: '演示受理人',
      namedAt: demoContext(ctx, 'office', 22).now,
    })),
  )
  for (const [i, team] of teams.slice(0, firms.length).entries())
    await applyTo(ctx, { city, callId: closed.life.id, organisationId: firms[i]!, team, key: `team-${i}` })
  await demoAct(ctx, closed, { action: 'review', by: 'office', daysAgo: 20 })
  // The invented applications were taken through their lives before the review began: their last days follow it.
  for (const { lifeId } of await listCallApplications(ctx.db, closed.life.id)) {
    const life = await findLife(ctx.db, String(lifeId), 'application')
    if (life) await setDay(ctx, await readLiving(ctx, life))
  }
}

type Applied = {
  city: string
  callId: bigint
  organisationId: bigint
  team: (typeof teams)[number]
  key: string
}

async function applyTo(ctx: Context, { city, callId, organisationId, team, key }: Applied): Promise<void> {
  const { life } = await beginLife(demoContext(ctx, 'applicant', 50), {
    kind: 'application',
    lifeCycle: 'policy_application',
    dataset: 'demo',
    cityCode: city,
    organisationId: String(organisationId),
    title: `${team.subject}（演示）`,
    requestKey: `demo-call-${key}`,
  })
  await insertApplication(ctx.db, {
    ...policy,
    lifeId: life.id,
    policyVersion: null,
    fundId: null,
    items: '[]',
    snapshots: '[]',
    claimedFen: team.claimedFen,
    computedVerdict: null,
    computedFen: null,
    ceilingFen: null,
    explanation: null,
    approvedFen: null,
    approvedBy: null,
    approvedAt: null,
    callId,
    subject: team.subject,
  })
  let now = await readLiving(ctx, life)
  now = await demoAct(ctx, now, { action: 'submit', by: 'applicant', daysAgo: 33 })
  now = await demoAct(ctx, now, { action: 'accept', by: 'office', daysAgo: 14 })
  for (const part of ['business', 'finance', 'tax'] as const)
    now = await demoPart(ctx, now, { part, daysAgo: 4 })
  await demoAct(ctx, now, { action: 'pass', by: 'office', daysAgo: 3 })
  for (const [i, sheet] of team.given.entries()) await give(ctx, life.id, i, sheet)
}

function give(ctx: Context, applicationId: bigint, reviewer: number, sheet: readonly number[]) {
  const points = Object.fromEntries(criteria.map(({ id }, i) => [id, sheet[i]! * 100]))
  return keepScore(ctx.db, {
    applicationId,
    reviewer: `demo-reviewer-${reviewer + 1}`,
    reviewerName: `演示评审 ${reviewer + 1}`,
    points: JSON.stringify(points),
    total: sheet.reduce((a, b) => a + b, 0) * 100,
    comment: null,
    scoredAt: demoContext(ctx, 'office', 2).now,
  })
}
