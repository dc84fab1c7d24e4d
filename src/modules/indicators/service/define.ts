import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { effectiveVersions, lastVersions } from '../domain/effective-definitions.ts'
import { parseFormula } from '../domain/formula/parse.ts'
import { seriesIn } from '../domain/formula/tree.ts'
import { formulaFault } from '../domain/formula-fault.ts'
import { formulaWords } from '../domain/formula-words.ts'
import type { DefinitionStep, FormulaAnswer, FormulaQuestion, NewDefinition } from '../model/changes.ts'
import { type Definition, definitionSchema } from '../model/definitions.ts'
import * as queries from '../queries.ts'
import { keepVersion } from './definitions.ts'
import { loadCity } from './load-city.ts'

const byId = (versions: readonly queries.DefinitionVersion[]) =>
  new Map(effectiveVersions(versions).map(({ definition }) => [definition.id, definition]))

/** A new indicator of the city, in its first version; refused where the id stands already or the formula does not fit. */
export async function createDefinition(ctx: Context, input: NewDefinition): Promise<Definition> {
  const { city, reason, owner, scope, expression, frequency, ...rest } = input
  requirePermission(ctx.actor, 'indicators.manage', city)
  const versions = await queries.listDefinitionVersions(ctx.db, city)
  if (versions.some(({ definition }) => definition.id === input.id))
    throw new AppError('conflict', 'indicators.id_taken', { indicator: input.id }, [
      { field: 'id', code: 'indicators.id_taken', params: { indicator: input.id } },
    ])
  const definition = definitionSchema.parse({
    ...rest,
    version: 1,
    ...(expression === null ? {} : { expression }),
    ...(scope === null ? {} : { scope }),
    ...(owner === null ? {} : { owner: { unit: owner, source: null } }),
    ...(frequency === null ? {} : { frequency }),
    fiveChains: [...new Set(rest.fiveChains)],
  })
  const fault = formulaFault(definition, byId(versions).set(definition.id, definition))
  if (fault)
    throw new AppError('invalid', 'indicators.formula_bad', { fault: fault[ctx.lang] }, [
      { field: 'expression', code: 'indicators.formula_bad', params: { fault: fault[ctx.lang] } },
    ])
  await keepVersion(ctx, { city, reason }, definition)
  await tell(ctx, city, definition, { action: 'indicators.create_definition', reason })
  return definition
}

/** Says of a formula while it is typed whether it stands, and what it says with names; keeps nothing. */
export async function checkFormula(ctx: Context, asked: FormulaQuestion): Promise<FormulaAnswer> {
  requirePermission(ctx.actor, 'indicators.manage', asked.city)
  const definitions = byId(await queries.listDefinitionVersions(ctx.db, asked.city))
  const { expression, unit } = asked
  const id = asked.indicator ?? ''
  const fault = formulaFault(
    { id, unit, expression },
    new Map(definitions).set(id, { ...definitions.get(id)!, unit, expression }),
  )
  const parsed = parseFormula(expression)
  if (!parsed.ok) return { fault, words: null, empty: [] }
  const city = await loadCity(ctx, { cityCode: asked.city, dataset: 'held' })
  const known = new Set(
    city.series
      .filter(({ points }) => points.some(({ value }) => value !== null))
      .map(({ indicator }) => indicator),
  )
  const named = [...new Set(seriesIn(parsed.formula).map(({ indicator }) => indicator))]
  return {
    fault,
    words: formulaWords({ expression }, [...definitions.values()])?.words ?? null,
    empty: named.filter((each) => definitions.has(each) && !known.has(each)),
  }
}

/**
 * Takes an indicator back that the office made: it stands on no board any more and stays as history. Refused for one of a
 * pack, and while figures, targets or formulas stand on it.
 */
export async function withdrawDefinition(
  ctx: Context,
  indicator: string,
  step: DefinitionStep,
): Promise<Definition> {
  const { versions, held } = await openDefinition(ctx, indicator, step)
  if (held.isWithdrawn) throw new AppError('conflict', 'indicators.definition_withdrawn')
  if (versions.some(({ definition, writtenAt }) => definition.id === indicator && writtenAt === null))
    throw new AppError('conflict', 'indicators.definition_of_pack', { indicator })
  const standing = await standingOn(ctx, step.city, indicator)
  if (standing > 0) throw new AppError('conflict', 'indicators.definition_used', { count: standing })
  return nextStep(ctx, held.definition, { ...step, isWithdrawn: true }, 'indicators.withdraw_definition')
}

/** Brings back an indicator that was taken back, as it last stood. */
export async function restoreDefinition(
  ctx: Context,
  indicator: string,
  step: DefinitionStep,
): Promise<Definition> {
  const { held } = await openDefinition(ctx, indicator, step)
  if (!held.isWithdrawn) throw new AppError('conflict', 'indicators.definition_holds')
  return nextStep(ctx, held.definition, { ...step, isWithdrawn: false }, 'indicators.restore_definition')
}

async function openDefinition(ctx: Context, indicator: string, { city, basedOn }: DefinitionStep) {
  requirePermission(ctx.actor, 'indicators.manage', city)
  const versions = await queries.listDefinitionVersions(ctx.db, city)
  const held = lastVersions(versions).find(({ definition }) => definition.id === indicator)
  if (!held) throw new AppError('not_found', 'indicators.no_indicator', { indicator })
  const { version } = held.definition
  if (version !== basedOn) throw new AppError('conflict', 'indicators.version_moved', { basedOn, version })
  return { versions, held }
}

async function nextStep(
  ctx: Context,
  before: Definition,
  step: DefinitionStep & { readonly isWithdrawn: boolean },
  action: string,
): Promise<Definition> {
  const next = { ...before, version: before.version + 1 }
  await keepVersion(ctx, step, next)
  await tell(ctx, step.city, next, { action, reason: step.reason })
  return next
}

/** Figures, targets and formulas that stand on an indicator, in both data sets. */
async function standingOn(ctx: Context, cityCode: string, indicator: string): Promise<number> {
  let count = 0
  for (const dataset of ['held', 'demo'] as const) {
    const city = await loadCity(ctx, { cityCode, dataset })
    count += city.targets.filter((target) => target.indicator === indicator).length
    count += city.series.filter((series) => series.indicator === indicator && series.points.length > 0).length
    count += city.definitions.filter(({ id, expression }) => {
      const parsed = id === indicator || expression === undefined ? null : parseFormula(expression)
      return parsed?.ok && seriesIn(parsed.formula).some((series) => series.indicator === indicator)
    }).length
  }
  return count
}

const tell = (
  ctx: Context,
  city: string,
  { id, version }: Definition,
  { action, reason }: { action: string; reason: string },
) => audit(ctx, { action, subject: `indicators.definition/${city}/${id}`, detail: { version, reason } })
