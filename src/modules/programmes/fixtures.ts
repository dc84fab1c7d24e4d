// Builders for tests of tasks and of rooms after this one. Nothing in service imports it.
import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'
import { loadPack, type PackSection, readPack } from '../../platform/packs/index.ts'
import type { SignedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { workflowSection } from '../policy/index.ts'
import { supervisionSection, unitNamesSection } from './pack-sections.ts'

/** The life cycles and rules of supervision of some packs; national alone unless told. */
export async function holdSupervision(
  house: SignedInApp,
  packs: readonly string[] = ['national'],
  // biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
  more: readonly PackSection<any, Context>[] = [],
): Promise<void> {
  for (const pack of packs)
    await house.asSystem((ctx) => {
      // biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
      const sections: readonly PackSection<any, Context>[] = [
        workflowSection,
        supervisionSection,
        unitNamesSection,
        ...more,
      ]
      const read = readPack(join(projectFolder, 'packs', pack), sections)
      return loadPack({ ...read, problems: [] }, sections, ctx)
    })
}
