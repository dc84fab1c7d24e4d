import { beforeAll, describe, expect, test } from 'vitest'
import { describeApi } from '../../src/app.ts'
import { bodyOf, signedInApp } from '../../src/modules/access/fixtures.ts'
import { holds, type Permission, type Role, roles } from '../../src/modules/access/index.ts'

type Parameter = { name: string; in: string; required?: boolean; schema?: { type?: string; enum?: string[] } }
type Operation = { 'x-permission'?: string; parameters?: Parameter[]; requestBody?: unknown }
type Route = { method: string; path: string; operation: Operation }

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
const routes: Route[] = Object.entries(describeApi().paths ?? {}).flatMap(([path, item]) =>
  methods
    .filter((method) => item?.[method])
    .map((method) => ({ method, path, operation: item?.[method] as Operation })),
)
// A plausible value for every parameter that a route needs; an unknown name gets the id of somebody else's thing.
const samples: Record<string, string> = {
  city: '430200',
  chain: 'rail-transit',
  node: 'bearing-axle',
  dataset: 'held',
  on: '2026-01-01',
  asOf: '2026-01-01',
}

function addressOf({ path, operation }: Route): string {
  const value = ({ name, schema }: Parameter) => samples[name] ?? schema?.enum?.[0] ?? '999999'
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? '999999')
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${encodeURIComponent(value(parameter))}`)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

test('there are routes, and every one names its permission', () => {
  expect(routes.length).toBeGreaterThan(10)
  expect(routes.filter(({ operation }) => !operation['x-permission']).map(({ path }) => path)).toEqual([])
})

describe('every route with every role', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const cookies = new Map<Role, string>()

  beforeAll(async () => {
    for (const role of roles) {
      const isFirm = role === 'firm' || role === 'leading_firm'
      cookies.set(role, await house.signIn(role, isFirm ? { organisationId: '888888' } : {}))
    }
  })

  const withoutSession = routes.filter(({ operation }) => operation['x-permission'] !== 'public')
  test.each(withoutSession)('$method $path answers nobody who is not signed in', async (route) => {
    const answer = await house.send(route.method.toUpperCase(), addressOf(route), bodyFor(route))
    expect(answer.status).toBe(401)
  })

  // Ending one's own session would end the test's.
  const asked = withoutSession.filter(({ method, path }) => !(method === 'delete' && path === '/api/session'))
  test.each(asked)('$method $path lets in who holds its permission, and nobody else', async (route) => {
    const permission = route.operation['x-permission'] as Permission
    for (const role of roles) {
      const answer = await house.send(
        route.method.toUpperCase(),
        addressOf(route),
        bodyFor(route),
        cookies.get(role),
      )
      const isLetIn = answer.status !== 403
      expect(isLetIn, `${role} → ${answer.status}`).toBe(holds(role, permission))
      expect(answer.status, `${role} → ${await answer.clone().text()}`).toBeLessThan(500)
      if (answer.status >= 400) expect(await bodyOf(answer)).toHaveProperty('requestId')
    }
  })
})

/** An empty body: enough for permission to be asked first, and refused as input by whoever holds it. */
function bodyFor({ operation, method }: Route): unknown {
  if (method === 'get' || !operation.requestBody) return undefined
  return JSON.stringify(operation.requestBody).includes('multipart/form-data') ? new FormData() : {}
}
