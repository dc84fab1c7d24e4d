import { beforeAll, describe, expect, test } from 'vitest'
import { describeApi } from '../../../app.ts'
import { signedInApp } from '../../access/fixtures.ts'
import { type Role, roles } from '../../access/index.ts'

// Written by hand, not taken from the table of permissions: whoever changes that table has to change this one too.
const office = ['administrator', 'chain_office'] as const
const applicants = ['firm', 'leading_firm', 'institute'] as const
const cases = [...office, 'department', ...applicants] as const
const whoMay: Readonly<Record<string, readonly Role[]>> = {
  'GET /applications': cases,
  'POST /applications': applicants,
  'GET /applications/{id}': cases,
  'PUT /applications/{id}': applicants,
  'POST /applications/{id}/acts': [...office, ...applicants],
  'POST /applications/{id}/parts/{part}': ['department'],
  'POST /applications/{id}/documents': cases,
  'GET /applications/{id}/documents/{document}': cases,
  'GET /parts': cases,
  'POST /parts': office,
  'GET /account': applicants,
  'PUT /account': applicants,
  'POST /payouts/{id}/payment': office,
  'POST /payouts/{id}/recovery': office,
  'GET /readiness': office,
  'GET /grants': [...office, 'department'],
  'POST /grants': office,
  'GET /grants/{id}': [...office, 'department'],
  'POST /grants/{id}/exclusions': ['department'],
  'POST /grants/{id}/parts/{part}': ['department'],
  'POST /grants/{id}/acts': office,
  'GET /offers': applicants,
  'POST /offers/{id}': applicants,
  'GET /payment-lists/{id}/file': office,
  'GET /funds': [...office, 'chain_leader', 'department', 'auditor'],
  'POST /funds': office,
  'GET /funds/{id}': [...office, 'chain_leader', 'department', 'auditor'],
  'POST /funds/{id}/budgets': office,
  'POST /funds/{id}/windows': office,
  'GET /statement/{organisationId}': cases,
  'GET /statement/{organisationId}/file': cases,
  'POST /statement/{organisationId}/reliefs': cases,
  'POST /reliefs/{id}/withdrawal': cases,
  'GET /calls': cases,
  'POST /calls': office,
  'GET /calls/{id}': cases,
  'POST /calls/{id}/acts': office,
  'GET /calls/{id}/reviewers': office,
  'POST /calls/{id}/reviewers': office,
  'POST /calls/{id}/reviewers/{reviewer}/end': office,
  'PUT /applications/{id}/points': cases,
  'GET /agreements': cases,
  'POST /agreements': office,
  'GET /agreements/{id}': cases,
  'POST /agreements/{id}/acts': office,
  'POST /agreements/{id}/parts/{part}': ['department'],
  'POST /agreements/{id}/milestones/{ordinal}': office,
  'PUT /agreements/{id}/contribution': office,
  'POST /agreements/{id}/documents': cases,
  'GET /agreements/{id}/documents/{document}': cases,
}
const mine =
  /^\/api\/policy\/(applications|parts|account|payouts|readiness|grants|offers|payment-lists|funds|agreements|statement|reliefs|calls)\b/

describe('who may what, for every route of what follows an entitlement', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const cookies = new Map<Role, string>()
  beforeAll(async () => {
    for (const role of roles)
      cookies.set(
        role,
        await house.signIn(
          role,
          role.includes('firm') || role === 'institute' ? { organisationId: '888888' } : {},
        ),
      )
  })

  test('every route stands in the table, and the table names no other', () => {
    const held = Object.entries(describeApi().paths ?? {})
      .filter(([path]) => mine.test(path))
      .flatMap(([path, item]) =>
        ['get', 'post', 'put', 'delete']
          .filter((method) => item?.[method as 'get'])
          .map((method) => `${method.toUpperCase()} ${path.replace('/api/policy', '')}`),
      )
    expect(held.sort()).toEqual(Object.keys(whoMay).sort())
  })

  test.each(Object.entries(whoMay))('%s', async (route, allowed) => {
    const [method = '', path = ''] = route.split(' ')
    const query =
      path === '/offers' || /^\/(funds|statement)/.test(path) ? '?dataset=held&city=320400' : '?city=320400'
    const address = `/api/policy${path.replace(/\{part\}/, 'finance').replaceAll(/\{\w+\}/g, '999999')}`
    const body = method === 'GET' ? undefined : path.endsWith('/documents') ? new FormData() : {}
    expect((await house.send(method, address + query, body)).status).toBe(401)
    const letIn: Role[] = []
    for (const role of roles) {
      const { status } = await house.send(method, address + query, body, cookies.get(role))
      expect(status, role).toBeLessThan(500)
      if (status !== 403) letIn.push(role)
    }
    expect(letIn.sort()).toEqual([...allowed].sort())
  })
})
