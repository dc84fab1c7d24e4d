// Builders that tests of this and later rooms use. Nothing in service imports it.
import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import type { SignedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { indicatorSections } from './pack-sections.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const sections: readonly PackSection<any, Context>[] = [...indicatorSections]

/** Loads documents, definitions, values and targets of the project's packs. */
export async function holdIndicators(house: SignedInApp): Promise<void> {
  await house.asSystem(async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
}
