import { chinaDay } from '../../../../../kernel/china-day.ts'
import { AppError } from '../../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../../access/index.ts'
import { insertBudget, listFunds } from '../../queries/funds.ts'
import { hasLives, listNewestLifeCycles } from '../../queries/lives.ts'
import { findClause } from '../open-clause.ts'
import { inventApplications } from './demo-applications.ts'
import { inventCalls } from './demo-calls.ts'
import { inventAgreement, inventGrant, inventReliefs } from './demo-grant.ts'

const applied = { policyId: 'changzhou-industry-quality', clauseId: 'national-core' } as const
const granted = { policyId: 'changzhou-talent', clauseId: 'gather-talent' } as const
const lifeCycles = ['policy_application', 'direct_grant', 'individual_agreement', 'programme_call'] as const
/** What the invented budget of a year holds: 50 million yuan. */
const budgetFen = 5_000_000_000n

/**
 * Gives the demo city a few invented cases: applications at every step, a list of 免申即享 that firms answer, two calls,
 * an agreement, told reliefs, a budget. The same firms and amounts every time; days count back from today. Does nothing
 * where a case stands, or where the city's policies or the life cycles are not loaded.
 */
export async function ensureDemoCases(
  ctx: Context,
  city: string,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (await hasLives(ctx.db, 'demo')) return
  for (const id of lifeCycles) if ((await listNewestLifeCycles(ctx.db, id, city)).length === 0) return
  const found = await findClause(ctx, { city, dataset: 'demo', ...applied }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'policy.clause_not_published') return null
    throw error
  })
  if (!found) return
  const fundId = await fillFund(ctx, city)
  const applications = await inventApplications(ctx, { city, fundId }, found)
  await inventGrant(ctx, city, granted)
  const firms = found.city.table.firms.map(({ id }) => BigInt(id))
  await inventCalls(ctx, city, firms.slice(0, 3))
  if (firms[3] !== undefined) await inventAgreement(ctx, city, firms[3])
  const paid = found.city.run.outcomes.find(({ clause }) => clause.key === found.clause.key)?.gross.rows[
    applications - 1
  ]
  if (paid !== undefined) await inventReliefs(ctx, city, firms[paid]!)
  await audit(ctx, { action: 'policy.demo', subject: `policy.city/${city}`, detail: { applications } })
  report(`演示申报 demo applications: ${applications}`)
}

/** A budget of this year and the last for the city's first fund, so that invented payments have a balance. */
async function fillFund(ctx: Context, city: string): Promise<bigint | null> {
  const [fund] = await listFunds(ctx.db, city)
  if (!fund) return null
  const year = Number(chinaDay(ctx.now).slice(0, 4))
  for (const one of [year - 1, year])
    await insertBudget(ctx.db, {
      fundId: fund.id,
      dataset: 'demo',
      year: one,
      amountFen: budgetFen,
      source: '演示数据 demo',
      enteredBy: '演示',
      enteredAt: ctx.now,
    })
  return fund.id
}
