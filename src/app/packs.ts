// What the packs of the cities bring: the section of every room, read and loaded where something changed.

import { join } from 'node:path'
import type { CommandIo } from '../kernel/command.ts'
import { audit, type Context, requirePermission, runAsOperator } from '../modules/access/index.ts'
import { atlasSection } from '../modules/atlas/index.ts'
import { chainSections } from '../modules/chains/index.ts'
import { cultivationSections } from '../modules/cultivation/index.ts'
import { scorecardSection } from '../modules/evaluation/index.ts'
import { statusSection, vocabularySection } from '../modules/gaps/index.ts'
import { indicatorSections } from '../modules/indicators/index.ts'
import { networkSection } from '../modules/network/index.ts'
import { fundSection, loadExamples, policySections, workflowSection } from '../modules/policy/index.ts'
import {
  pilotSection,
  planSection,
  supervisionSection,
  unitNamesSection,
} from '../modules/programmes/index.ts'
import {
  centreSection,
  divisionSection,
  factSections,
  findPackDigest,
  industrySection,
  librarySections,
  upsertPackDigest,
} from '../modules/registry/index.ts'
import { artefactSection, templateSection } from '../modules/reports/index.ts'
import { essentialInputSection, monitoringSection } from '../modules/risk/index.ts'
import { serviceLevelSection } from '../modules/services/index.ts'
import { projectFolder } from '../platform/config.ts'
import { type PackDoor, readAllPacks } from '../platform/packs/cli.ts'
import { digestPack, listPackFolders, loadPack, type PackSection } from '../platform/packs/index.ts'
import { calendarSection } from '../platform/working-days.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const packSections: readonly PackSection<any, Context>[] = [
  calendarSection,
  divisionSection,
  centreSection,
  industrySection,
  ...librarySections,
  ...factSections,
  ...indicatorSections,
  ...chainSections,
  networkSection,
  statusSection,
  monitoringSection,
  essentialInputSection,
  vocabularySection,
  scorecardSection,
  ...policySections,
  workflowSection,
  serviceLevelSection,
  fundSection,
  supervisionSection,
  unitNamesSection,
  planSection,
  pilotSection,
  ...cultivationSections,
  atlasSection,
  templateSection,
  artefactSection,
]
const packFolder = join(projectFolder, 'packs')

/** Loads the packs whose files changed since they were loaded; refuses all while one has a fault. */
export async function loadChangedPacks(
  ctx: Context,
  report: (line: string) => void,
): Promise<{ name: string; isChanged: boolean }[]> {
  requirePermission(ctx.actor, 'packs.load')
  const states: { name: string; sha256: string; isChanged: boolean }[] = []
  for (const { name, folder } of listPackFolders(packFolder)) {
    const sha256 = digestPack(folder)
    states.push({ name, sha256, isChanged: (await findPackDigest(ctx.db, name)) !== sha256 })
  }
  if (states.some(({ isChanged }) => isChanged)) {
    for (const pack of readAllPacks({ sections: packSections, folder: packFolder })) {
      const state = states.find(({ name }) => name === pack.name)!
      if (!state.isChanged && pack.problems.length === 0) continue
      report(`读入城市包 loading pack ${pack.name}`)
      await loadPack(pack, packSections, ctx)
      await audit(ctx, {
        action: 'packs.load',
        subject: `pack/${pack.name}`,
        detail: { sha256: state.sha256 },
      })
      await upsertPackDigest(ctx.db, { name: pack.name, sha256: state.sha256, loadedAt: ctx.now })
    }
  }
  await loadExamples(ctx, join(packFolder, 'examples'))
  return states.map(({ name, isChanged }) => ({ name, isChanged }))
}

/** What `lianshu pack` works with. */
export const packDoor: PackDoor = {
  sections: packSections,
  folder: packFolder,
  load: (io: CommandIo, operator) =>
    runAsOperator(io, { as: operator, isPreparing: true }, (ctx) => loadChangedPacks(ctx, io.err)),
}
