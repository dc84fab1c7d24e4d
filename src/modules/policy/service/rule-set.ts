import type { WrittenPolicy } from '../../../engines/rules/index.ts'
import type { Context, Dataset } from '../../access/index.ts'
import { concernsCity } from '../domain/area.ts'
import { type RuleSet, ruleSetOf } from '../domain/rule-set.ts'
import { listPublishedKeys, listWritten } from '../queries/versions.ts'

const held = new Map<string, RuleSet>()
const mostHeld = 6

/**
 * The rules that hold for a city now: published policies of the nation, its province, itself and its districts; the
 * examples too where the data is the invented city's. Kept in memory by their versions.
 */
export async function loadRuleSet(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<{ rules: RuleSet; key: string }> {
  const published = (await listPublishedKeys(ctx.db)).filter(({ areaCode, isExample }) =>
    isExample ? dataset === 'demo' : concernsCity(areaCode, city),
  )
  const key = published.map(({ policyId, number }) => `${policyId}@${number}`).join(' ')
  const known = held.get(key)
  if (known) return { rules: known, key }
  const written = await listWritten(ctx.db, published)
  const rules = ruleSetOf(
    written.map(({ written: text, number }) => ({ written: text as WrittenPolicy, version: number })),
  )
  if (held.size >= mostHeld) held.delete(held.keys().next().value!)
  held.set(key, rules)
  return { rules, key }
}
