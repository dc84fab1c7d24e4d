import type { Context } from '../access/index.ts'
import { PlaceIndex } from './domain/place-index.ts'
import * as organisations from './queries/organisations.ts'
import { listDivisions as queryDivisions } from './queries/places.ts'
import type { RegistryTables } from './tables.ts'

export { judgeNames, type NameVerdict, type WrittenName } from './import/named-ends.ts'
export { undoFirms } from './import/undo-firms.ts'
export { factSections } from './packs/fact-sections.ts'
export { centreSection, divisionSection, industrySection } from './packs/place-sections.ts'
export {
  ensureGroups,
  insertFacts,
  insertIdentifiers,
  insertOrganisations,
  insertProducts,
  listByName,
  listIdentifiers,
  lockDataset,
  type NewOrganisation,
} from './queries/firm-import.ts'
export { listDecisions } from './queries/import-matching.ts'
export { findPackDigest, upsertPackDigest } from './queries/places.ts'
export { closeSettledNames, settleWaitingRows } from './service/waiting-rows.ts'

/** The tables that later rooms may read in their own SQL (never write); their columns are part of the face. */
export type PublishedRegistryTables = Pick<
  RegistryTables,
  | 'registry.organisation'
  | 'registry.identifier'
  | 'registry.product'
  | 'registry.division'
  | 'registry.ownerGroup'
  | 'registry.industryClass'
  | 'registry.title'
  | 'registry.titleKind'
  | 'registry.figure'
  | 'registry.figureKind'
>

/** The name of an organisation; undefined where there is none. */
export function findOrganisationName(ctx: Context, id: string): Promise<string | undefined> {
  return organisations.findOrganisationName(ctx.db, id)
}

/** Cities and data sets that a session may choose from; `relations` is counted by the room that holds them. */
export async function describeDatasets(ctx: Context, cityCodes: readonly string[]) {
  return {
    cities: await organisations.listCities(ctx.db, cityCodes),
    datasets: await organisations.countDatasets(ctx.db),
  }
}

/** The index of all places held. */
export async function loadPlaces(ctx: Context): Promise<PlaceIndex> {
  return new PlaceIndex(await queryDivisions(ctx.db))
}
