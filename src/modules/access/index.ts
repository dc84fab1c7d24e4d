export { type Context, systemActor } from './context.ts'
export { type Cell, disclosable, greatestShare, leastContributors } from './domain/disclosure.ts'
export {
  holds,
  type Permission,
  permissionsOf,
  permissionTable,
  requirePermission,
} from './domain/permissions.ts'
export * from './model.ts'
export { audit } from './service.ts'
