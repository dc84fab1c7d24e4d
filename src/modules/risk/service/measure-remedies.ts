import { cascade, type Shock, shocks as scenarioOf } from '../../../engines/cascade/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import {
  applyRemedy,
  type ChangedNetwork,
  type RemedyGround,
  startingNetwork,
  toCascadeNetwork,
} from '../domain/apply-remedy.ts'
import { chooseRemedies } from '../domain/choose-remedies.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import { whoIsHit } from '../domain/who-is-hit.ts'
import type { Measured, MeasuredSet, Remedy, RemedyInput, StressTest } from '../model.ts'
import { listNodeNames } from '../queries/organisations.ts'
import { findStressFacts, insertRemedySet, type StressRow } from '../queries/stress.ts'
import { nameFirms } from './explain-firm.ts'
import { unpackFacts } from './ranking-job.ts'
import { remedyLabel } from './remedy-label.ts'
import { distanceBetween, loadGround } from './shock-ground.ts'
import { getStressTest, getTestRow } from './stress-tests.ts'

type Workbench = {
  readonly row: StressRow
  readonly built: SupplyNetwork
  readonly start: ChangedNetwork
  readonly ground: RemedyGround
  readonly shocks: readonly Shock[]
  readonly before: number | null
  readonly label: (remedy: Remedy) => string
}

/** What is left of the loss in a changed network, by the weights of the network as it was; null without any weight. */
async function lossIn(network: ChangedNetwork, shocks: readonly Shock[]): Promise<number | null> {
  const { esri } = await cascade(toCascadeNetwork(network), scenarioOf([shocks]), { threads: 1 })
  const value = esri.both[1]![0]!
  return Number.isNaN(value) ? null : value
}

/** The test's network as it was kept, ready for changes. */
async function setUp(ctx: Context, testId: string): Promise<Workbench> {
  const row = await getTestRow(ctx, testId)
  const facts = unpackFacts((await findStressFacts(ctx.db, testId))!)
  const built = buildNetwork(facts)
  const places = await loadGround(ctx, { city: row.cityCode, dataset: row.dataset }, facts)
  const { shocks } = whoIsHit(row.input.shocks, places.places, distanceBetween)
  const start = startingNetwork(built.network)
  const sectors = new Map(facts.sectors.map((name, k) => [name, k]))
  const nodeNames = await listNodeNames(ctx.db)
  const named = await nameFirms(ctx, facts)
  const byId = new Map(facts.firms.map(({ id }, i) => [id, i]))
  return {
    ...{ row, built, start, shocks, before: await lossIn(start, shocks) },
    ground: {
      firmIds: facts.firms.map(({ id }) => id),
      sectorOfNode: (nodeId) => sectors.get(`node:${nodeId}`),
      isInCity: facts.isInCity,
      durationDays: row.durationDays,
    },
    label: remedyLabel(ctx.lang, {
      firm: (id) => (byId.has(id) ? named(byId.get(id)!).name : id),
      node: (id) => nodeNames.get(id)?.[ctx.lang] ?? id,
    }),
  }
}

/** The network after remedies one upon the other; those that change nothing are passed over. */
function afterAll({ start, ground }: Workbench, remedies: readonly Remedy[]): ChangedNetwork {
  return remedies.reduce((network, remedy) => {
    const applied = applyRemedy(network, remedy, ground)
    return 'network' in applied ? applied.network : network
  }, start)
}

/** One line of the answer. `before` is the loss without this remedy, `after` with it. */
function told(
  { row, built, label }: Workbench,
  remedy: Remedy,
  { before, after, note }: { before: number | null; after: number | null; note: Measured['note'] },
): Measured {
  const reduction = before === null || after === null ? null : before - after
  const yuan = remedy.costFen === null ? null : Number(remedy.costFen) / 100
  const perYear = built.unit === 'fen' ? built.network.amounts.reduce((sum, amount) => sum + amount, 0) : null
  const isInMoney = perYear !== null && reduction !== null && row.durationDays !== null
  return {
    ...{ remedy, label: label(remedy), esriBefore: before, esriAfter: after, reduction, note },
    // Percentage points (times 100) for each million yuan.
    pointsPerMillionYuan:
      reduction === null || yuan === null || yuan === 0 ? null : (reduction * 100 * 1e6) / yuan,
    avoidedFen: isInMoney ? String(Math.round((perYear * reduction * row.durationDays!) / 365)) : null,
  }
}

async function measureOne(bench: Workbench, remedy: Remedy): Promise<Measured> {
  const applied = applyRemedy(bench.start, remedy, bench.ground)
  const { before } = bench
  if ('note' in applied) return told(bench, remedy, { before, after: before, note: applied.note })
  return told(bench, remedy, { before, after: await lossIn(applied.network, bench.shocks), note: null })
}

