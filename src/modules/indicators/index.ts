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
