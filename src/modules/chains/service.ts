// Use cases of the room, one file each in service/.
export {
  getChainEntry,
  getChainHistory,
  listChainCities,
  listChainParties,
  listChains,
  listMissingRoles,
} from './service/catalogue.ts'
export { getChainMap } from './service/chain-map.ts'
export {
  endFirmRole,
  listChainTiers,
  listFirmRoles,
  recordFirmRole,
  sieveByChain,
} from './service/firm-roles.ts'
export { listPlacements, placeFirmsByWords, recordPlacements } from './service/placements.ts'