/**
 * What one remedy takes off the loss of a kept stress test: the same cascade on the same facts with the change. For later
 * rooms, which attach their effect to it. @throws not_found `risk.no_test`
 */
export async function measureRemedy(ctx: Context, testId: string, remedy: Remedy): Promise<Measured> {
  requirePermission(ctx.actor, 'risk.run')
  return measureOne(await setUp(ctx, testId), remedy)
}

async function chooseBest(
  bench: Workbench,
  { remedies, most, budgetFen }: RemedyInput,
): Promise<MeasuredSet['best']> {
  const costs = remedies.map(({ costFen }) => (costFen === null ? null : BigInt(costFen)))
  const limits = { most, budgetFen: budgetFen === null ? null : BigInt(budgetFen), before: bench.before }
  const { chosen, after } = await chooseRemedies(costs, limits, (set) =>
    lossIn(
      afterAll(
        bench,
        set.map((k) => remedies[k]!),
      ),
      bench.shocks,
    ),
  )
  const known = chosen.map((k) => costs[k] ?? null)
  return {
    chosen: chosen.map((k, place) =>
      told(bench, remedies[k]!, {
        ...{ before: place === 0 ? bench.before : after[place - 1]!, after: after[place]!, note: null },
      }),
    ),
    costFen: known.includes(null) ? null : String(known.reduce<bigint>((sum, cost) => sum + cost!, 0n)),
    ...{ budgetFen, most, esriBefore: bench.before, esriAfter: after.at(-1) ?? bench.before },
  }
}

/** Measures each remedy alone and the best set of them, and keeps both with the test. */
export async function measureRemedies(ctx: Context, testId: string, input: RemedyInput): Promise<StressTest> {
  requirePermission(ctx.actor, 'risk.run')
  const bench = await setUp(ctx, testId)
  const single: Measured[] = []
  for (const remedy of input.remedies) single.push(await measureOne(bench, remedy))
  const best = await chooseBest(bench, input)
  const content = { at: ctx.now.toISOString(), single, best }
  await insertRemedySet(ctx.db, testId, content, { createdBy: ctx.actor.displayName, createdAt: ctx.now })
  const subject = `risk.stress_test/${testId}`
  const detail = { remedies: single.length, chosen: best.chosen.length }
  await audit(ctx, { action: 'risk.measure_remedies', subject, detail, confidential: true })
  return getStressTest(ctx, testId)
}

const suggestedShare = 0.5
const suggestedNodeShare = 0.3
const suggestedStockDays = 30
const mostSuggested = 4

/**
 * Remedies worth measuring for a kept test: a second source for those of the city that lose most through a supplier, a
 * newcomer at the nodes that are hit, stock at leading firms. Shares and days are proposals for the form, no findings.
 */
export async function suggestRemedies(ctx: Context, testId: string): Promise<Remedy[]> {
  requirePermission(ctx.actor, 'risk.read')
  const { result, durationDays } = await getStressTest(ctx, testId)
  const nodeOfFirm = new Map(result.firms.map(({ id, nodeId }) => [id, nodeId]))
  const lacking = result.firms.flatMap(({ id, isInCity, cause }) => {
    const nodeId = cause?.way === 'down' ? nodeOfFirm.get(cause.id) : null
    return isInCity && nodeId ? [{ buyerId: id, nodeId }] : []
  })
  const best = (nodeId: string) =>
    result.substitutes.find((one) => one.nodeId === nodeId && one.lossRatio < 0.01 && one.knownBuyers > 0)
      ?.id ?? null
  const nodes = [
    ...new Set(result.firms.flatMap(({ firstStep, nodeId }) => (firstStep === 0 && nodeId ? [nodeId] : []))),
  ]
  const stocked = durationDays === null ? [] : result.leading.filter(({ shortOf }) => shortOf !== null)
  return [
    ...lacking.slice(0, mostSuggested).map(
      ({ buyerId, nodeId }): Remedy => ({
        ...{
          kind: 'add_supplier',
          buyerId,
          nodeId,
          supplierId: best(nodeId),
          shareRatio: suggestedShare,
          costFen: null,
        },
      }),
    ),
    ...nodes
      .slice(0, mostSuggested)
      .map(
        (nodeId): Remedy => ({ kind: 'fill_node', nodeId, shareRatio: suggestedNodeShare, costFen: null }),
      ),
    ...stocked.slice(0, mostSuggested).map(
      ({ id, shortOf }): Remedy => ({
        ...{
          kind: 'raise_stock',
          buyerId: id,
          nodeId: shortOf,
          stockDays: suggestedStockDays,
          costFen: null,
        },
      }),
    ),
  ]
}
