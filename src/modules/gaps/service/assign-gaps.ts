import { act, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { gapCycle } from '../domain/gap-life.ts'
import type { Assigned, Assignments, GapNode, GapStep } from '../model.ts'
import * as queries from '../queries/gap-objects.ts'
import { accountOf, actorOf } from './gap-actor.ts'
import { sayRefusal } from './gap-refusals.ts'
import { field } from './invalid-field.ts'
import { judgeChains } from './judge-chains.ts'
import { writeGap } from './register-gap.ts'
import { settle } from './step-gap.ts'

type Line = 'assigned' | 'unchanged' | { readonly id: string; readonly title: string; readonly why: string }

/**
 * Gives many gaps to one office until one day; nodes on which nothing is registered yet are registered by it, with the
 * reasons of their status as source. A gap that cannot be given is told line by line, the others are given; sending the
 * same again changes nothing.
 */
export async function assignGaps(ctx: Context, input: Assignments): Promise<Assigned> {
  requirePermission(ctx.actor, 'gaps.register', input.city)
  if (input.gaps.length + input.nodes.length === 0) throw field('gaps', 'gaps.nothing_chosen')
  if (input.nodes.length > 0 && input.kind === undefined) throw field('kind', 'gaps.kind_missing')
  const lines: Line[] = []
  for (const id of new Set(input.gaps)) lines.push(await giveGap(ctx, input, id))
  lines.push(...(await giveNodes(ctx, input)))
  return {
    assigned: lines.filter((line) => line === 'assigned').length,
    unchanged: lines.filter((line) => line === 'unchanged').length,
    refused: lines.flatMap((line) => (typeof line === 'string' ? [] : [line])),
  }
}

async function giveGap(ctx: Context, input: Assignments, id: string): Promise<Line> {
  const row = await queries.lockGap(ctx.db, id)
  if (!row || row.cityCode !== input.city || row.dataset !== input.dataset)
    return { id, title: id, why: translate(ctx.lang, 'gaps.no_gap', { id }) }
  const dueOn = input.dueOn ?? row.dueOn
  if (row.state === 'assigned' && row.owner === input.owner && row.dueOn === dueOn) return 'unchanged'
  const step: GapStep = { action: 'assign', owner: input.owner, ...(dueOn === null ? {} : { dueOn }) }
  const outcome = act(gapCycle, replay(gapCycle, row.history), 'assign', {
    actor: actorOf(ctx),
    at: ctx.now.toISOString(),
  })
  if (!outcome.ok)
    return { id, title: row.title, why: outcome.refusals.map((one) => sayRefusal(ctx, one)).join(' ') }
  await settle(ctx, row, step, outcome)
  return 'assigned'
}

async function giveNodes(ctx: Context, input: Assignments): Promise<Line[]> {
  if (input.nodes.length === 0) return []
  const { city, dataset } = input
  const on = chinaDay(ctx.now)
  const { chains } = await judgeChains(ctx, { city, dataset, on })
  const lines: Line[] = []
  for (const { chain, node } of input.nodes) {
    const judged = chains.find((one) => one.chain.chainId === chain)?.nodes.find(({ id }) => id === node)
    lines.push(judged ? await giveNode(ctx, input, chain, judged) : refuseNode(ctx, chain, node))
  }
  return lines
}

const refuseNode = (ctx: Context, chain: string, node: string): Line => ({
  id: `${chain}/${node}`,
  title: node,
  why: translate(ctx.lang, 'gaps.no_node', { chain, node }),
})

async function giveNode(ctx: Context, input: Assignments, chain: string, node: GapNode): Promise<Line> {
  const { city, dataset, owner, dueOn, kind } = input
  const requestKey = cutText(`${input.requestKey}/${chain}/${node.id}`, 100)
  if (await queries.findGapByRequest(ctx.db, accountOf(ctx), requestKey)) return 'unchanged'
  const place = { dataset, cityCode: city, chainId: chain, nodeId: node.id, isOpen: true }
  const [held] = await queries.listGapRows(ctx.db, place)
  if (held) return giveGap(ctx, input, String(held.id))
  const status = translate(ctx.lang, `gaps.status.${node.status}`)
  const why = node.reasons.map(({ text }) => text).join(' ')
  await writeGap(ctx, {
    ...{ city, dataset, chain, node: node.id, kind: kind!, owner, requestKey },
    ...(dueOn === undefined ? {} : { dueOn }),
    title: cutText(translate(ctx.lang, 'gaps.assigned_title', { node: node.name, status }), 100),
    source: translate(ctx.lang, 'gaps.assigned_source', { on: chinaDay(ctx.now), why }).slice(0, 500),
    foundOn: chinaDay(ctx.now),
  })
  return 'assigned'
}
