// Builders for tests of reports. Nothing in service imports it.
import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import { calendarSection } from '../../platform/working-days.ts'
import type { Context } from '../access/index.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { librarySection, workflowSection } from '../policy/index.ts'
import { planSection, supervisionSection } from '../programmes/index.ts'
import { librarySections } from '../registry/index.ts'
import { artefactSection, templateSection } from './pack-sections.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const sections: readonly PackSection<any, Context>[] = [
  calendarSection,
  ...librarySections,
  workflowSection,
  supervisionSection,
  planSection,
  librarySection,
  templateSection,
  artefactSection,
]

/** All that reports speak of, from the packs of the project, in a test database. */
export async function loadReportPacks(database: Database): Promise<void> {
  await loadProjectPacks(database)
  await inTestContext(database, async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
}
