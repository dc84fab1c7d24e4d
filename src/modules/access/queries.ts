// All SQL of this room, one file a part.
export * from './queries/accounts.ts'
export * from './queries/audit.ts'
export * from './queries/claims.ts'
export * from './queries/sessions.ts'
