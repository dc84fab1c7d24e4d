import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { projectFolder } from '../src/platform/config.ts'

const folder = join(projectFolder, 'docs/coverage')
const states = ['done', 'part', 'not yet'] as const

/** One requirement as docs/coverage answers it. */
export type CoverageRow = { id: string; state: string; where: string; test: string; file: string }

const removalsSchema = z.record(
  z.string().regex(/^[A-N]\d\d$/),
  z.strictObject({ file: z.string(), find: z.string(), replace: z.string() }),
)

/** Every row of docs/coverage, in order. */
export function readCoverage(): CoverageRow[] {
  return readdirSync(folder)
    .filter((file) => /^[A-N]\.md$/.test(file))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .filter(([, id]) => /^[A-N]\d\d$/.test(id ?? ''))
        .map(([, id, , state, where, test]) => ({
          id: id!,
          state: state!,
          where: where!,
          test: test!,
          file,
        })),
    )
}

/** What takes each done feature out. */
export function readRemovals() {
  return removalsSchema.parse(parse(readFileSync(join(folder, 'removals.yaml'), 'utf8')))
}

function faultsOfDone(row: CoverageRow, removals: ReturnType<typeof readRemovals>): string[] {
  const path = join(projectFolder, row.test)
  if (row.test === '' || !existsSync(path))
    return [`${row.id}: done, but its test file does not exist: ${row.test}`]
  const names = [...readFileSync(path, 'utf8').matchAll(/\btest\((['"`])(.*?)\1/g)].map((match) => match[2]!)
  const faults: string[] = []
  if (!names.some((name) => name.split(':')[0]!.includes(row.id)))
    faults.push(`${row.id}: no test in ${row.test} carries its id`)
  const removal = removals[row.id]
  if (!removal) return [...faults, `${row.id}: done, but removals.yaml does not say how to take it out`]
  const target = join(projectFolder, removal.file)
  const isThere = existsSync(target) && readFileSync(target, 'utf8').includes(removal.find)
  return isThere
    ? faults
    : [...faults, `${row.id}: removals.yaml finds nothing to take out in ${removal.file}`]
}

/** Everything about docs/coverage that does not hold; empty when all is true. */
export function coverageFaults(): string[] {
  const rows = readCoverage()
  const removals = readRemovals()
  const ids = rows.map(({ id }) => id)
  const doubled = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id}: stands twice`)
  const strange = rows
    .filter(({ state }) => !(states as readonly string[]).includes(state))
    .map(({ id, state }) => `${id}: "${state}" is no state`)
  const silent = rows
    .filter(({ state, where }) => state === 'part' && where === '')
    .map(({ id }) => `${id}: part, but not what is missing`)
  const done = rows.filter(({ state }) => state === 'done').flatMap((row) => faultsOfDone(row, removals))
  return [...doubled, ...strange, ...silent, ...done]
}
