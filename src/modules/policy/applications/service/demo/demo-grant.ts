// Invented money without applications: a list of 免申即享 that stands with the firms, an agreement, told reliefs.

import { chinaDay } from '../../../../../kernel/china-day.ts'
import { AppError } from '../../../../../kernel/errors.ts'
import type { Context } from '../../../../access/index.ts'
import { insertAgreement } from '../../queries/agreements.ts'
import { replaceAccount } from '../../queries/applications.ts'
import { listLines, moveLines, updateLine } from '../../queries/grants.ts'
import { findLife } from '../../queries/lives.ts'
import { insertRelief } from '../../queries/statement.ts'
import { beginLife, readLiving } from '../lives.ts'
import { startGrant } from '../start-grant.ts'
import { demoAct, demoContext, demoPart } from './demo-life.ts'

type Clause = { policyId: string; clauseId: string }
/** A clause that cannot be granted by itself, or that gives nobody anything: then the demo shows no list. */
const nothingToGrant = ['policy.not_ready', 'policy.nobody_entitled', 'policy.clause_not_published']

const mostAnswers = 40

/** A list that was made public and offered: of the first firms every second one has said yes, the others are asked. */
export async function inventGrant(ctx: Context, city: string, clause: Clause): Promise<boolean> {
  const of = { city, dataset: 'demo', requestKey: 'demo-grant', ...clause } as const
  const started = await startGrant(demoContext(ctx, 'office', 40), of).catch((error: unknown) => {
    if (error instanceof AppError && nothingToGrant.includes(error.code)) return null
    throw error
  })
  if (!started) return false
  const life = (await findLife(ctx.db, started.life.id, 'grant'))!
  let now = await readLiving(ctx, life)
  now = await demoAct(ctx, now, { action: 'send', by: 'office', daysAgo: 39 })
  now = await demoPart(ctx, now, { part: 'business', daysAgo: 37 })
  now = await demoPart(ctx, now, { part: 'finance', daysAgo: 36 })
  now = await demoAct(ctx, now, { action: 'publicise', by: 'office', daysAgo: 35 })
  await demoAct(ctx, now, { action: 'offer', by: 'office', daysAgo: 10 })
  await moveLines(ctx.db, { lifeId: life.id, from: 'listed', to: 'offered' })
  const then = demoContext(ctx, 'applicant', 8)
  for (const [i, line] of (await listLines(ctx.db, life.id)).slice(0, mostAnswers).entries()) {
    if (i % 2 === 1) continue
    const accountId = await replaceAccount(ctx.db, {
      dataset: 'demo',
      organisationId: line.organisationId,
      accountName: line.name,
      bank: '演示银行',
      accountNo: String(620_000_000_000 + i),
      confirmedBy: then.actor.displayName,
      confirmedAt: then.now,
      endedAt: null,
    })
    const change = {
      status: 'accepted' as const,
      acceptedBy: then.actor.userName,
      acceptedAt: then.now,
      accountId,
    }
    await updateLine(ctx.db, line.id, change)
  }
  return true
}

/** An agreement that departments are talking about; one of them has agreed. */
export async function inventAgreement(ctx: Context, city: string, organisationId: bigint): Promise<void> {
  const then = demoContext(ctx, 'office', 14)
  const subject = '某先进材料团队'
  const { life } = await beginLife(then, {
    kind: 'agreement',
    lifeCycle: 'individual_agreement',
    dataset: 'demo',
    cityCode: city,
    organisationId: String(organisationId),
    title: `${subject}（演示）`,
    requestKey: 'demo-agreement',
  })
  const year = Number(chinaDay(ctx.now).slice(0, 4))
  const milestone = (ordinal: number, title: string, dueOn: string, amountFen: bigint) => ({
    ...{ lifeId: life.id, ordinal, title, dueOn, amountFen },
    metOn: null,
    evidence: null,
    acceptedBy: null,
  })
  await insertAgreement(
    ctx.db,
    {
      lifeId: life.id,
      programme: '龙城英才计划',
      cohortYear: year - 1,
      subject,
      parties: JSON.stringify([
        { name: '市人才工作机构（演示）', role: '甲方' },
        { name: '用人单位（演示）', role: '乙方' },
      ]),
      articles: JSON.stringify([{ number: '一', text: '支持额按里程碑拨付，未达成不拨付。' }]),
      supportFen: 500_000_000n,
      fundId: null,
      facts: '{}',
      applicationId: null,
    },
    [
      milestone(1, '团队全职到岗', `${year}-12-31`, 200_000_000n),
      milestone(2, '首台样机通过验收', `${year + 1}-12-31`, 300_000_000n),
    ],
  )
  const begun = await readLiving(ctx, life)
  const now = await demoAct(ctx, begun, { action: 'negotiate', by: 'office', daysAgo: 12 })
  await demoPart(ctx, now, { part: 'talent', daysAgo: 9 })
}

/** Reliefs as tax office and firm told them: one twice, one of unknown amount. */
export async function inventReliefs(ctx: Context, city: string, organisationId: bigint): Promise<void> {
  const year = Number(chinaDay(ctx.now).slice(0, 4)) - 1
  const told = [
    { kind: 'rd_deduction', reporter: 'firm', amountFen: 130_000_000n, basisFen: 520_000_000n, year },
    { kind: 'rd_deduction', reporter: 'department', amountFen: 125_000_000n, basisFen: 500_000_000n, year },
    { kind: 'vat_refund', reporter: 'department', amountFen: 86_400_000n, basisFen: null, year: year - 1 },
    { kind: 'high_tech_rate', reporter: 'firm', amountFen: null, basisFen: null, year },
  ] as const
  for (const one of told)
    await insertRelief(ctx.db, {
      dataset: 'demo',
      cityCode: city,
      organisationId,
      title: null,
      source: '演示数据 demo',
      enteredBy: `demo-${one.reporter}`,
      enteredName: one.reporter === 'firm' ? '演示企业经办人' : '演示税务部门',
      enteredAt: demoContext(ctx, 'tax', 30).now,
      withdrawnAt: null,
      withdrawnBy: null,
      withdrawnReason: null,
      ...one,
    })
}
