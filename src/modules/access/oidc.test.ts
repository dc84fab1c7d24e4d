// Sign-in by an identity provider, against a small provider in this process that checks PKCE as a real one does.
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from './fixtures.ts'

const house = signedInApp()
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const clientId = 'lianshu'
const publicAddress = 'https://lianshu.test'

/** What the provider does next: who signs in, and what it spoils. */
const next = { subject: 'u-1', name: '王五', spoil: '' as '' | 'nonce' | 'signature' | 'audience' }
const codes = new Map<string, { challenge: string; nonce: string }>()
let provider: Server
let issuer = ''
let app: ReturnType<typeof house.behindProxy>

beforeAll(async () => {
  provider = createServer((request, response) => {
    const send = (body: object, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (request.url === '/.well-known/openid-configuration') {
      return send({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    }
    if (request.url === '/jwks')
      return send({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] })
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const held = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (!held || challenge !== held.challenge) return send({ error: 'invalid_grant' }, 400)
      send({ access_token: 'a', token_type: 'Bearer', id_token: idToken(held.nonce) })
    })
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
})
afterAll(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('LIANSHU_OIDC_')) delete process.env[name]
  provider.close()
})

beforeEach(() => {
  Object.assign(next, { subject: 'u-1', name: '王五', spoil: '' })
  Object.assign(process.env, {
    LIANSHU_OIDC_ISSUER: issuer,
    LIANSHU_OIDC_CLIENT_ID: clientId,
    LIANSHU_OIDC_CLIENT_SECRET: 'secret',
    LIANSHU_OIDC_PUBLIC_ADDRESS: publicAddress,
    LIANSHU_OIDC_NAME: '湘政通',
  })
  app = house.behindProxy()
})

function idToken(nonce: string): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: issuer,
    sub: next.subject,
    aud: next.spoil === 'audience' ? 'somebody-else' : clientId,
    name: next.name,
    iat: now,
    exp: now + 300,
    nonce: next.spoil === 'nonce' ? 'another' : nonce,
  }
  const body = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey)
  if (next.spoil === 'signature') signature[0]! ^= 1
  return `${body}.${signature.toString('base64url')}`
}

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((text) => text.split(';')[0]!)
const start = async (input: object, cookie = '') => {
  const answer = await app.request('/api/oidc/start', {
    method: 'POST',
    headers: { 'x-lianshu-csrf': '1', 'content-type': 'application/json', cookie },
    body: JSON.stringify(input),
  })
  if (answer.status !== 200) return { status: answer.status, code: (await bodyOf(answer)).code as string }
  const url = new URL((await bodyOf(answer)).url)
  return { status: 200, url, browser: cookiesOf(answer)[0]! }
}
/** The provider signs its person in and sends the browser back. */
function authorise(url: URL): URL {
  const code = randomUUID()
  codes.set(code, {
    challenge: url.searchParams.get('code_challenge')!,
    nonce: url.searchParams.get('nonce')!,
  })
  const back = new URL(url.searchParams.get('redirect_uri')!)
  back.search = new URLSearchParams({ code, state: url.searchParams.get('state')!, iss: issuer }).toString()
  return back
}
const comeBack = async (back: URL, browser: string) => {
  const answer = await app.request(`${back.pathname}${back.search}`, { headers: { cookie: browser } })
  const session = cookiesOf(answer).find((text) => text.startsWith('lianshu_session='))
  return { status: answer.status, to: answer.headers.get('location'), session }
}
async function through(input: object, cookie = '') {
  const begun = await start(input, cookie)
  return comeBack(authorise(begun.url!), begun.browser!)
}
const whoIs = async (cookie: string) =>
  (await bodyOf(app.request('/api/session', { headers: { cookie } }))).actor

async function inviteBank(): Promise<string> {
  const admin = await house.signIn('administrator')
  const answer = await house.send('POST', '/api/invitations', { role: 'bank', cityCode: '430200' }, admin)
  return (await bodyOf(answer)).token
}

describe('sign-in by a provider', () => {
  test('is off without settings, and says so', async () => {
    delete process.env.LIANSHU_OIDC_ISSUER
    app = house.behindProxy()
    expect(await bodyOf(app.request('/api/oidc'))).toEqual({ isOn: false, name: null })
    expect((await start({ mode: 'sign_in' })).code).toBe('access.oidc_off')
    expect((await app.request('/api/oidc/callback?code=x&state=y')).status).toBe(404)
  })

  test('lets in nobody who was not invited or linked', async () => {
    expect(await through({ mode: 'sign_in' })).toMatchObject({
      status: 302,
      to: '/?oidc=access.oidc_unknown',
      session: undefined,
    })
  })

  test('an invitation opens one account, which the same person signs in to again', async () => {
    const invitation = await inviteBank()
    const { session, to } = await through({ mode: 'sign_in', invitation })
    expect(to).toBe('/')
    expect(await whoIs(session!)).toMatchObject({ role: 'bank', displayName: '王五', cityCode: '430200' })
    expect((await start({ mode: 'sign_in', invitation })).code).toBe('access.no_invitation')
    const again = await through({ mode: 'sign_in' })
    expect((await whoIs(again.session!)).userId).toBe((await whoIs(session!)).userId)
    next.subject = 'u-2'
    expect((await through({ mode: 'sign_in' })).session).toBeUndefined()
  })

  test('an account of one’s own is linked from within; a subject belongs to one account', async () => {
    const auditor = await house.signIn('auditor')
    expect((await start({ mode: 'link' })).status).toBe(401)
    expect((await through({ mode: 'link' }, auditor)).to).toBe('/account?oidc=linked')
    expect(await whoIs((await through({ mode: 'sign_in' })).session!)).toMatchObject({ role: 'auditor' })
    const bank = await house.signIn('bank')
    expect((await through({ mode: 'link' }, bank)).to).toBe('/account?oidc=access.oidc_linked_already')
  })

  test.each(['nonce', 'signature', 'audience'] as const)('a wrong %s signs nobody in', async (spoil) => {
    await through({ mode: 'link' }, await house.signIn('auditor'))
    next.spoil = spoil
    expect(await through({ mode: 'sign_in' })).toMatchObject({
      to: '/?oidc=access.oidc_refused',
      session: undefined,
    })
  })

  test('an answer counts once, for the browser that asked, with its own state and verifier', async () => {
    await through({ mode: 'link' }, await house.signIn('auditor'))
    const mine = await start({ mode: 'sign_in' })
    const theirs = await start({ mode: 'sign_in' })
    const back = authorise(mine.url!)
    expect((await comeBack(back, theirs.browser!)).to).toBe('/?oidc=access.oidc_flow_lost')
    expect((await comeBack(back, '')).session).toBeUndefined()
    const swapped = new URL(back)
    swapped.searchParams.set('code', authorise(theirs.url!).searchParams.get('code')!)
    expect((await comeBack(swapped, mine.browser!)).to).toBe('/?oidc=access.oidc_refused')
    expect((await comeBack(back, mine.browser!)).to).toBe('/?oidc=access.oidc_flow_lost')
  })

  test('an ended account stays closed', async () => {
    const admin = await house.signIn('administrator')
    await through({ mode: 'link' }, await house.signIn('bank'))
    const { items } = await bodyOf(house.send('GET', '/api/users', undefined, admin))
    const { userId } = items.find(({ role }: { role: string }) => role === 'bank')
    await house.send('POST', `/api/users/${userId}/end`, undefined, admin)
    expect((await through({ mode: 'sign_in' })).session).toBeUndefined()
  })
})
