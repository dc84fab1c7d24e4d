import { AppError } from '../../../kernel/errors.ts'
import { type Actor, organisationRoles, type Role, roles } from '../model.ts'

/**
 * Who may do what: the one permission table of the house. A service's first line asks it; every route names its
 * permission; the README prints it. `system` is the program itself (sign-in, first start) and never a person.
 */
export const permissionTable = {
  'account.own': roles,
  'users.manage': ['administrator'],
  'users.invite': ['administrator', 'chain_office', ...organisationRoles],
  'consents.read': ['administrator', 'chain_office', 'auditor'],
  'consents.state': ['administrator', 'chain_office'],
  'consents.withdraw': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'consents.own': [...organisationRoles],
  'audit.read': ['administrator', 'auditor'],
  'packs.load': ['administrator'],
  'demo.generate': ['administrator'],
  'house.backup': ['administrator'],
  'registry.read': roles,
  'registry.claim': ['firm'],
  'registry.decide_claims': ['administrator', 'chain_office'],
  'libraries.read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'libraries.write': ['administrator', 'chain_office', 'department', 'park'],
  'libraries.settle': ['administrator', 'chain_office'],
  'registry.import': ['administrator', 'chain_office'],
  'registry.edit': ['administrator', 'chain_office'],
  'figures.read_all': ['administrator', 'chain_office'],
  'registry.propose': ['administrator', 'chain_office', 'firm', 'leading_firm', 'institute', 'provider'],
  'collections.manage': ['administrator', 'chain_office'],
  'collections.answer': ['firm', 'leading_firm', 'institute', 'bank', 'provider', 'park'],
  'relations.import': ['administrator', 'chain_office'],
  'relations.read_all': ['administrator', 'chain_office'],
  'relations.read_own': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'relations.state': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'chains.read': roles,
  'maps.draft': ['administrator', 'chain_office', 'department'],
  'maps.publish': ['administrator', 'chain_office'],
  'chains.edit': ['administrator', 'chain_office'],
  'chains.acts_read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'chains.act': ['administrator', 'chain_office', 'department'],
  'indicators.read': roles,
  'indicators.compute': ['administrator', 'chain_office'],
  'indicators.manage': ['administrator', 'chain_office'],
  'indicators.enter': ['administrator', 'chain_office', 'department'],
  'network.aggregate': roles,
  'supply_agreements.own': ['firm', 'leading_firm'],
  'ledgers.own': ['firm', 'leading_firm'],
  'demands.read': roles,
  'demands.manage': ['administrator', 'chain_office', 'department'],
  'demands.answer': ['firm', 'leading_firm'],
  'gaps.read': roles,
  'gaps.state': ['administrator', 'chain_office'],
  'gaps.register_read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'gaps.register': ['administrator', 'chain_office'],
  'gaps.handle': ['administrator', 'chain_office', 'department'],
  'gaps.raise': ['department', 'park', 'firm', 'leading_firm', 'institute', 'provider'],
  'risk.run': ['administrator', 'chain_office'],
  'risk.read': ['administrator', 'chain_office'],
  'risk.aggregate': roles,
  'monitoring.report': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'monitoring.manage': ['administrator', 'chain_office'],
  'risk.read_own': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'evaluation.read': roles,
  'evaluation.run': ['administrator', 'chain_office'],
  'evaluation.appeal': ['firm', 'leading_firm'],
  'evaluation.appeals': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'cultivation.read': roles,
  'cultivation.assess': ['administrator', 'chain_office'],
  'cultivation.manage': ['administrator', 'chain_office'],
  'cultivation.tracks': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'programmes.read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'programmes.manage': ['administrator', 'chain_office'],
  'programmes.act': ['administrator', 'chain_office', 'chain_leader', 'department', 'park'],
  'programmes.report': ['administrator', 'chain_office', 'department', 'park'],
  'programmes.escalate': ['administrator'],
  'reports.read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'reports.make': ['administrator', 'chain_office', 'chain_leader', 'department', 'park'],
  'tickets.raise': ['administrator', 'chain_office', 'firm', 'leading_firm', 'institute'],
  'tickets.read': [
    'administrator',
    'chain_office',
    'chain_leader',
    'department',
    'park',
    'firm',
    'leading_firm',
    'institute',
  ],
  'tickets.act': ['administrator', 'chain_office', 'department', 'park', 'firm', 'leading_firm', 'institute'],
  'tickets.manage': ['administrator', 'chain_office'],
  'tickets.statistics': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'tickets.escalate': ['administrator'],
  'policy.read': roles,
  'policy.assess': ['administrator', 'chain_office', 'firm', 'leading_firm'],
  'policy.run': ['administrator', 'chain_office'],
  'policy.forecast': ['administrator', 'chain_office', 'chain_leader', 'department', 'auditor'],
  'policy.draft': ['administrator', 'chain_office', 'department'],
  'policy.publish': ['administrator', 'chain_office'],
  'applications.read': ['administrator', 'chain_office', 'department', 'firm', 'leading_firm', 'institute'],
  'applications.write': ['firm', 'leading_firm', 'institute'],
  'applications.act': ['administrator', 'chain_office', 'firm', 'leading_firm', 'institute'],
  'applications.check': ['department'],
  'applications.document': [
    'administrator',
    'chain_office',
    'department',
    'firm',
    'leading_firm',
    'institute',
  ],
  'applications.decide': ['administrator', 'chain_office'],
  'applications.assign': ['administrator', 'chain_office'],
  'applications.escalate': ['administrator'],
  'accounts.own': ['firm', 'leading_firm', 'institute'],
  'payments.record': ['administrator', 'chain_office'],
  'reliefs.report': ['administrator', 'chain_office', 'department', 'firm', 'leading_firm', 'institute'],
  'grants.run': ['administrator', 'chain_office'],
  'grants.read': ['administrator', 'chain_office', 'department'],
  'grants.confirm': ['department'],
  'grants.accept': ['firm', 'leading_firm', 'institute'],
  'funds.read': ['administrator', 'chain_office', 'chain_leader', 'department', 'auditor'],
  'funds.manage': ['administrator', 'chain_office'],
  'agreements.read': ['administrator', 'chain_office', 'department', 'firm', 'leading_firm', 'institute'],
  'agreements.manage': ['administrator', 'chain_office'],
  'calls.read': ['administrator', 'chain_office', 'department', 'firm', 'leading_firm', 'institute'],
  'calls.manage': ['administrator', 'chain_office'],
  'calls.oversee': ['administrator', 'chain_office', 'department'],
  // Besides, one must be named as a reviewer of the call.
  'calls.score': ['administrator', 'chain_office', 'department', 'firm', 'leading_firm', 'institute'],
  'leads.read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'leads.handle': ['administrator', 'chain_office', 'department', 'park'],
  'releases.read': ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
  'releases.publish': ['administrator', 'chain_office'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissionTable

/**
 * Whether somebody holds a permission. Ask with the actor: a key for programs holds no more than its scope, which a
 * role alone does not tell.
 */
export function holds(who: Pick<Actor, 'role' | 'scope'> | Role | 'system', permission: Permission): boolean {
  if (typeof who !== 'string')
    return holds(who.role, permission) && (who.scope === undefined || who.scope.includes(permission))
  return who === 'system' || (permissionTable[permission] as readonly Role[]).includes(who)
}

/** The permissions of a role, in the order of the table. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissionTable) as Permission[]).filter((permission) => holds(role, permission))
}

/**
 * Lets an actor pass or throws `forbidden`, naming who could. With a city code, an actor bound to another city is
 * refused too.
 */
export function requirePermission(actor: Actor, permission: Permission, cityCode?: string): void {
  if (holds(actor.role, permission) && !holds(actor, permission))
    throw new AppError('forbidden', 'access.outside_scope', { permission })
  if (!holds(actor, permission)) {
    throw new AppError('forbidden', 'access.forbidden', {
      permission,
      roles: permissionTable[permission].join(', '),
    })
  }
  if (cityCode !== undefined && actor.cityCode !== null && actor.cityCode !== cityCode) {
    throw new AppError('forbidden', 'access.other_city', { cityCode, own: actor.cityCode })
  }
}
