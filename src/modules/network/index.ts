import './words.ts'
import './structure-words.ts'
import './words/agreements.ts'
import './words/demands.ts'
import './words/ledgers.ts'
import './words/relations.ts'

export { ratioOverBuyers } from './domain/buyer-years.ts'
export { countNode, type NodeCounts, type PlacedFirm } from './domain/count-node.ts'
export { type DemoCity, type DemoPlan, inventCity } from './domain/demo/city.ts'
export type { DemoTown, DemoTowns } from './domain/demo/firms.ts'
export type { DemoNode } from './domain/demo/profiles.ts'
export {
  followNodeBook,
  type NodeBook,
  type NodeSourcing,
  openNodeBook,
  sumNode,
} from './domain/node-sourcing.ts'
export { countOwnerGroups } from './domain/owner-groups.ts'
export {
  type Centre,
  distanceToKm,
  isInside,
  type Place,
  type Precision,
  type Ring,
  ringRadiusKm,
  type Zone,
  zoneOf,
} from './domain/ring.ts'
export { fenPlaces, readAmountFen, readDay } from './import/figures.ts'
export { relationImporter } from './import/relation-importer.ts'
export { networkIndicatorSource } from './indicator-source.ts'
export * from './model.ts'
export { networkSection } from './pack-section.ts'
export { countRelations, listChanged, type Mark, readLastChange } from './queries/picture.ts'
export { networkRoutes } from './routes.ts'
export { agreementTodo } from './service/agreement-todo.ts'
export { demandTodo } from './service/demand-interests.ts'
export { ensureDemoNetwork } from './service/demo-network.ts'
export { insertDemoRelations } from './service/demo-relations.ts'
export { findHeldEnds } from './service/held-ends.ts'
export {
  auditReading,
  type ChainBuyers,
  type CitySourcing,
  changesSince,
  contributorsOf,
  isPublished,
  isStale,
  type PublishedCells,
  publishedCells,
  sourcingOfCity,
  tellSourcing,
  wholesOf,
} from './service/local-sourcing.ts'
export {
  centreOf,
  loadPicture,
  type Picture,
  type PlacedOrganisation,
  placeOfSupplier,
} from './service/picture.ts'
