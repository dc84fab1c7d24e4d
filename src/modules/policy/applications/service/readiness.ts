// Which clauses could be granted without applications, and what blocks the others.

import { type Column, readinessOf } from '../../../../engines/rules/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { type Context, type Dataset, requirePermission } from '../../../access/index.ts'
import type { GrantReadiness } from '../../model.ts'
import { type CityRun, computeCity } from '../../service/city-run.ts'

/** Whether a column holds anything at all: NaN, 1 and 0 are what is unknown in the three kinds of column. */
function holdsAnything(column: Column | undefined): boolean {
  if (column?.kind === 'number') return column.values.some((value) => !Number.isNaN(value))
  if (column?.kind === 'flag') return column.values.some((value) => value !== 1)
  return column?.codes.some((code) => code !== 0) ?? false
}

/** What is held of a city without asking: a fact that is known of at least one firm, and city values. */
export function obstaclesOf({ run, rules, table }: CityRun) {
  const facts = new Set(
    [...rules.library.facts.keys()].filter((name) => holdsAnything(table.table.columns.get(name))),
  )
  const city = new Set([...table.city].filter(([, value]) => value !== null).map(([name]) => name))
  // The account is asked of each firm when it accepts, so it never keeps a list from being made.
  return { run, list: readinessOf(rules.library, { facts, city, hasAccount: true }) }
}

/** Which clauses could be granted without applications, and what blocks the others. */
export async function getReadiness(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<GrantReadiness> {
  requirePermission(ctx.actor, 'grants.run', city)
  const made = await computeCity(ctx, { city, dataset, on: chinaDay(ctx.now) })
  const { list } = obstaclesOf(made)
  const clauses = list.flatMap(({ policy, clause, isReady, obstacles }) => {
    const outcome = made.run.outcomes.find((one) => one.clause.policy === policy && one.clause.id === clause)
    if (!outcome) return []
    const count = (codes: readonly number[]) =>
      outcome.verdicts.reduce((n, v) => n + Number(codes.includes(v)), 0)
    return [
      {
        policyId: policy,
        policyTitle: made.rules.library.policies.find(({ id }) => id === policy)?.written.title ?? policy,
        clauseId: clause,
        title: outcome.clause.written.title,
        isReady,
        obstacles: obstacles.map(({ kind, name, message }) => {
          const [zh = message, en = zh] = message.split(' · ')
          return { kind, name, text: ctx.lang === 'zh' ? zh : en }
        }),
        decided: made.run.input.table.ids.length - count([1, 2]),
        entitled: outcome.gross.rows.length,
      },
    ]
  })
  return { asOf: made.scope.on, firms: made.run.input.table.ids.length, clauses }
}
