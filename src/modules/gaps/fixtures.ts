import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import { type Actor, asProgramAlready, asSystem, type Context, systemActor } from '../access/index.ts'
import { chainSections } from '../chains/index.ts'
import { indicatorSections } from '../indicators/index.ts'
import { centreSection, divisionSection, industrySection } from '../registry/index.ts'
import { statusSection } from './pack-section.ts'
import { vocabularySection } from './vocabulary-section.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const sections: readonly PackSection<any, Context>[] = [
  divisionSection,
  centreSection,
  industrySection,
  ...indicatorSections,
  ...chainSections,
  statusSection,
  vocabularySection,
]

/** Runs work in one transaction of the program itself, for the rules of an actor. */
export function inTestContext<T>(
  database: Database,
  work: (ctx: Context) => Promise<T>,
  { actor = systemActor, now = new Date() }: { actor?: Actor; now?: Date } = {},
): Promise<T> {
  return asSystem(database, (db) =>
    work({ db, actor, now, lang: 'zh', requestId: 'test', asProgram: asProgramAlready }),
  )
}

/** Loads the packs of the project into a test database. */
export async function loadProjectPacks(database: Database): Promise<void> {
  await inTestContext(database, async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
}
