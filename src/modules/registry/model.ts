// Schemas and types of the room, one file a part of it.

export * from './model/claims.ts'
export * from './model/facts.ts'
export * from './model/import-form.ts'
export * from './model/import-jobs.ts'
export * from './model/import-reviews.ts'
export * from './model/imports.ts'
export * from './model/joins.ts'
export * from './model/libraries.ts'
export * from './model/organisations.ts'
export * from './model/profile.ts'
export * from './model/titles-and-figures.ts'
export * from './model/views.ts'
