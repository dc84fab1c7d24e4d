export { findConflicts } from './domain/conflicts.ts'
export {
  faultIn,
  findRepeatedIds,
  findUnknownDocuments,
  type Located,
  type PackFault,
} from './domain/pack-fault.ts'
export { firstDayOf, isPartialDate, lastDayOf } from './domain/partial-date.ts'
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
export { listIndicators, listSourceDocuments, listTargets, loadPackDocuments } from './service.ts'
