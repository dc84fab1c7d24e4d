import { type Context, requirePermission } from '../../access/index.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { listRelationYears } from '../queries/network.ts'
import { ensureDemoMonitoring } from './demo-monitoring.ts'
import { listRuns, startRun } from './runs.ts'
import { listStressTests, runStressTest } from './stress-tests.ts'
import { loadNetworkFacts } from './supply-network.ts'

const draws = 10
const durationDays = 30

/**
 * Lets the demo city show what is computed of any city: monitoring reports, a ranking of its firms, left to the workers,
 * and one stress test. Does nothing where there is no demo city, or for what stands.
 */
export async function ensureDemoRisk(
  ctx: Context,
  city: string | undefined,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (city === undefined) return
  const scope = { city, dataset: 'demo' } as const
  const [newest] = await listRelationYears(ctx.db, 'demo')
  if (newest === undefined) return
  // Relations hold for whole years.
  const input = { ...scope, on: `${newest.year}-12-31`, essentialFrom: 'chain-maps' } as const
  const facts = await loadNetworkFacts(ctx, input)
  await ensureDemoMonitoring(ctx, city, facts)
  if ((await listRuns(ctx, scope)).length + (await listStressTests(ctx, scope)).length > 0) return
  const supplier = busiestSupplier(facts)
  if (supplier === undefined) return
  await startRun(ctx, { ...input, draws })
  const shock = { kind: 'firms' as const, ids: [supplier], lossRatio: 1 }
  const title = `演示：供货家数最多的企业停产 ${durationDays} 天`
  await runStressTest(ctx, { ...input, title, shocks: [shock], durationDays, draws, inBackground: false })
  report('演示风险排序与压力测试 risk ranking and stress test of the demo')
}

/** Who supplies the most buyers: a stop that is easily told; undefined without a named supplier. */
function busiestSupplier({ firms, relations }: NetworkFacts): string | undefined {
  const buyers = new Map<number, Set<number>>()
  relations.suppliers.forEach((supplier, r) => {
    if (supplier < 0) return
    const own = buyers.get(supplier) ?? new Set()
    buyers.set(supplier, own.add(relations.buyers[r]!))
  })
  let best: number | undefined
  for (const [supplier, own] of buyers) {
    if (best === undefined || own.size > buyers.get(best)!.size) best = supplier
  }
  return best === undefined ? undefined : firms[best]!.id
}
