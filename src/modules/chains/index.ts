import './map-draft-words.ts'
import './words.ts'

export { bodySection } from './bodies-section.ts'
export { type DrawnStatus, drawChainMap, type MapDrawingWords, toChain } from './domain/draw-chain-map.ts'
export { placeByWords, WordIndex, type WordNode, type WordPlacement } from './domain/word-placement.ts'
export { mapRoutes } from './map-routes.ts'
export { mapTodo } from './map-todo.ts'
export * from './model.ts'
export {
  chainSections,
  editionSection,
  groupingSection,
  lineageSection,
  mapSection,
  organisationSection,
  roleSection,
} from './pack-sections.ts'
export type { NewPlacement } from './queries.ts'
export { chainRoutes } from './routes.ts'
export { listBodies, referToBody } from './service/bodies.ts'
export { escalationPathOf } from './service/escalation.ts'
export { requireChain } from './service/lines.ts'
export {
  getChainEntry,
  getChainHistory,
  getChainMap,
  listChainCities,
  listChainParties,
  listChains,
  listChainTiers,
  listFirmRoles,
  listMissingRoles,
  listPlacements,
  placeFirmsByWords,
  recordFirmRole,
  recordPlacements,
  sieveByChain,
} from './service.ts'
export type { PublishedChainTables } from './tables.ts'
