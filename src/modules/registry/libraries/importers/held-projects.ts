// A project of a sheet beside the one that is held under its name: what it adds, and what stands otherwise.
import type { Context } from '../../../access/index.ts'
import type { ImportProblem } from '../../import/importer.ts'
import type { FieldChange } from '../../model.ts'
import { changesOf } from '../domain/entry-values.ts'
import {
  findProject,
  lockProject,
  type ProjectFields,
  type ProjectRow,
  updateProject,
} from '../queries/projects.ts'
import { noteChange } from './held-entries.ts'

const filled = [
  'code',
  'isMajor',
  'investmentFen',
  'chainId',
  'nodeId',
  'parkId',
  'serviceOwner',
  'organisationId',
  'organisationName',
  'note',
] as const
export type ToldProject = Pick<ProjectFields, (typeof filled)[number]>

/** By which column of the sheet a field is told; organisations are found by name and not compared. */
const columnOfField: Partial<Record<(typeof filled)[number], string>> = {
  code: 'code',
  isMajor: 'major',
  investmentFen: 'investment',
  chainId: 'chain',
  nodeId: 'node',
  parkId: 'park',
  serviceOwner: 'serviceOwner',
}

const textOf = (field: string, value: unknown): string => {
  if (field === 'investmentFen') return `${Number(BigInt(String(value)) / 100n) / 10_000} 万元`
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
}

/** Fills what a held project lacks, with the change in its history; what stands otherwise stays and is told. */
export async function fillProject(
  ctx: Context,
  id: string,
  row: {
    readonly line: number
    readonly told: ToldProject
    readonly columnOf: (field: string) => string | null
    readonly source: string
    readonly importId: string
  },
): Promise<{ hasChanged: boolean; problems: ImportProblem[] }> {
  await lockProject(ctx.db, id)
  const held = (await findProject(ctx.db, id))!
  const problems: ImportProblem[] = []
  const more: Record<string, unknown> = {}
  for (const field of filled) {
    const [stands, told] = [held[field], row.told[field]]
    if (told === null) continue
    if (stands === null) more[field] = told
    else if (String(stands) !== String(told) && columnOfField[field]) {
      const column = row.columnOf(columnOfField[field])
      const params = { field: column ?? field, held: textOf(field, stands), text: textOf(field, told) }
      problems.push({ line: row.line, column, code: 'registry.entry_value_stands', params })
    }
  }
  const before = Object.fromEntries(Object.keys(more).map((field) => [field, null]))
  const changes = changesOf(before, more)
  if (changes.length === 0) return { hasChanged: false, problems }
  await updateProject(ctx.db, id, more, ctx.now)
  await noteChange(ctx, 'project', id, { changes, source: row.source, importId: row.importId })
  return { hasChanged: true, problems }
}

/** What an import filled in on a project and nobody changed since, made unknown again. */
export function projectWithoutFilled(held: ProjectRow, changes: readonly FieldChange[]) {
  const standing = changes.filter(
    ({ field, after }) => String(held[field as (typeof filled)[number]] ?? '') === after,
  )
  return {
    taken: standing.map(({ field, after }) => ({ field, before: after, after: null })),
    fields: Object.fromEntries(standing.map(({ field }) => [field, null])),
  }
}
