import type { Shock } from '../../../engines/cascade/index.ts'
import { cascade, shocks as scenarioOf } from '../../../engines/cascade/index.ts'
import type { Context } from '../../access/index.ts'
import { outStrengths, valueInterval } from '../domain/group-shocks.ts'
import {
  countLinesHit,
  daysUntilEmpty,
  flowsBetween,
  lossesByStep,
  pictureByGroup,
} from '../domain/shock-picture.ts'
import { reachedFrom, type Trace, traceShock } from '../domain/shock-trace.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import type { Hit } from '../domain/who-is-hit.ts'
import type { HitFirm, HitGroup, StressInput, StressResult } from '../model.ts'
import { listLeadingFirms, listNodeNames } from '../queries/organisations.ts'
import { listNewestReports } from '../queries/stress.ts'
import { greatestPaths, type Named, nameFirms, nodeOf } from './explain-firm.ts'
import { findSubstitutes } from './find-substitutes.ts'
import { runSteps, type SteppedRun } from './run-steps.ts'
import type { Ground } from './shock-ground.ts'
import type { NetworkFacts } from './supply-network.ts'

const mostFirms = 400
const mostFlows = 150
const mostPaths = 20
const mostLeading = 20
const daysOfYear = 365

/** Who is hit, on which facts. */
export type Struck = { readonly facts: NetworkFacts; readonly hit: Hit }
/** To be told how far it is, and stopped. */
export type Watch = { readonly signal?: AbortSignal; readonly report?: (doneRatio: number) => void }
/** What the engine says of a scenario; no name and no place in it yet. */
export type Shocked = {
  readonly built: SupplyNetwork
  readonly stepped: SteppedRun
  readonly esriRange: StressResult['esriRange']
  readonly lossFen: StressResult['lossFen']
}
type Computed = Struck &
  Shocked & {
    readonly ground: Ground
    readonly trace: Trace
    readonly weights: Float64Array
    readonly named: Named
    readonly nodeNames: ReadonlyMap<string, { zh: string; en: string }>
  }

/** Lost output over some days in fen; null where W is not in fen. */
function lostFen(built: SupplyNetwork, esri: number | null, days: number | null): number | null {
  if (built.unit !== 'fen' || esri === null || days === null) return null
  return (built.network.amounts.reduce((sum, amount) => sum + amount, 0) * esri * days) / daysOfYear
}

/** The scenario step by step, and once more for every redraw of what is estimated: the long part, without a database. */
export async function computeShock(
  { facts, hit }: Struck,
  { draws, durationDays }: Pick<StressInput, 'draws' | 'durationDays'>,
  { signal, report }: Watch = {},
): Promise<Shocked> {
  const built = buildNetwork(facts)
  const stepped = await runSteps(built.network, hit.shocks, signal)
  const isEstimated = built.estimatedRatio !== null && built.estimatedRatio > 0
  const redraws: Redraw[] = []
  for (let draw = 1; isEstimated && draw <= draws; draw++) {
    report?.(draw / (draws + 1))
    signal?.throwIfAborted()
    const redrawn = buildNetwork(facts, draw)
    const asked = { threads: 1, ...(signal && { signal }) }
    const { esri } = await cascade(redrawn.network, scenarioOf([hit.shocks]), asked)
    const value = esri.both[0]![0]!
    if (!Number.isNaN(value)) redraws.push({ esri: value, fen: lostFen(redrawn, value, durationDays) })
  }
  const shown = { esri: stepped.esri.both, fen: lostFen(built, stepped.esri.both, durationDays) }
  return { built, stepped, ...rangesOf(shown, redraws) }
}

/** Everything a stress test tells, from what the engine computed and what is held about the firms. */
export async function describeStress(
  ctx: Context,
  input: StressInput,
  { facts, hit, ground }: Struck & { readonly ground: Ground },
  shock: Shocked,
): Promise<StressResult> {
  const { built, stepped, esriRange, lossFen } = shock
  const trace = traceShock(built.network, stepped.states)
  const c: Computed = {
    ...{ facts, hit, ground, ...shock, trace, weights: outStrengths(built.network) },
    named: await nameFirms(ctx, facts),
    nodeNames: await listNodeNames(ctx.db),
  }
  const shocked = new Set(hit.shocks.map(({ firm }) => firm))
  const nodeIn = (i: number) => nodeOf(c.facts, i)
  const groupIn = (i: number) => nodeIn(i) ?? 'other'
  return {
    ...countsOf(c),
    ...{ esriRange, lossFen, shockedCount: shocked.size },
    steps: stepsOf(c, nodeIn),
    firms: hitFirms(c),
    nodes: namedGroups(pictureByGroup(trace, c.weights, groupIn), (id) => c.nodeNames.get(id)),
    regions: namedGroups(pictureByGroup(trace, c.weights, c.ground.regionOf), (id) => ({
      zh: c.ground.regionName(id),
      en: null,
    })),
    flows: flowsBetween(trace, c.weights, groupIn).slice(0, mostFlows),
    paths: greatestPaths(built, trace, c.named, { most: mostPaths, start: shocked }),
    leading: await leadingFirms(ctx, input, c),
    substitutes: await findSubstitutes(ctx, { ...c, shocked, dataset: input.dataset, on: input.on }),
  }
}

