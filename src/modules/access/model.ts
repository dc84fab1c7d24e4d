// What goes in and out of this room, one file a part.
export * from './model/accounts.ts'
export * from './model/audit.ts'
export * from './model/basics.ts'
export * from './model/consents.ts'
export * from './model/inbox.ts'
