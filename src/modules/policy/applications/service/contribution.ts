import { scoreTable } from '../../../../engines/rules/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import { withRow } from '../../domain/city-table.ts'
import { factText } from '../../domain/fact-text.ts'
import type { Contribution } from '../../model.ts'
import { computeCity } from '../../service/city-run.ts'
import { readStated } from '../domain/compute-claim.ts'
import { updateFacts } from '../queries/agreements.ts'
import { holdLiving, type Living } from './lives.ts'

type Fraction = { n: bigint; d: bigint }
const numberOf = (x: Fraction | null): number | null =>
  x === null ? null : Number((x.n * 10_000n) / x.d) / 10_000

/** The names of facts that a written scorecard asks for. */
function factsIn(node: unknown, known: ReadonlySet<string>, found = new Set<string>()): Set<string> {
  if (typeof node === 'string' && known.has(node)) found.add(node)
  else if (Array.isArray(node)) for (const part of node) factsIn(part, known, found)
  else if (typeof node === 'object' && node !== null)
    for (const part of Object.values(node)) factsIn(part, known, found)
  return found
}

/**
 * What a firm contributes, by each scorecard of the policies that hold in its city (综合贡献: 税收、就业、阶段性成果; the card
 * stands in the pack). Facts are those that the city holds, where it holds none those stated in the agreement; what
 * nobody knows lowers the coverage and counts no points.
 */
export async function readContributions(
  ctx: Context,
  { life }: Living,
  stated: Readonly<Record<string, string | null>>,
): Promise<Contribution[]> {
  const made = await computeCity(ctx, { city: life.cityCode, dataset: life.dataset, on: chinaDay(ctx.now) })
  const row = made.table.rows.rowOf.get(life.organisationId ?? 0n)
  const { library } = made.rules
  const known = new Set(library.facts.keys())
  const out: Contribution[] = []
  for (const policy of library.policies)
    for (const [card, written] of Object.entries(policy.written.scorecards ?? {})) {
      const names = [...factsIn(written, known)]
      const heldText = (name: string) =>
        row === undefined ? null : factText(library.facts.get(name)!, made.table.table.columns.get(name), row)
      const missing = names.filter((name) => heldText(name) === null && stated[name])
      const { columns } = readStated(
        library,
        Object.fromEntries(missing.map((name) => [name, stated[name]!])),
      )
      const table = row === undefined ? made.run.input.table : withRow(made.run.input.table, row, columns)
      const lines = scoreTable(policy, card, table, made.run.input.snapshot, made.run.input.onDay)
      const line = row === undefined ? undefined : lines[row]
      out.push({
        policyId: policy.id,
        card,
        label: written.label,
        score: numberOf(line?.score ?? null),
        scoreAtMost: numberOf(line?.scoreAtMost ?? null),
        coverageRatio: numberOf(line?.coverage ?? null),
        level: line?.level ?? null,
        indicators: (line?.byIndicator ?? []).map(({ label, points, max }) => ({
          label,
          points: numberOf(points),
          max: numberOf(max) ?? 0,
        })),
        facts: names.map((name) => {
          const fact = library.facts.get(name)!
          return {
            key: name,
            label: fact.label,
            unit: fact.unit ?? null,
            supplier: fact.supplier ?? null,
            heldValue: heldText(name),
            statedValue: stated[name] ?? null,
          }
        }),
      })
    }
  return out
}

/** States facts for the contribution score that the city does not hold; each that cannot be read is told. */
export async function stateContribution(
  ctx: Context,
  id: string,
  input: { seen: number; facts: Record<string, string | null> },
): Promise<void> {
  requirePermission(ctx.actor, 'agreements.manage')
  const living = await holdLiving(ctx, 'agreement', id, input.seen)
  requirePermission(ctx.actor, 'agreements.manage', living.life.cityCode)
  if (ctx.actor.organisationId === String(living.life.organisationId))
    throw new AppError('forbidden', 'policy.own_case')
  const { cityCode: city, dataset } = living.life
  const { rules } = await computeCity(ctx, { city, dataset, on: chinaDay(ctx.now) })
  const { unreadable } = readStated(rules.library, input.facts)
  if (unreadable.length > 0)
    throw new AppError(
      'invalid',
      'policy.form_wrong',
      { count: unreadable.length },
      unreadable.map(({ key, label, reason }) => ({
        field: `facts.${key}`,
        code: 'policy.item_unreadable',
        params: { label, reason },
      })),
    )
  await updateFacts(ctx.db, living.life.id, JSON.stringify(input.facts))
  await audit(ctx, {
    action: 'policy.contribution_state',
    subject: `policy.agreement/${id}`,
    detail: { facts: input.facts },
  })
}
