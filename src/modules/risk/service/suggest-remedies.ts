import { type Context, requirePermission } from '../../access/index.ts'
import type { Remedy, StressResult } from '../model.ts'
import { getComputedTest } from './stress-tests.ts'

const suggestedShare = 0.5
const suggestedNodeShare = 0.3
const suggestedStockDays = 30
const mostSuggested = 4

/** A second source for those of the city that lose most through a supplier. */
function secondSources({ firms, substitutes }: StressResult): Remedy[] {
  const nodeOfFirm = new Map(firms.map(({ id, nodeId }) => [id, nodeId]))
  const best = (nodeId: string) =>
    substitutes.find((one) => one.nodeId === nodeId && one.lossRatio < 0.01 && one.knownBuyers > 0)?.id ??
    null
  const lacking = firms.flatMap(({ id, isInCity, cause }) => {
    const nodeId = cause?.way === 'down' ? nodeOfFirm.get(cause.id) : null
    return isInCity && nodeId ? [{ buyerId: id, nodeId }] : []
  })
  return lacking.slice(0, mostSuggested).map(
    ({ buyerId, nodeId }): Remedy => ({
      ...{ kind: 'add_supplier', buyerId, nodeId, supplierId: best(nodeId) },
      ...{ shareRatio: suggestedShare, costFen: null },
    }),
  )
}

/** A newcomer at the nodes that are hit. */
function newcomers({ firms }: StressResult): Remedy[] {
  const hit = firms.flatMap(({ firstStep, nodeId }) => (firstStep === 0 && nodeId ? [nodeId] : []))
  return [...new Set(hit)]
    .slice(0, mostSuggested)
    .map((nodeId): Remedy => ({ kind: 'fill_node', nodeId, shareRatio: suggestedNodeShare, costFen: null }))
}

/**
 * Remedies worth measuring for a kept test: a second source for those of the city that lose most through a supplier, a
 * newcomer at the nodes that are hit, stock at leading firms. Shares and days are proposals for the form, no findings.
 */
export async function suggestRemedies(ctx: Context, testId: string): Promise<Remedy[]> {
  requirePermission(ctx.actor, 'risk.read')
  const { result, durationDays } = await getComputedTest(ctx, testId)
  const short = durationDays === null ? [] : result.leading.filter(({ shortOf }) => shortOf !== null)
  const stocks = short.slice(0, mostSuggested).map(
    ({ id, shortOf }): Remedy => ({
      ...{ kind: 'raise_stock', buyerId: id, nodeId: shortOf },
      ...{ stockDays: suggestedStockDays, costFen: null },
    }),
  )
  return [...secondSources(result), ...newcomers(result), ...stocks]
}
