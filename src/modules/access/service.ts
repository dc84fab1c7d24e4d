// The use cases of this room, one file a part; documents, notices and what waits stand beside them.
export * from './service/accounts.ts'
export * from './service/api-keys.ts'
export * from './service/audit.ts'
export * from './service/invitations.ts'
export * from './service/second-factor.ts'
export * from './service/sessions.ts'
export * from './service/sign-in.ts'