/** What the scenario takes in all, and how many it reaches. */
function countsOf({ built, stepped: { esri, sweeps }, trace, hit, facts }: Computed) {
  return {
    ...{ esri: esri.both, esriDown: esri.down, esriUp: esri.up, sweeps },
    ...{ estimatedRatio: built.estimatedRatio, matrix: facts.matrix ?? null },
    ...{ firmCount: built.network.firmCount, linkCount: built.network.amounts.length },
    reachedCount: trace.firstStep.reduce((n, step) => n + (step > 0 ? 1 : 0), 0),
    linesHit: countLinesHit(built.network, trace.loss),
    leftOut: { notInNetwork: hit.notInNetwork, placeUnknown: hit.placeUnknown },
  }
}

function stepsOf(
  { stepped, trace, weights }: Computed,
  nodeIn: (firm: number) => string | null,
): StressResult['steps'] {
  const byStep = lossesByStep(stepped.states, weights, nodeIn)
  return stepped.esriByStep.map((lossRatio, step) => ({
    ...{ step, lossRatio, nodes: byStep[step] ?? [] },
    newFirms: trace.firstStep.reduce((n, first) => n + (first === step ? 1 : 0), 0),
  }))
}

type Redraw = { readonly esri: number; readonly fen: number | null }

/** ESRI and money over the redraws of what is estimated; null where nothing is, or none were asked. */
function rangesOf(
  shown: { readonly esri: number | null; readonly fen: number | null },
  redraws: readonly Redraw[],
): Pick<Shocked, 'esriRange' | 'lossFen'> {
  const interval = valueInterval(redraws.map(({ esri }) => esri))
  const money = valueInterval(redraws.flatMap(({ fen }) => fen ?? []))
  const fen = (amount: number) => String(Math.round(amount))
  return {
    esriRange:
      interval && shown.esri !== null ? { low: interval.low, middle: shown.esri, high: interval.high } : null,
    lossFen:
      shown.fen === null
        ? null
        : {
            low: fen(money?.low ?? shown.fen),
            middle: fen(shown.fen),
            high: fen(money?.high ?? shown.fen),
          },
  }
}

const namedGroups = (
  groups: readonly Omit<HitGroup, 'name'>[],
  nameOf: (id: string) => { zh: string; en: string | null } | undefined,
): HitGroup[] =>
  groups.slice(0, 300).map((group) => ({ ...group, name: nameOf(group.id) ?? { zh: group.id, en: null } }))

/** The firms that lose most of the whole output, and every firm that is hit by the scenario itself, within bounds. */
function hitFirms({ trace, weights, facts, ground, named }: Computed): HitFirm[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return Array.from(trace.loss, (loss, firm) => ({ firm, loss, lost: loss * weights[firm]! }))
    .filter(({ loss }) => loss >= reachedFrom)
    .sort((a, b) => b.lost - a.lost || b.loss - a.loss || a.firm - b.firm)
    .slice(0, mostFirms)
    .map(({ firm, loss, lost }) => {
      const cause = trace.causes[firm]
      const row = ground.rows[firm]
      return {
        ...named(firm),
        ...{ lossRatio: loss, weightRatio: all > 0 ? lost / all : 0, firstStep: trace.firstStep[firm]! },
        cause: cause && cause.from !== -1 ? { ...named(cause.from), way: cause.way } : null,
        ...{ nodeId: nodeOf(facts, firm), district: ground.regionOf(firm), isInCity: facts.isInCity[firm]! },
        ...{ lng: row?.lng ?? null, lat: row?.lat ?? null },
      }
    })
}

function buysOf({ built: { network } }: Computed): Float64Array {
  const into = new Float64Array(network.firmCount)
  network.amounts.forEach((amount, e) => {
    into[network.buyers[e]!]! += amount
  })
  return into
}

/** Leading firms that are reached: what they run short of and how long their stock lasts, where they reported it. */
async function leadingFirms(
  ctx: Context,
  { dataset, on }: StressInput,
  c: Computed,
): Promise<StressResult['leading']> {
  const masters = new Set((await listLeadingFirms(ctx.db, dataset)).map(({ id }) => id))
  const into = buysOf(c)
  const shocked = new Set(c.hit.shocks.map(({ firm }: Shock) => firm))
  const reached = c.facts.firms
    .map(({ id }, firm) => ({ id, firm }))
    .filter(({ firm }) => c.trace.loss[firm]! >= reachedFrom && !shocked.has(firm))
  const recorded = reached.filter(({ id }) => masters.has(id))
  const isRecorded = recorded.length > 0
  const chosen = (isRecorded ? recorded : reached.filter(({ firm }) => c.facts.isInCity[firm]))
    .sort((a, b) => into[b.firm]! - into[a.firm]! || a.firm - b.firm)
    .slice(0, isRecorded ? mostLeading : 5)
  const reports = await listNewestReports(
    ctx.db,
    dataset,
    chosen.map(({ id }) => id),
    on,
  )
  const end = c.stepped.states.at(-1)!
  return chosen.map(({ id, firm }) => {
    const cause = c.trace.causes[firm]
    const shortOf = cause && cause.from !== -1 && cause.way === 'down' ? nodeOf(c.facts, cause.from) : null
    // Forms and files name the input in words; a program may name the node.
    const inWords = shortOf === null ? undefined : c.nodeNames.get(shortOf)?.zh
    const stock = reports
      .get(id)
      ?.stock.find(({ nodeId, input }) => (nodeId === null ? input === inWords : nodeId === shortOf))
    return {
      ...{ ...c.named(firm), isRecorded, lossRatio: c.trace.loss[firm]!, shortOf },
      stockDays: stock?.days ?? null,
      daysUntilEmpty: daysUntilEmpty(stock?.days ?? null, end.down[firm]!),
    }
  })
}
