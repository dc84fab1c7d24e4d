import './words.ts'

export { findOrganisationPlace } from './claims/claims-face.ts'
export { claimTodo } from './claims/todo.ts'
export { collectionTodo } from './collection/inbox.ts'
export { PlaceIndex } from './domain/place-index.ts'
export { givenPosition, type Position, type PositionPrecision } from './domain/position.ts'
export { soundOf } from './import/firm-importer.ts'
export { normaliseStockCode } from './import/firm-row.ts'
export type * from './import/importer.ts'
export { mapColumns } from './import/mapping.ts'
export { afterImport, registerImporter } from './import/registry-of-importers.ts'
export { registryJobs } from './jobs.ts'
export * from './libraries/libraries-face.ts'
export * from './model.ts'
export * from './registry-face.ts'
export { registryRoutes } from './routes.ts'
export { correctionTodo } from './service/corrections.ts'
export { firmsWithDemoFacts } from './service/demo-extent.ts'
export { type FactTable, loadFactsOfFirms, loadFactTable } from './service/fact-table.ts'
export { settleConsentedFigures } from './service/figure-consent.ts'
export { listFigureKinds, listFigures, recordFigures, type ToldFigure } from './service/figures.ts'
export { reviewTodo } from './service/import-inbox.ts'
export type { ImportDoor, ImportOrder, ImportRunner } from './service/import-jobs.ts'
export {
  clearLeftImports,
  importsInOwnProcess,
  importsInThisProcess,
  workOnImport,
} from './service/import-work.ts'
export { type NamedOrganisation, registerNamedOrganisations } from './service/named-organisations.ts'
export { type ChainSieve, registerChainSieve } from './service/organisations.ts'
export { listTitleLists, tellTitleList } from './service/title-lists.ts'
export { listTitleKinds, listTitles, recordTitles, type Telling, type ToldTitle } from './service/titles.ts'
