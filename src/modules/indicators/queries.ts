// All SQL of the room; one file a use case in queries/.
export * from './queries/computed.ts'
export * from './queries/decisions.ts'
export * from './queries/definitions.ts'
export * from './queries/own-targets.ts'
export { type DocumentChanges, type IncomingDocument, syncPackDocuments } from './queries/pack-documents.ts'
export {
  type DatedValueRow,
  type DefinitionRow,
  listCounters,
  listDatedValues,
  listDefinitions,
  listSourceDocuments,
  listTargets,
} from './queries/read.ts'
export * from './queries/values.ts'
export { insertIndicatorFile, insertTargetFile } from './queries/write.ts'
