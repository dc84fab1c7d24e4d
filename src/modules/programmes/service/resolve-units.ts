import { normaliseName } from '../../../engines/identity/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listByName } from '../../registry/index.ts'
import { expansionsOf, type ShortName, type Surroundings } from '../domain/unit-expansions.ts'
import type { TaskSummary } from '../model.ts'
import * as supervision from '../queries/supervision.ts'
import type { Place } from '../queries/tasks.ts'
import * as unitNames from '../queries/unit-names.ts'

export type UnitInput = { part: TaskSummary['units'][number]['part']; name: string }

/** Short forms of offices' names, as the packs bring them; none where no pack does. */
async function shortNames(ctx: Context, cityCode: string): Promise<readonly ShortName[]> {
  const row = await supervision.findRuleSet(ctx.db, 'unit-names', cityCode)
  return (row?.content as { names: ShortName[] } | undefined)?.names ?? []
}

async function around(ctx: Context, cityCode: string): Promise<Surroundings> {
  const province = `${cityCode.slice(0, 2)}0000`
  return {
    city: (await supervision.findCityName(ctx.db, cityCode))?.name ?? null,
    province: (await supervision.findCityName(ctx.db, province))?.name ?? null,
  }
}

/**
 * Which organisation of the register each of some unit names means in a city: what a person said first, then the only
 * organisation that bears the name itself or a whole name that it is short for. Two that could be meant are none.
 */
export async function resolveNames(
  ctx: Context,
  place: Place,
  names: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  if (names.length === 0) return new Map()
  const found = new Map<string, bigint>()
  for (const one of await unitNames.listUnitNames(ctx.db, place)) found.set(one.name, one.organisationId)
  const open = [...new Set(names)].filter((name) => !found.has(name))
  const where = await around(ctx, place.cityCode)
  const shorts = await shortNames(ctx, place.cityCode)
  const wanted = new Map(open.map((name) => [name, expansionsOf(name, where, shorts).map(normaliseName)]))
  const held = await listByName(ctx.db, place.dataset, [...new Set([...wanted.values()].flat())])
  for (const [name, whole] of wanted) {
    const own = new Set(
      held.filter(({ nameNormalised }) => whole.includes(nameNormalised)).map(({ id }) => BigInt(id)),
    )
    if (own.size === 1) found.set(name, [...own][0]!)
  }
  return found
}

/** Units as rows of a task, each tied to the register where it is certain whom the name means. */
export async function unitRows(ctx: Context, place: Place, units: readonly UnitInput[]) {
  const found = await resolveNames(
    ctx,
    place,
    units.map(({ name }) => name),
  )
  const next = { lead: 0, responsible: 0, support: 0 }
  return units.map(({ part, name }) => ({
    part,
    position: next[part]++,
    nameAsWritten: name,
    organisationId: found.get(name) ?? null,
  }))
}

/**
 * Looks once more whom the names mean that were not in the register before: in one city, since its office asked, or in
 * all of them by the job. Gives how many names found their organisation.
 */
export async function tieOpenNames(ctx: Context, place: Place): Promise<number> {
  requirePermission(ctx.actor, 'programmes.manage', place.cityCode)
  const found = await resolveNames(ctx, place, await unitNames.listOpenNames(ctx.db, place))
  for (const [name, organisationId] of found)
    await unitNames.tieName(ctx.db, { ...place, name, organisationId })
  if (found.size > 0)
    await audit(ctx, {
      action: 'programmes.units_tie',
      subject: `programmes.unit_name/${place.cityCode}`,
      detail: { dataset: place.dataset, names: [...found.keys()] },
    })
  return found.size
}
