// Schemas and types of the room: what packs bring, and what it answers.
export * from './model/answers.ts'
export * from './model/firm-roles.ts'
export * from './model/pack-files.ts'
