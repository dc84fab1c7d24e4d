import { describe, expect, test } from 'vitest'
import { type Actor, type OrgRight, type Role, roles } from '../model.ts'
import { mayInvite, mayLookAfter } from './people-rules.ts'

const actor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  userId: '1',
  userName: 'a',
  displayName: 'a',
  role,
  organisationId: null,
  organisationName: null,
  cityCode: null,
  ...more,
})
const firmAdmin = actor('firm', { organisationId: '7', orgRight: 'administrator', cityCode: '430200' })
const as = (role: Role, organisationId: string | null, cityCode: string | null = '430200') => ({
  role,
  organisationId,
  cityCode,
  orgRight: 'editor' as OrgRight,
})

describe('who may invite whom', () => {
  test.each(roles.map((role) => [role] as const))('the administrator invites %s', (role) => {
    expect(mayInvite(actor('administrator'), as(role, '7'))).toBe(true)
  })
  test('the chain office invites people of organisations of its city, no colleague of its own', () => {
    const office = actor('chain_office', { cityCode: '430200' })
    expect(mayInvite(office, as('firm', '7'))).toBe(true)
    expect(mayInvite(office, as('bank', '7'))).toBe(true)
    expect(mayInvite(office, as('firm', '7', '320400'))).toBe(false)
    expect(mayInvite(office, as('firm', '7', null))).toBe(false)
    for (const role of ['administrator', 'chain_office', 'auditor', 'department'] as const)
      expect(mayInvite(office, as(role, null))).toBe(false)
  })
  test('a firm’s administrator invites into the firm, in its role', () => {
    expect(mayInvite(firmAdmin, as('firm', '7'))).toBe(true)
    expect(mayInvite(firmAdmin, as('firm', '8'))).toBe(false)
    expect(mayInvite(firmAdmin, as('leading_firm', '7'))).toBe(false)
    expect(mayInvite(firmAdmin, as('chain_office', '7'))).toBe(false)
  })
  test.each(['editor', 'reader'] as const)('a firm’s %s invites nobody', (orgRight) => {
    expect(mayInvite({ ...firmAdmin, orgRight }, as('firm', '7'))).toBe(false)
  })
})

describe('who may look after an account', () => {
  const target = (role: Role, organisationId: string | null, userId = '2') => ({
    ...as(role, organisationId),
    userId,
  })
  test('nobody their own', () => {
    expect(mayLookAfter(actor('administrator'), target('firm', null, '1'))).toBe(false)
    expect(mayLookAfter(firmAdmin, target('firm', '7', '1'))).toBe(false)
  })
  test('the chain office no administrator’s and no colleague’s: a new password would open theirs', () => {
    for (const role of ['administrator', 'chain_office', 'auditor'] as const)
      expect(mayLookAfter(actor('chain_office'), target(role, null))).toBe(false)
    expect(mayLookAfter(actor('chain_office'), target('firm', '7'))).toBe(true)
  })
  test('a firm’s administrator those of the firm and of no other', () => {
    expect(mayLookAfter(firmAdmin, target('firm', '7'))).toBe(true)
    expect(mayLookAfter(firmAdmin, target('firm', '8'))).toBe(false)
    expect(mayLookAfter(firmAdmin, target('administrator', null))).toBe(false)
  })
})
