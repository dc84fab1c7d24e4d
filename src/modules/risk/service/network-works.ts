// What is computed of a whole network from data alone: no database, no clock. A server has it done beside (beside.ts).
import { createHash } from 'node:crypto'
import type { Shock } from '../../../engines/cascade/index.ts'
import { gatherFacts, namedIn, nodeOf, summaryOf, type ToldNetwork } from '../domain/network-facts.ts'
import { greatestPaths } from '../domain/shock-paths.ts'
import { dependentsOf, traceShock } from '../domain/shock-trace.ts'
import { firstEstimated } from '../domain/supply-facts.ts'
import { buildNetwork } from '../domain/supply-network.ts'
import type { FirmExplanation, MatrixUse, RemedyInput, RunSummary, StressInput } from '../model.ts'
import { computeShock, type Shocked } from './compute-shock.ts'
import { packFacts, unpackFacts } from './kept-facts.ts'
import { type Measuring, measureSet, setUp, type UnnamedSet } from './measure-set.ts'
import { runSteps } from './run-steps.ts'

const mostPaths = 12
const mostDependents = 50

/** What a ranking begins with. */
export type RankingStart = {
  readonly packed: Uint8Array
  readonly digest: Uint8Array
  readonly firmCount: number
  readonly linkCount: number
  readonly summary: RunSummary
}

/** What a stress test begins with: its facts, and where each firm stands in them. */
export type TestStart = {
  readonly packed: Uint8Array
  readonly firms: readonly { readonly id: string; readonly nodeId: string | null }[]
  readonly relationCount: number
  /** Whether anybody is named as a supplier. */
  readonly hasSupplier: boolean
  readonly matrix: MatrixUse | null
}

export type UnnamedExplanation = Omit<FirmExplanation, 'history'>

function beginRanking(told: ToldNetwork): RankingStart {
  const facts = gatherFacts(told)
  const built = buildNetwork(facts)
  const packed = packFacts(facts)
  return {
    ...{ packed, digest: createHash('sha256').update(packed).digest() },
    ...{ firmCount: facts.firms.length, linkCount: built.network.amounts.length },
    summary: summaryOf({ ...built, facts }),
  }
}

function beginTest(told: ToldNetwork): TestStart {
  const facts = gatherFacts(told)
  const { suppliers } = facts.relations
  return {
    packed: packFacts(facts),
    firms: facts.firms.map(({ id }, i) => ({ id, nodeId: nodeOf(facts, i) })),
    ...{ relationCount: suppliers.length, hasSupplier: suppliers.some((supplier) => supplier >= 0) },
    matrix: facts.matrix ?? null,
  }
}

/** What makes a firm's risk, by ids in place of names; null: it is no firm of the network. */
async function explain(packed: Uint8Array, firmId: string): Promise<UnnamedExplanation | null> {
  const facts = unpackFacts(packed)
  const firm = facts.firms.findIndex(({ id }) => id === firmId)
  if (firm < 0) return null
  const built = buildNetwork(facts)
  const { states, esri, sweeps } = await runSteps(built.network, [{ firm, lossRatio: 1 }])
  const trace = traceShock(built.network, states)
  const named = (i: number) => ({ id: facts.firms[i]!.id, name: facts.firms[i]!.id })
  return {
    ...{ firm: named(firm), esri: esri.both, esriDown: esri.down, esriUp: esri.up, sweeps },
    reached: trace.firstStep.reduce((count, step) => count + (step > 0 ? 1 : 0), 0),
    paths: greatestPaths(built, trace, named, { most: mostPaths, start: new Set([firm]) }),
    dependents: dependentsOf(built.network, firm)
      .slice(0, mostDependents)
      .map(({ buyer, link, share, isEssential, isOnlySource }) => ({
        ...{ ...named(buyer), nodeId: nodeOf(facts, firm) },
        ...{ shareOfPurchases: share, isEssential, isOnlySource },
        isEstimated: built.linkBases[link]! >= firstEstimated,
      })),
  }
}

/** What a scenario does, from kept facts. */
function shock(
  packed: Uint8Array,
  hit: readonly Shock[],
  asked: Pick<StressInput, 'draws' | 'durationDays'>,
): Promise<Shocked> {
  return computeShock(unpackFacts(packed), hit, asked)
}

/** What remedies take off the loss of a scenario, from kept facts. */
async function measure(packed: Uint8Array, asked: Measuring, input: RemedyInput): Promise<UnnamedSet> {
  return measureSet(await setUp(unpackFacts(packed), asked), input)
}

export const networkWorks = { namedIn, beginRanking, beginTest, explain, shock, measure }
