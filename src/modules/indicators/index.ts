import './words.ts'

export { findConflicts } from './domain/conflicts.ts'
export { valueImporter } from './import/value-importer.ts'
export { recomputeJob } from './jobs.ts'
export {
  faultIn,
  findRepeatedIds,
  findUnknownDocuments,
  type Located,
  type PackFault,
} from './model/pack-fault.ts'
export { firstDayOf, isPartialDate, lastDayOf } from './model/partial-date.ts'
export * from './model.ts'
export {
  documentSection,
  findUncited,
  incoming,
  indicatorSection,
  indicatorSections,
  locate,
  targetSection,
  toFindings,
} from './pack-sections.ts'
export { indicatorRoutes } from './routes.ts'
export { readIndicatorBoard } from './service/board.ts'
export { listComputedTrend, type TrendPoint } from './service/computed-trend.ts'
export { indicatorTodo } from './service/conflicts.ts'
export { fitTargets } from './service/fit-targets.ts'
export { restoreOffered, withdrawOffered } from './service/offered-targets.ts'
export { indicatorRoomSource } from './service/own-source.ts'
export { takeUpTargets } from './service/own-targets.ts'
export { recomputeIndicators } from './service/recompute.ts'
export { listIndicators, listSourceDocuments, listTargets, loadPackDocuments } from './service.ts'
export {
  type IndicatorSource,
  listIndicatorSources,
  type PlaceFinder,
  registerIndicatorSource,
  registerPlaceFinder,
} from './sources.ts'
