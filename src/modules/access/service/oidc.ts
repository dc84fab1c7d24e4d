import { randomBytes } from 'node:crypto'
import * as client from 'openid-client'
import { cutText } from '../../../kernel/cut-text.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { hashPassword } from '../domain/password.ts'
import type { Actor, OrgRight } from '../model.ts'
import { findOpenInvitation, markInvitationUsed } from '../queries/invitations.ts'
import * as queries from '../queries/oidc.ts'
import { insertUser } from '../queries.ts'
import { audit } from './audit.ts'
import { type Device, findSession, type Opened, openSession, tokenHash } from './sign-in.ts'

/** How this house is known to an identity provider; read from the environment by `readOidcSettings`. */
export type OidcSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where browsers reach this house, `https://lianshu.example.gov.cn`. */
  readonly publicAddress: string
  /** What the button says. */
  readonly name: string
}

const flowLifetimeMs = 10 * 60_000
const providerTimeoutSeconds = 5
const isLoopback = (url: URL) => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)

/** Reads LIANSHU_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _PUBLIC_ADDRESS and _NAME; null where no issuer is set. */
export function readOidcSettings(env: Readonly<Record<string, string | undefined>>): OidcSettings | null {
  const issuer = env.LIANSHU_OIDC_ISSUER
  if (!issuer) return null
  const need = (name: string, isUrl = false) => {
    const value = env[name]
    if (!value || (isUrl && !URL.canParse(value)))
      throw new AppError('invalid', 'access.oidc_setting_missing', { variable: name })
    return value
  }
  need('LIANSHU_OIDC_ISSUER', true)
  return {
    issuer,
    clientId: need('LIANSHU_OIDC_CLIENT_ID'),
    clientSecret: need('LIANSHU_OIDC_CLIENT_SECRET'),
    publicAddress: need('LIANSHU_OIDC_PUBLIC_ADDRESS', true).replace(/\/$/, ''),
    name: env.LIANSHU_OIDC_NAME || 'SSO',
  }
}

/** One provider: asks it who it is when it is first needed, and again after a failure. */
export class OidcDoor {
  readonly settings: OidcSettings | null
  #known: Promise<client.Configuration> | undefined

  constructor(settings: OidcSettings | null) {
    this.settings = settings
  }

  get redirectUri(): string {
    return `${this.settings?.publicAddress ?? ''}/api/oidc/callback`
  }

  async provider(): Promise<client.Configuration> {
    const { settings } = this
    if (!settings) throw new AppError('not_found', 'access.oidc_off')
    const issuer = new URL(settings.issuer)
    // Without TLS only a provider on this very machine is spoken to.
    const insecure = issuer.protocol === 'http:' && isLoopback(issuer) ? [client.allowInsecureRequests] : []
    // By itself the library trusts the connection for the signature; we check it against the provider's keys.
    const execute = [client.enableNonRepudiationChecks, ...insecure]
    this.#known ??= client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
      execute,
      timeout: providerTimeoutSeconds,
    })
    try {
      return await this.#known
    } catch (cause) {
      this.#known = undefined
      throw new AppError('unavailable', 'access.oidc_unreachable', { name: settings.name }, [], { cause })
    }
  }
}

/**
 * Begins a sign-in at the provider (code flow with PKCE, state and nonce bound to this browser): to sign in, to link
 * one's own account, or to use an invitation. Under the program's claims.
 */
export async function beginOidc(
  ctx: Context,
  door: OidcDoor,
  asked: { mode: 'sign_in' | 'link'; invitation: string | null; sessionToken: string | null },
): Promise<{ url: string; browser: string; expiresAt: Date }> {
  const provider = await door.provider()
  const owner = asked.mode === 'link' ? await wholeSession(ctx, asked.sessionToken) : null
  const invitation = asked.invitation
    ? await findOpenInvitation(ctx.db, tokenHash(asked.invitation), ctx.now, { lock: false })
    : undefined
  if (asked.invitation && !invitation) throw new AppError('not_found', 'access.no_invitation')
  const [state, nonce, verifier] = [
    client.randomState(),
    client.randomNonce(),
    client.randomPKCECodeVerifier(),
  ]
  const browser = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + flowLifetimeMs)
  await queries.insertFlow(ctx.db, {
    stateHash: tokenHash(state),
    browserHash: tokenHash(browser),
    ...{ nonce, verifier, expiresAt },
    userId: owner?.userId ? BigInt(owner.userId) : null,
    invitationId: invitation?.id ?? null,
    returnTo: owner ? '/account' : '/',
  })
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: door.redirectUri,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...{ state, nonce },
  })
  return { url: url.href, browser, expiresAt }
}

