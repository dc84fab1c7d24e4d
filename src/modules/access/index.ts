import './words.ts'

export { actAs } from './act-as.ts'
export { asProgramAlready, type Context, systemActor } from './context.ts'
export { type Cell, disclosable, greatestShare, leastContributors } from './domain/disclosure.ts'
export {
  holds,
  type Permission,
  permissionsOf,
  permissionTable,
  requirePermission,
} from './domain/permissions.ts'
export * from './model.ts'
export { type OperatorOptions, registerPreparation, runAsOperator } from './operator.ts'
export { asSystem, requestContext, SessionMemory } from './request-context.ts'
export {
  accessRouter,
  formBody,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
  type RequestVariables,
} from './router.ts'
export type { AccessPorts } from './routes/ports.ts'
export { accessRoutes } from './routes.ts'
export {
  type Attachment,
  attachmentLimitBytes,
  keepAttachment,
  listAttachments,
  readAttachment,
} from './service/attachments.ts'
export {
  afterConsentChanged,
  consentTodo,
  countConsents,
  openConsent,
  readConfided,
  type StatedTerms,
  withdrawConsent,
} from './service/consents.ts'
export { type NewNotice, type NoticeTo, pushNotice, registerNoticeKinds } from './service/notices.ts'
export { listOfficePeople, listPeopleOfRoles, type NamedPerson } from './service/office-people.ts'
export { readOidcSettings } from './service/oidc.ts'
export { registerTodoSource, type TodoItem, type TodoScope, type TodoSource } from './service/todo.ts'
export { admitClaimant, audit, countOrganisationAdministrators, openHouse } from './service.ts'
