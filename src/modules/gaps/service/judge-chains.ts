import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, type Dataset, holds } from '../../access/index.ts'
import { countDependents, type Need } from '../domain/dependents.ts'
import {
  judgeNode,
  type NodeFacts,
  type Reason,
  type Statement,
  type Thresholds,
} from '../domain/node-status.ts'
import type { GapNode } from '../model.ts'
import {
  type DrawnChainRow,
  listDrawnChains,
  listMapNeeds,
  listNodeNames,
  type NodeNameRow,
} from '../queries/chains.ts'
import { type HeldOverrule, listHoldingOverrules } from '../queries/overrules.ts'
import { findThreshold, listStatements, type NodeStatementRow } from '../queries/statements.ts'
import { type CityFacts, loadCityFacts } from './city-facts.ts'

export type CityInput = { readonly city: string; readonly dataset: Dataset; readonly on: string }

/** One chain of a city, judged node by node; nodes by id. */
export type JudgedChain = {
  readonly chain: DrawnChainRow
  readonly nodes: readonly GapNode[]
  readonly needs: readonly Need[]
  readonly dependents: ReadonlyMap<string, number>
  readonly statements: ReadonlyMap<string, NodeStatementRow>
  /** Nodes whose ratio this reader is shown though too few buyers stand behind it for everybody. */
  readonly confidentialNodes: readonly string[]
}

export const nameIn = (ctx: Context, { nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
  ctx.lang === 'en' ? nameEn : nameZh

const tellReason = (ctx: Context, { code, figures }: Reason) => ({
  code,
  text: translate(ctx.lang, `gaps.reason.${code}`, figures),
  figures: { ...figures },
})

/** Whether the reader may see this ratio: it is public, or they may read what it is made of. */
const maySeeRatio = (ctx: Context, { isRatioPublic }: NodeFacts) =>
  isRatioPublic || holds(ctx.actor, 'relations.read_all')

function describeNode(
  ctx: Context,
  node: NodeNameRow,
  facts: NodeFacts,
  limits: Thresholds | null,
  said: { statement: Statement | null; overrule: HeldOverrule | undefined },
): GapNode {
  const { status: counted, reasons } = judgeNode(facts, limits, said.statement)
  const { overrule } = said
  const { isRatioPublic: _, unconfirmedHere: __, localRatio, coverageRatio, ...counts } = facts
  const isShown = maySeeRatio(ctx, facts)
  return {
    id: node.nodeId,
    name: nameIn(ctx, node),
    segment: node.segmentId,
    status: overrule?.status ?? counted,
    countedStatus: counted,
    overruledUntil: overrule?.holdsUntil ?? null,
    ...counts,
    localRatio: isShown ? localRatio : null,
    coverageRatio: isShown || localRatio === null ? coverageRatio : null,
    reasons: [
      ...(overrule ? [tellOverrule(ctx, overrule, counted)] : []),
      ...reasons.map((reason) => tellReason(ctx, reason)),
    ],
  }
}

/** The first reason while an office overrules: who says what, on what it rests, until when, and what is counted. */
function tellOverrule(ctx: Context, overrule: HeldOverrule, counted: GapNode['status']) {
  const { holdsFrom, holdsUntil, statedBy, reason, source } = overrule
  const word = (status: GapNode['status']) => translate(ctx.lang, `gaps.status.${status}`)
  const figures = {
    from: holdsFrom,
    until: holdsUntil,
    by: statedBy,
    reason,
    source,
    status: word(overrule.status),
    counted: word(counted),
  }
  return { code: 'overruled', text: translate(ctx.lang, 'gaps.reason.overruled', figures), figures }
}

const toStatement = (row: NodeStatementRow | undefined): Statement | null =>
  !row || row.kind === 'withdrawn' ? null : { kind: row.kind, source: row.source, date: row.statedOn }

/** Everything that all chains of a city are judged from, loaded once. */
type Bench = {
  readonly facts: CityFacts
  readonly limits: Thresholds | null
  readonly statements: NodeStatementRow[]
  readonly overrules: readonly HeldOverrule[]
}

async function loadBench(ctx: Context, { city, dataset, on }: CityInput): Promise<Bench> {
  // Alone and first: it reads as the program for a while, and what is asked meanwhile would be read so too.
  const facts = await loadCityFacts(ctx, dataset, city)
  const at = { dataset, cityCode: city, on }
  const [limits, statements, overrules] = await Promise.all([
    findThreshold(ctx.db, city, on),
    listStatements(ctx.db, at),
    listHoldingOverrules(ctx.db, at),
  ])
  return { facts, limits: limits ?? null, statements, overrules }
}

/** Judges the nodes of some chains of a city; the caller has asked for permission. */
export async function judgeChains(
  ctx: Context,
  input: CityInput,
  only?: string,
): Promise<{ facts: CityFacts; chains: JudgedChain[] }> {
  const drawn = await listDrawnChains(ctx.db, input.city, input.on)
  const wanted = only === undefined ? drawn : drawn.filter(({ chainId }) => chainId === only)
  if (only !== undefined && wanted.length === 0)
    throw new AppError('not_found', 'gaps.no_chain', { city: input.city, chain: only })
  const bench = await loadBench(ctx, input)
  const mapIds = [...new Set(wanted.map(({ mapId }) => mapId))]
  const [nodes, needs] = await Promise.all([listNodeNames(ctx.db, mapIds), listMapNeeds(ctx.db, mapIds)])
  const chains = wanted.map((chain) => {
    const ownNodes = nodes.filter(({ mapId }) => mapId === chain.mapId)
    const ownNeeds = needs
      .filter(({ mapId }) => mapId === chain.mapId)
      .map(({ nodeId, needsId, essential }) => ({ node: nodeId, needs: needsId, essential }))
    const statements = new Map(
      bench.statements.filter(({ chainId }) => chainId === chain.chainId).map((row) => [row.nodeId, row]),
    )
    const overrules = new Map(
      bench.overrules.filter(({ chainId }) => chainId === chain.chainId).map((row) => [row.nodeId, row]),
    )
    const judged = ownNodes.map((node) =>
      describeNode(ctx, node, bench.facts.factsOf(node.nodeId), bench.limits, {
        statement: toStatement(statements.get(node.nodeId)),
        overrule: overrules.get(node.nodeId),
      }),
    )
    const dependents = countDependents(
      ownNodes.map(({ nodeId }) => nodeId),
      ownNeeds,
    )
    const confidentialNodes = judged
      .filter(({ id, localRatio }) => localRatio !== null && !bench.facts.factsOf(id).isRatioPublic)
      .map(({ id }) => id)
    return { chain, nodes: judged, needs: ownNeeds, dependents, statements, confidentialNodes }
  })
  return { facts: bench.facts, chains }
}

/** Notes that a person was shown ratios that few buyers stand behind: in the same transaction as the reading. */
export async function auditNodeRatios(
  ctx: Context,
  subject: string,
  nodes: readonly string[],
): Promise<void> {
  if (nodes.length > 0)
    await audit(ctx, {
      action: 'gaps.read_node_ratios',
      subject,
      detail: { nodes: nodes.length },
      confidential: true,
    })
}
