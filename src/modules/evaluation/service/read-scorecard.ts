import { type Policy, readData } from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { attachedOf, readableCard } from '../domain/readable-card.ts'
import type { Scorecard } from '../model.ts'
import { findScorecard, type HeldScorecard, listScorecards } from '../queries/scorecards.ts'

// A version never changes, so a document is compiled once.
const compiled = new Map<bigint, Policy>()
const mostCompiled = 200

/** A held document as the engine reads it; it was checked when its pack was loaded. */
export function policyOf(card: Pick<HeldScorecard, 'id' | 'key' | 'document'>): Policy {
  const known = compiled.get(card.id)
  if (known) return known
  const { policy, problems } = readData(card.document, card.key, () => null)
  if (!policy)
    throw new AppError('conflict', 'evaluation.scorecard_broken', {
      key: card.key,
      reason: problems[0]?.message ?? '',
    })
  if (compiled.size >= mostCompiled) compiled.clear()
  compiled.set(card.id, policy)
  return policy
}

export async function getScorecard(ctx: Context, id: string): Promise<HeldScorecard & { policy: Policy }> {
  const card = await findScorecard(ctx.db, id)
  if (!card) throw new AppError('not_found', 'evaluation.no_scorecard', { id })
  return { ...card, policy: policyOf(card) }
}

/** Every scorecard in use, in words: weights, bands, classes, who is left out, what is only supposed. */
export async function listReadableScorecards(ctx: Context): Promise<Scorecard[]> {
  requirePermission(ctx.actor, 'evaluation.read')
  return (await listScorecards(ctx.db)).map(toScorecard)
}

function toScorecard(card: HeldScorecard): Scorecard {
  const policy = policyOf(card)
  const { written } = policy
  const { assumptions, measures, measuresSource } = attachedOf(policy)
  const cases = [...policy.assessments.values()].reduce((n, a) => n + (a.written.cases ?? []).length, 0)
  return {
    id: String(card.id),
    key: card.key,
    version: card.version,
    title: card.title,
    titleEn: card.titleEn,
    issuer: written.issuer,
    areaCode: card.areaCode,
    kind: card.kind as Scorecard['kind'],
    subject: card.subject,
    validFrom: card.validFrom,
    validTo: card.validTo,
    needsVerification: written.needsVerification === true,
    source: {
      title: written.source.title,
      url: written.source.url ?? null,
      note: written.source.note ?? null,
    },
    assumptions,
    measures,
    measuresSource: measuresSource ?? null,
    cases,
    ...readableCard(policy),
  }
}
