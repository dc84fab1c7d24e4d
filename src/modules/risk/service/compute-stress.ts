import type { Shock } from '../../../engines/cascade/index.ts'
import type { Context } from '../../access/index.ts'
import { outStrengths } from '../domain/group-shocks.ts'
import { type NetworkFacts, nodeOf } from '../domain/network-facts.ts'
import { greatestPaths, type Named } from '../domain/shock-paths.ts'
import {
  countLinesHit,
  daysUntilEmpty,
  flowsBetween,
  lossesByStep,
  pictureByGroup,
} from '../domain/shock-picture.ts'
import { reachedFrom } from '../domain/shock-trace.ts'
import type { Hit } from '../domain/who-is-hit.ts'
import type { HitFirm, HitGroup, StressInput, StressResult } from '../model.ts'
import { listLeadingFirms, listNodeNames } from '../queries/organisations.ts'
import { listNewestReports } from '../queries/stress.ts'
import type { Shocked } from './compute-shock.ts'
import { findSubstitutes } from './find-substitutes.ts'
import type { Ground } from './shock-ground.ts'

const mostFirms = 400
const mostFlows = 150
const mostPaths = 20
const mostLeading = 20

/** Who is hit, on which facts. */
export type Struck = { readonly facts: NetworkFacts; readonly hit: Hit }
type Computed = Struck &
  Shocked & {
    readonly ground: Ground
    readonly weights: Float64Array
    readonly named: Named
    readonly nodeNames: ReadonlyMap<string, { zh: string; en: string }>
  }

/** Everything a stress test tells, from what the engine computed and what is held about the firms. */
export async function describeStress(
  ctx: Context,
  input: StressInput,
  { facts, hit, ground }: Struck & { readonly ground: Ground },
  shock: Shocked,
): Promise<StressResult> {
  const { built, trace, esriRange, lossFen } = shock
  const c: Computed = {
    ...{ facts, hit, ground, ...shock, weights: outStrengths(built.network) },
    named: (firm) => ({ id: facts.firms[firm]!.id, name: ground.rows[firm]?.name ?? facts.firms[firm]!.id }),
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
    ...{ estimatedRatio: built.estimatedRatio, matrix: facts.matrix ?? null, maps: facts.maps ?? null },
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