async function wholeSession(ctx: Context, token: string | null): Promise<Actor> {
  const found = token === null ? undefined : await findSession(ctx, token)
  if (!found || found.isHalf) throw new AppError('unauthenticated', 'access.sign_in_needed')
  return found.actor
}

/** Where a browser goes on after the provider, with the session that was opened, if any. */
export type OidcOutcome = { to: string; opened: Opened | null }
const failed = (code: string): OidcOutcome => ({ to: `/?oidc=${code}`, opened: null })

/**
 * Ends a sign-in at the provider: a known subject is signed in, an invited one gets its account, an own account is
 * linked. Anything else is told on the door page. Under the program's claims; the second factor of ours stands.
 */
export async function finishOidc(
  ctx: Context,
  door: OidcDoor,
  back: { search: string; browser: string | null } & Device,
): Promise<OidcOutcome> {
  const provider = await door.provider()
  const state = new URLSearchParams(back.search).get('state')
  if (!state || !back.browser) return failed('access.oidc_flow_lost')
  const hashes = { stateHash: tokenHash(state), browserHash: tokenHash(back.browser) }
  const flow = await queries.takeFlow(ctx.db, { ...hashes, now: ctx.now })
  if (!flow) return failed('access.oidc_flow_lost')
  const claims = await claimsOf(provider, new URL(`${door.redirectUri}${back.search}`), { state, flow })
  if (!claims) return failed('access.oidc_refused')
  const known = { issuer: claims.iss, subject: claims.sub }
  if (flow.userId !== null) return link(ctx, known, String(flow.userId))
  const actor = await queries.findLinkedActor(ctx.db, known)
  if (actor) return { to: '/', opened: await openSession(ctx, actor, back, 'access.sign_in_oidc') }
  if (flow.invitationId === null) return failed('access.oidc_unknown')
  return admitInvited(ctx, known, { flow, claims, back })
}

type Flow = NonNullable<Awaited<ReturnType<typeof queries.takeFlow>>>

async function claimsOf(
  provider: client.Configuration,
  url: URL,
  { state, flow }: { state: string; flow: Flow },
): Promise<client.IDToken | null> {
  try {
    const tokens = await client.authorizationCodeGrant(provider, url, {
      pkceCodeVerifier: flow.verifier,
      expectedState: state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    })
    return tokens.claims() ?? null
  } catch {
    return null // a wrong code, signature, nonce or issuer, or a person who said no: nothing to sign in with
  }
}

type Known = { issuer: string; subject: string }

async function link(ctx: Context, known: Known, userId: string): Promise<OidcOutcome> {
  const isLinked = await queries.insertLink(ctx.db, { ...known, userId, linkedAt: ctx.now })
  if (!isLinked) return { to: '/account?oidc=access.oidc_linked_already', opened: null }
  await audit(ctx, { action: 'access.oidc_link', subject: `access.user/${userId}`, detail: known })
  return { to: '/account?oidc=linked', opened: null }
}

async function admitInvited(
  ctx: Context,
  known: Known,
  { flow, claims, back }: { flow: Flow; claims: client.IDToken; back: Device },
): Promise<OidcOutcome> {
  const row = await findInvitationById(ctx, flow)
  if (!row) return failed('access.no_invitation')
  const name = typeof claims.name === 'string' && claims.name.trim() ? cutText(claims.name.trim(), 100) : null
  const user = await insertUser(ctx.db, {
    userName: `sso.${tokenHash(`${known.issuer} ${known.subject}`).toString('hex').slice(0, 16)}`,
    displayName: name ?? cutText(claims.sub, 100),
    role: row.role,
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    organisationName: row.organisationName,
    cityCode: row.cityCode,
    orgRight: row.orgRight as OrgRight,
    passwordHash: await hashPassword(randomBytes(32).toString('base64url'), randomBytes(16)), // opens by no password
    mustChangePassword: false,
    createdAt: ctx.now,
  })
  if (!user) return failed('access.oidc_linked_already')
  await markInvitationUsed(ctx.db, row.id, { usedAt: ctx.now, usedBy: BigInt(user.userId) })
  await queries.insertLink(ctx.db, { ...known, userId: user.userId, linkedAt: ctx.now })
  await audit(ctx, {
    action: 'access.invitation_use',
    subject: `access.invitation/${row.id}`,
    detail: { userId: user.userId, ...known },
  })
  return { to: '/', opened: await openSession(ctx, user, back, 'access.invitation_used') }
}

async function findInvitationById(ctx: Context, { invitationId }: Flow) {
  return findOpenInvitation(ctx.db, invitationId!, ctx.now, { lock: true })
}
