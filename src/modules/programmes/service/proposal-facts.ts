import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import { listGaps } from '../../gaps/index.ts'
import { listTargets } from '../../indicators/index.ts'
import { listLibrary } from '../../policy/index.ts'
import { listProjects } from '../../registry/index.ts'
import { namesIn } from '../domain/name-in-title.ts'
import { sayGaps, sayPolicy, sayProjects } from '../domain/say-facts.ts'
import { sayTarget } from '../domain/say-target.ts'
import { getProposalRow } from './proposals.ts'

type Fact = { text: string; source: string }
type Place = { readonly city: string; readonly dataset: 'held' | 'demo' }
type Chain = { readonly id: string; readonly name: { readonly zh: string } }

/**
 * What the city holds that a reply may state, each as a sentence with its source: of the chains that the proposal names
 * the gaps and the projects by stage, then policies in force, then targets, those of the named chains first.
 */
export async function listHeldFacts(ctx: Context, id: string): Promise<{ items: Fact[] }> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getProposalRow(ctx, id)
  const place = { city: row.cityCode, dataset: row.dataset }
  const { chains } = await listChains(ctx, place)
  const named = namesIn(chains, `${row.subject} ${row.content ?? ''}`)
  const isNamed = (chain: string | null) => named.some((one) => one.id === chain)
  const { targets } = await listTargets(ctx, row.cityCode, row.dataset)
  const first = targets.filter(({ chain }) => isNamed(chain))
  const others = targets.filter(({ chain }) => !isNamed(chain))
  return {
    items: [
      ...(await held(() => gapFacts(ctx, place, named))),
      ...(await held(() => projectFacts(ctx, place, named))),
      ...(await policyFacts(ctx, place)),
      ...[...first, ...others].map(sayTarget),
    ],
  }
}

/** A room whose packs are not loaded holds nothing to state; that takes nothing from the others. */
async function held(read: () => Promise<Fact[]>): Promise<Fact[]> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not_found')) return []
    throw error
  }
}

async function gapFacts(ctx: Context, place: Place, named: readonly Chain[]): Promise<Fact[]> {
  if (named.length === 0) return []
  const { items, asOf } = await listGaps(ctx, place)
  return named.flatMap(({ id, name }) => {
    const gaps = items.filter(({ chain, status }) => chain.id === id && status === 'missing')
    return sayGaps(
      name.zh,
      gaps.map(({ node }) => node.name),
      asOf,
    )
  })
}

async function projectFacts(ctx: Context, place: Place, named: readonly Chain[]): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const { id, name } of named) {
    const { stages } = await listProjects(ctx, { ...place, chain: id, limit: 1 })
    const counted = stages.map(({ title, count }) => ({ title: title.zh, count }))
    facts.push(...sayProjects(name.zh, counted, chinaDay(ctx.now)))
  }
  return facts
}

async function policyFacts(ctx: Context, place: Place): Promise<Fact[]> {
  const { documents, asOf } = await listLibrary(ctx, place)
  return documents
    .filter(({ isExample, retired }) => !isExample && !retired)
    .flatMap((document) => sayPolicy(document, asOf))
}
