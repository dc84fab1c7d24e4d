import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../access/index.ts'
import * as supervision from '../queries/supervision.ts'
import { listTasks, listUnits } from '../queries/tasks.ts'
import { listOrganisationNames, listUnitNames, setUnitName } from '../queries/unit-names.ts'
import { watchOf } from './watch.ts'

type Counted = { tasks: number; open: number; red: number; organisationId: string | null }

/** The units of a city's tasks by the name that documents give them, with how many tasks each leads or answers for. */
export async function listTaskUnits(ctx: Context, of: { city: string; dataset: Dataset }) {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const place = { dataset: of.dataset, cityCode: of.city }
  const tasks = await listTasks(ctx.db, place)
  const { watch } = await watchOf(ctx, of.city)
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const units = new Map<string, Counted>()
  const rows = await listUnits(ctx.db, [...byId.keys()])
  for (const { taskId, part, nameAsWritten, organisationId } of rows) {
    if (part === 'support') continue
    const task = byId.get(taskId)!
    const one = units.get(nameAsWritten) ?? { tasks: 0, open: 0, red: 0, organisationId: null }
    one.tasks++
    one.open += task.isOpen && task.completedOn === null ? 1 : 0
    one.red += watch.lightOf(task) === 'red' ? 1 : 0
    one.organisationId ??= organisationId === null ? null : String(organisationId)
    units.set(nameAsWritten, one)
  }
  const said = new Set((await listUnitNames(ctx.db, place)).map(({ name }) => name))
  const tied = [...units.values()].flatMap(({ organisationId }) =>
    organisationId === null ? [] : [BigInt(organisationId)],
  )
  const names = await listOrganisationNames(ctx.db, tied)
  const tiedBy = (name: string, isTied: boolean) =>
    said.has(name) ? ('person' as const) : isTied ? ('name' as const) : null
  return {
    items: [...units]
      .map(([name, counted]) => ({
        name,
        ...counted,
        organisationName:
          counted.organisationId === null ? null : (names.get(BigInt(counted.organisationId)) ?? null),
        tiedBy: tiedBy(name, counted.organisationId !== null),
      }))
      .sort((a, b) => b.red - a.red || b.open - a.open || (a.name < b.name ? -1 : 1)),
  }
}

type Said = { city: string; dataset: Dataset; name: string; organisationId: string | null }

/** Says which organisation of the register a unit's short name means; its people then see and report on its tasks. */
export async function nameUnit(ctx: Context, { city, dataset, name, organisationId }: Said): Promise<void> {
  requirePermission(ctx.actor, 'programmes.manage', city)
  if (organisationId !== null && !(await supervision.findOrganisation(ctx.db, dataset, organisationId)))
    throw new AppError('not_found', 'programmes.no_organisation', { id: organisationId })
  await setUnitName(ctx.db, {
    dataset,
    cityCode: city,
    name,
    organisationId: organisationId === null ? null : BigInt(organisationId),
    saidBy: ctx.actor.userName,
    saidAt: ctx.now,
  })
  await audit(ctx, {
    action: 'programmes.unit_name',
    subject: `programmes.unit_name/${city}/${name}`,
    detail: { dataset, organisationId },
  })
}
