import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import { formulaFault } from '../domain/formula-fault.ts'
import type { DefinitionInput } from '../model/changes.ts'
import { type Definition, definitionSchema } from '../model/definitions.ts'
import * as queries from '../queries.ts'

/**
 * Writes the next version of a definition with its reason; earlier ones stay and values keep the version that they were
 * computed by. Refused when somebody wrote a version in between, when the formula does not fit, or when nothing changes.
 */
export async function writeDefinition(
  ctx: Context,
  indicator: string,
  input: DefinitionInput,
): Promise<Definition> {
  requirePermission(ctx.actor, 'indicators.manage', input.city)
  const held = effectiveVersions(await queries.listDefinitionVersions(ctx.db, input.city))
  const before = held.find(({ definition }) => definition.id === indicator)?.definition
  if (!before) throw new AppError('not_found', 'indicators.no_indicator', { indicator })
  if (before.version !== input.basedOn)
    throw new AppError('conflict', 'indicators.version_moved', {
      basedOn: input.basedOn,
      version: before.version,
    })
  if (input.unitChange?.unit === before.unit)
    throw new AppError('invalid', 'indicators.same_unit', { unit: before.unit }, [
      { field: 'unitChange.unit', code: 'indicators.same_unit', params: { unit: before.unit } },
    ])
  const next = nextVersion(before, input)
  const { unitChange: _, ...last } = before
  if (JSON.stringify({ ...next, version: before.version }) === JSON.stringify(definitionSchema.parse(last)))
    throw new AppError('conflict', 'indicators.nothing_changed', { version: before.version })
  const definitions = new Map(held.map(({ definition }) => [definition.id, definition]))
  const fault = formulaFault(next, definitions.set(indicator, next))
  if (fault)
    throw new AppError('invalid', 'indicators.formula_bad', { fault: fault[ctx.lang] }, [
      { field: 'expression', code: 'indicators.formula_bad', params: { fault: fault[ctx.lang] } },
    ])
  if (next.unit !== before.unit) refuseBrokenFormulas(ctx, next, definitions)
  await keepVersion(ctx, input, next)
  await audit(ctx, {
    action: 'indicators.write_definition',
    subject: `indicators.definition/${input.city}/${indicator}`,
    detail: {
      version: next.version,
      reason: input.reason,
      ...(next.unitChange ? { unit: next.unit, ...next.unitChange } : {}),
    },
  })
  return next
}

/** Refused where the formula of another indicator no longer comes out in its unit. */
function refuseBrokenFormulas(ctx: Context, next: Definition, definitions: ReadonlyMap<string, Definition>) {
  const broken = [...definitions.values()].find(
    (each) => each.id !== next.id && formulaFault(each, definitions) !== null,
  )
  if (!broken) return
  const params = { indicator: broken.name[ctx.lang], fault: formulaFault(broken, definitions)![ctx.lang] }
  throw new AppError('conflict', 'indicators.unit_in_formula', params, [
    { field: 'unitChange.unit', code: 'indicators.unit_in_formula', params },
  ])
}

/** Keeps a version; refused where somebody wrote the same version in the meantime. */
export async function keepVersion(
  ctx: Context,
  input: { readonly city: string; readonly reason: string; readonly isWithdrawn?: boolean },
  next: Definition,
): Promise<void> {
  const id = await queries.insertOwnDefinition(ctx.db, {
    cityCode: input.city,
    indicatorId: next.id,
    version: next.version,
    content: next,
    reason: input.reason,
    isWithdrawn: input.isWithdrawn ?? false,
    writtenBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    writtenByName: ctx.actor.displayName,
    writtenAt: ctx.now,
  })
  if (id === undefined)
    throw new AppError('conflict', 'indicators.version_moved', {
      basedOn: next.version - 1,
      version: next.version,
    })
}

function nextVersion(before: Definition, input: DefinitionInput): Definition {
  // An owner that stays keeps the source that names it; a new one is named by the office that writes the version.
  const isSameOwner = before.owner?.unit === input.owner
  const owner = isSameOwner
    ? before.owner
    : input.owner === null
      ? undefined
      : { unit: input.owner, source: null }
  return definitionSchema.parse({
    id: before.id,
    version: before.version + 1,
    name: input.name,
    unit: input.unitChange?.unit ?? before.unit,
    direction: input.direction,
    formula: input.formula,
    ...(input.expression === null ? {} : { expression: input.expression }),
    ...(input.scope === null ? {} : { scope: input.scope }),
    ...(owner === undefined ? {} : { owner }),
    ...(input.frequency === null ? {} : { frequency: input.frequency }),
    fiveChains: [...new Set(input.fiveChains)],
    ...(before.source === undefined ? {} : { source: before.source }),
    ...(before.collect === undefined ? {} : { collect: before.collect }),
    ...(input.unitChange ? { unitChange: { before: before.unit, factor: input.unitChange.factor } } : {}),
  })
}
