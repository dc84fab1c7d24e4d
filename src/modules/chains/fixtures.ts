// What tests of this and later rooms use: the packs of the project, loaded as at first start. Nothing in service imports it.
import { join } from 'node:path'
import { loadPack, type PackSection, readPack } from '../../platform/packs/index.ts'
import type { Context } from '../access/index.ts'
import { indicatorSections } from '../indicators/index.ts'
import { centreSection, divisionSection, industrySection } from '../registry/index.ts'
import { chainSections } from './pack-sections.ts'

/** The sections of this room and the earlier ones, in the order in which they load. */
export const projectSections = [
  divisionSection,
  centreSection,
  industrySection,
  ...indicatorSections,
  ...chainSections,
] as unknown as PackSection<unknown, Context>[]
const taken = new Set(projectSections.map(({ folder }) => folder))

/** Reads packs of the project, the national one first; folders that later rooms take are left out. */
export function readProjectPacks(names: readonly string[] = ['zhuzhou', 'changzhou']) {
  const read: ReturnType<typeof readPack<Context>>[] = []
  for (const name of ['national', ...names]) {
    const pack = readPack(join('packs', name), projectSections, [...read])
    const problems = pack.problems.filter(({ file }) => taken.has(file.slice(0, file.lastIndexOf('/'))))
    read.push({ ...pack, problems })
  }
  return read
}

/** Loads packs of the project into an empty database; run in the program's own context. */
export async function loadProjectPacks(ctx: Context, names?: readonly string[]): Promise<void> {
  for (const pack of readProjectPacks(names)) await loadPack(pack, projectSections, ctx)
}
