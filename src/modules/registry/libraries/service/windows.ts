import { readFactValue, tableOf } from '../../../../engines/rules/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type { WindowMatch } from '../../model.ts'
import { findProject } from '../queries/projects.ts'
import { listSettings } from '../queries/settings.ts'
import { compileRule, runRule } from './rule.ts'

type WindowFile = {
  id: string
  title: { zh: string; en: string }
  opensOn: string | null
  closesOn: string | null
  source: string
  rule: unknown
}

const verdicts = { entitled: 'fits', not: 'fits_not', missing: 'facts_missing' } as const

/**
 * The funding windows that a project could go into, each with what is met, what is not and what nobody has said yet.
 * The facts that a rule may ask for: `investment` (money), `stage` (text), `is_major`, and what stands in `readiness`.
 */
export async function matchWindows(ctx: Context, projectId: string): Promise<WindowMatch[]> {
  requirePermission(ctx.actor, 'libraries.read')
  const project = await findProject(ctx.db, projectId)
  if (!project) throw new AppError('not_found', 'registry.no_project', { id: projectId })
  requirePermission(ctx.actor, 'libraries.read', project.cityCode)
  const today = chinaDay(ctx.now)
  const matches: WindowMatch[] = []
  for (const { key, content } of await listSettings(ctx.db, 'window', project.cityCode)) {
    const { title, opensOn, closesOn, source, rule: written } = content as WindowFile
    const rule = compileRule(written, key)
    if ('problems' in rule) continue
    const given: Record<string, bigint | boolean | string | null> = {
      investment: project.investmentFen,
      stage: project.stage,
      is_major: project.isMajor,
      ...project.readiness,
    }
    const facts = new Map(
      [...rule.library.facts].map(([name, definition]) => {
        const value = given[name] ?? null
        return [name, typeof value === 'string' ? readFactValue(definition, value) : value]
      }),
    )
    const table = tableOf([{ id: projectId, facts }], rule.library.facts)
    const { verdict, conditions } = runRule(rule, table, today).explain(projectId)
    const isOpen = (opensOn === null || opensOn <= today) && (closesOn === null || today <= closesOn)
    const dates = { opensOn, closesOn, isOpen }
    matches.push({
      window: key,
      title: title[ctx.lang],
      ...dates,
      verdict: verdicts[verdict],
      conditions: [...conditions],
      source,
    })
  }
  return matches
}
