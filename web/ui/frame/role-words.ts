import { type Entry, words } from '../words.ts'

export const roleWords = {
  administrator: ['系统管理员', 'Administrator'],
  chain_office: ['链长办', 'Chain office'],
  chain_leader: ['链长', 'Chain leader'],
  department: ['部门', 'Department'],
  park: ['园区', 'Park'],
  firm: ['企业', 'Firm'],
  leading_firm: ['链主企业', 'Leading firm'],
  institute: ['院所', 'Institute'],
  bank: ['金融机构', 'Bank'],
  provider: ['服务机构', 'Service provider'],
  auditor: ['审计', 'Auditor'],
  system: ['系统', 'System'],
} satisfies Record<string, Entry>

export type RoleKey = keyof typeof roleWords
const t = words<RoleKey>(roleWords)

/** The name of a role; an unknown one is shown as it came. */
export function roleName(role: string): string {
  return Object.hasOwn(roleWords, role) ? t(role as RoleKey) : role
}

/** The roles that a person can have, in the order of the permission table. */
export const personRoles = (Object.keys(roleWords) as RoleKey[]).filter((role) => role !== 'system')
