// All SQL of the room; one file a use case in queries/.
export {
  changeWordPlacements,
  listKnownNodes,
  listPlacementsOf,
  listProductHolders,
  listWordNodes,
  listWordPlacements,
  type NewPlacement,
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
