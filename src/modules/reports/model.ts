// Schemas and types of the room, one file a part of it.
export * from './model/artefacts.ts'
export * from './model/cockpit.ts'
export * from './model/issues.ts'
export * from './model/template.ts'
