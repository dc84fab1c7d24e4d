// Schemas and types of the room, one file a part of it.

export * from './model/claims.ts'
export * from './model/collections.ts'
export * from './model/facts.ts'
export * from './model/import-form.ts'
export * from './model/import-jobs.ts'
export * from './model/import-reviews.ts'
export * from './model/imports.ts'
export * from './model/joins.ts'
export * from './model/key-firms.ts'
export * from './model/leading-firms.ts'
export * from './model/library-entries.ts'
export * from './model/library-kinds.ts'
export {
  type FieldChange,
  type LibraryEvent,
  type LifeAct,
  type LifeAction,
  type LogLine,
  libraryEventSchema,
  libraryLevels,
  lifeActSchema,
  logSchema,
  type RuleCondition,
  writtenDateSchema,
} from './model/library-shapes.ts'
export * from './model/organisations.ts'
export * from './model/parks.ts'
export * from './model/profile.ts'
export * from './model/projects.ts'
export * from './model/titles-and-figures.ts'
export * from './model/views.ts'
