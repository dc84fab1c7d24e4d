// All SQL of the room; one file a use case in queries/.
export {
  listKnownNodes,
  listPlacementsOf,
  listProductHolders,
  listWordNodes,
  type NewPlacement,
  replaceWordPlacements,
  upsertPlacements,
} from './queries/placements.ts'
export {
  findMap,
  listCatalogue,
  listChainCities,
  listMapIds,
  listParties,
  type PartyRow,
} from './queries/read.ts'
export { insertEdition, insertMap, insertParties, insertRoleFile } from './queries/write.ts'
