// Invitations, rights within an organisation, sessions, the second factor, keys for programs.
import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { codeAt } from './domain/totp.ts'
import { bodyOf, signedInApp } from './fixtures.ts'

const house = signedInApp()
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
const codeOf = async (answer: Response | Promise<Response>) => (await bodyOf(answer)).code as string
const own = 'a password of my own'
const me = { userName: 'new.one', displayName: '新同事', password: own }

async function inviteAs(cookie: string, body: object) {
  const answer = await house.send('POST', '/api/invitations', body, cookie)
  return { status: answer.status, ...(await bodyOf(answer)) }
}

/** A firm's administrator; the firm needs not be in the register for what is tested here. */
async function firmAdministrator(organisationId = '71') {
  const cookie = await house.signIn('firm', { organisationId, orgRight: 'administrator' })
  return cookie
}

describe('an invitation', () => {
  test('opens one account, signs it in, and is used up', async () => {
    const admin = await house.signIn('administrator')
    const { token, status } = await inviteAs(admin, { role: 'department', cityCode: '430200' })
    expect(status).toBe(201)
    const offer = await bodyOf(house.send('POST', '/api/invitations/look', { token }))
    expect(offer).toMatchObject({ role: 'department', organisationName: null })
    const used = await house.send('POST', '/api/invitations/use', { ...me, token })
    expect(used.status).toBe(200)
    const { actor } = await bodyOf(house.send('GET', '/api/session', undefined, cookieOf(used)))
    expect(actor).toMatchObject({ role: 'department', cityCode: '430200', userName: 'new.one' })
    const again = await house.send('POST', '/api/invitations/use', { ...me, userName: 'other', token })
    expect([again.status, await codeOf(again)]).toEqual([404, 'access.no_invitation'])
  })

  test('used by two at once opens one account', async () => {
    const admin = await house.signIn('administrator')
    const { token } = await inviteAs(admin, { role: 'department' })
    const use = (userName: string) => house.send('POST', '/api/invitations/use', { ...me, userName, token })
    const answers = await Promise.all([use('one'), use('two'), use('three')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    const { items } = await bodyOf(house.send('GET', '/api/users', undefined, admin))
    expect(items.filter(({ role }: { role: string }) => role === 'department')).toHaveLength(1)
  })

  test('survives a name that is taken: nothing is half done', async () => {
    const admin = await house.signIn('administrator')
    const { token } = await inviteAs(admin, { role: 'auditor' })
    const taken = await house.send('POST', '/api/invitations/use', {
      ...me,
      userName: 'administrator-none-all'.replaceAll('-', '.'),
      token,
    })
    expect(taken.status).toBe(409)
    expect((await house.send('POST', '/api/invitations/use', { ...me, token })).status).toBe(200)
  })

  test('that was taken back opens nothing', async () => {
    const admin = await house.signIn('administrator')
    const { token, id } = await inviteAs(admin, { role: 'bank' })
    expect((await house.send('POST', `/api/invitations/${id}/revoke`, undefined, admin)).status).toBe(204)
    expect((await house.send('POST', '/api/invitations/use', { ...me, token })).status).toBe(404)
  })

  test('reaches no higher than who invites', async () => {
    const office = await house.signIn('chain_office', { cityCode: '430200' })
    for (const role of ['administrator', 'chain_office', 'auditor'])
      expect((await inviteAs(office, { role, cityCode: '430200' })).status).toBe(403)
    expect((await inviteAs(office, { role: 'bank', cityCode: '430200' })).status).toBe(201)
    expect((await inviteAs(office, { role: 'bank', cityCode: '320400' })).status).toBe(403)
    const editor = await house.signIn('firm', { organisationId: '72' })
    expect((await inviteAs(editor, { role: 'bank' })).status).toBe(403)
    expect((await inviteAs(await house.signIn('auditor'), { role: 'bank' })).status).toBe(403)
  })

  test('is seen by who made it and not by another firm', async () => {
    const office = await house.signIn('chain_office')
    await inviteAs(office, { role: 'bank', note: '某行王经理' })
    const listed = async (cookie: string) =>
      (await bodyOf(house.send('GET', '/api/invitations', undefined, cookie))).items
    expect(await listed(office)).toMatchObject([{ state: 'open', note: '某行王经理' }])
    expect(await listed(await firmAdministrator())).toEqual([])
    expect(JSON.stringify(await listed(office))).not.toContain('token')
  })
})

describe('within an organisation', () => {
  const peopleOf = async (cookie: string) =>
    (await bodyOf(house.send('GET', '/api/people', undefined, cookie))).items as {
      userId: string
      mayLookAfter: boolean
      role: string
    }[]

  test('its administrator gives a colleague a new password; the old one and its sessions end', async () => {
    const admin = await firmAdministrator()
    const colleague = await house.signIn('leading_firm', { organisationId: '71' })
    const other = (await peopleOf(admin)).find(({ role }) => role === 'leading_firm')!
    const answer = await bodyOf(house.send('POST', `/api/users/${other.userId}/password`, undefined, admin))
    expect((await house.send('GET', '/api/session', undefined, colleague)).status).toBe(401)
    const signedIn = await house.send('POST', '/api/session', {
      userName: answer.userName,
      password: answer.oneTimePassword,
    })
    expect((await bodyOf(signedIn)).mustChangePassword).toBe(true)
  })

  test('an editor, a stranger’s administrator and the own account get nothing', async () => {
    const admin = await firmAdministrator()
    const editor = await house.signIn('leading_firm', { organisationId: '71' })
    const people = await peopleOf(admin)
    const [adminId, editorId] = [people[0]!.userId, people[1]!.userId]
    const stranger = await firmAdministrator('99')
    const tries: [string, string][] = [
      [editor, adminId],
      [stranger, adminId],
      [stranger, editorId],
      [admin, adminId],
    ]
    for (const [cookie, id] of tries) {
      for (const [method, path, body] of [
        ['POST', 'password', undefined],
        ['POST', 'second-factor/end', undefined],
        ['PUT', 'right', { orgRight: 'administrator' }],
      ] as const)
        expect((await house.send(method, `/api/users/${id}/${path}`, body, cookie)).status).toBe(404)
    }
    expect((await house.send('POST', `/api/users/${adminId}/end`, undefined, editor)).status).toBe(404)
  })

  test('a reader changes nothing but their own account', async () => {
    const admin = await firmAdministrator()
    const reader = await house.signIn('leading_firm', { organisationId: '71' })
    const id = (await peopleOf(admin)).find(({ role }) => role === 'leading_firm')!.userId
    expect((await house.send('PUT', `/api/users/${id}/right`, { orgRight: 'reader' }, admin)).status).toBe(
      204,
    )
    const refused = await house.send('POST', '/api/invitations', { role: 'leading_firm' }, reader)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'access.reader_only'])
    expect((await house.send('GET', '/api/organisations', undefined, reader)).status).toBe(200)
    const mode = await house.send('POST', '/api/notices/read', { ids: ['1'] }, reader)
    expect(mode.status).toBe(204)
  })
})

test('a password for one use runs out', async () => {
  const admin = await house.signIn('administrator')
  await house.signIn('bank')
  const { items } = await bodyOf(house.send('GET', '/api/users', undefined, admin))
  const { userId } = items.find(({ role }: { role: string }) => role === 'bank')
  const given = await bodyOf(house.send('POST', `/api/users/${userId}/password`, undefined, admin))
  expect(new Date(given.expiresAt).getTime() - Date.now()).toBeGreaterThan(2.9 * 86_400_000)
  await house.asSystem(({ db }) => house.expireOneTimePassword(db, userId))
  const late = await house.send('POST', '/api/session', {
    userName: given.userName,
    password: given.oneTimePassword,
  })
  expect([late.status, await codeOf(late)]).toEqual([401, 'access.one_time_password_expired'])
})

describe('sessions', () => {
  test('are listed with device and time, and ended one by one or all the others', async () => {
    const first = await house.signIn('bank')
    const signIn = async () => cookieOf(await house.signInAgain('bank'))
    const [second, third] = [await signIn(), await signIn()]
    const list = async (cookie: string) =>
      (await bodyOf(house.send('GET', '/api/sessions', undefined, cookie))).items
    const seen = await list(first)
    expect(seen).toHaveLength(3)
    expect(seen.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toHaveLength(1)
    expect(seen[0].lastSeenAt).not.toBeNull()
    const current = (await list(second)).find(({ isCurrent }: { isCurrent: boolean }) => isCurrent)
    expect((await house.send('DELETE', `/api/sessions/${current.id}`, undefined, first)).status).toBe(204)
    expect((await house.send('GET', '/api/session', undefined, second)).status).toBe(401)
    const ended = await bodyOf(house.send('POST', '/api/sessions/end-others', undefined, first))
    expect(ended).toEqual({ ended: 1 })
    expect((await house.send('GET', '/api/session', undefined, third)).status).toBe(401)
    expect((await house.send('GET', '/api/session', undefined, first)).status).toBe(200)
  })

  test('of somebody else cannot be ended', async () => {
    const bank = await house.signIn('bank')
    const auditor = await house.signIn('auditor')
    const [session] = (await bodyOf(house.send('GET', '/api/sessions', undefined, bank))).items
    expect((await house.send('DELETE', `/api/sessions/${session.id}`, undefined, auditor)).status).toBe(404)
    expect((await house.send('GET', '/api/session', undefined, bank)).status).toBe(200)
  })

  test('a cookie that somebody planted before the sign-in is never taken up', async () => {
    await house.signIn('bank')
    const planted = 'lianshu_session=planted-by-somebody-else-0123456789abcdef'
    const answer = await house.signInAgain('bank', planted)
    expect(cookieOf(answer)).not.toBe(planted)
    expect((await house.send('GET', '/api/session', undefined, planted)).status).toBe(401)
  })

  test('the cookie is marked secure behind our own proxy with TLS only', async () => {
    await house.signIn('bank')
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '6.6.6.6, 10.0.0.7' }
    const plain = await house.signInAgain('bank', undefined, forwarded)
    expect(plain.headers.get('set-cookie')).not.toMatch(/secure/i)
    const proxied = house.behindProxy()
    const secure = await house.signInAgain('bank', undefined, forwarded, proxied)
    expect(secure.headers.get('set-cookie')).toMatch(/; secure/i)
    const [session] = (
      await (await proxied.request('/api/sessions', { headers: { cookie: cookieOf(secure) } })).json()
    ).items
    expect(session.address).toBe('10.0.0.7')
  })
})

/** Turns a second factor on; gives the secret, the recovery codes and the new cookie. */
async function turnOn(cookie: string) {
  const { secret } = await bodyOf(house.send('POST', '/api/second-factor', undefined, cookie))
  const bytes = Buffer.from(Secret.fromBase32(secret).bytes)
  const confirmed = await house.send(
    'POST',
    '/api/second-factor/confirm',
    {
      code: codeAt(bytes, new Date(Date.now() - 30_000)),
    },
    cookie,
  )
  if (confirmed.status !== 200) throw new Error(await confirmed.text())
  return { bytes, cookie: cookieOf(confirmed), ...(await bodyOf(confirmed)) } as {
    bytes: Buffer
    cookie: string
    recoveryCodes: string[]
  }
}
const giveCode = (cookie: string, code: string) =>
  house.send('POST', '/api/session/second-factor', { code }, cookie)

describe('a second factor', () => {
  test('half a session opens nothing but the code; the whole one has a new cookie', async () => {
    const before = await house.signIn('bank')
    const { bytes, cookie } = await turnOn(before)
    expect((await house.send('GET', '/api/session', undefined, before)).status).toBe(401)
    expect((await house.send('GET', '/api/session', undefined, cookie)).status).toBe(200)

    const answer = await house.signInAgain('bank')
    expect(await bodyOf(answer.clone())).toMatchObject({ needsCode: true })
    const half = cookieOf(answer)
    for (const [method, path] of [
      ['GET', '/api/session'],
      ['GET', '/api/organisations'],
      ['GET', '/api/sessions'],
      ['POST', '/api/session/password'],
      ['POST', '/api/second-factor/end'],
      ['POST', '/api/second-factor'],
      ['POST', '/api/api-keys'],
    ] as const) {
      const refused = await house.send(method, path, method === 'POST' ? {} : undefined, half)
      expect([path, refused.status, await codeOf(refused)]).toEqual([
        path,
        401,
        'access.second_factor_needed',
      ])
    }
    const whole = await giveCode(half, codeAt(bytes, new Date()))
    expect(whole.status).toBe(200)
    expect((await house.send('GET', '/api/session', undefined, half)).status).toBe(401)
    expect((await house.send('GET', '/api/session', undefined, cookieOf(whole))).status).toBe(200)
  })

  test('a code counts once, also for two sign-ins at once', async () => {
    const { bytes } = await turnOn(await house.signIn('bank'))
    const code = codeAt(bytes, new Date())
    const halves = [cookieOf(await house.signInAgain('bank')), cookieOf(await house.signInAgain('bank'))]
    const answers = await Promise.all(halves.map((half) => giveCode(half, code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    const third = cookieOf(await house.signInAgain('bank'))
    expect(await codeOf(giveCode(third, code))).toBe('access.second_factor_wrong')
  })

  test('guessing is closed after five', async () => {
    await turnOn(await house.signIn('bank'))
    const half = cookieOf(await house.signInAgain('bank'))
    const statuses = []
    for (let i = 0; i < 7; i++) statuses.push((await giveCode(half, `00000${i}`)).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429])
  })

  test('a recovery code opens once', async () => {
    const { recoveryCodes } = await turnOn(await house.signIn('bank'))
    expect(recoveryCodes).toHaveLength(10)
    const half = async () => cookieOf(await house.signInAgain('bank'))
    const spoken = recoveryCodes[0]!.toLowerCase().replaceAll('-', ' ')
    expect((await giveCode(await half(), spoken)).status).toBe(200)
    expect((await giveCode(await half(), recoveryCodes[0]!)).status).toBe(400)
    const state = await bodyOf(
      house.send(
        'GET',
        '/api/second-factor',
        undefined,
        cookieOf(await giveCode(await half(), recoveryCodes[1]!)),
      ),
    )
    expect(state).toMatchObject({ recoveryCodesLeft: 8, isRequired: false })
  })

  test('one that a role needs is set up before anything else, and cannot be ended', async () => {
    const admin = await house.signIn('administrator')
    const bank = await house.signIn('bank')
    const rule = { role: 'bank', needsSecondFactor: true }
    expect((await house.send('PUT', '/api/sign-in-rules', rule, admin)).status).toBe(204)
    const refused = await house.send('GET', '/api/organisations', undefined, bank)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'access.set_up_second_factor_first'])
    const { cookie, bytes } = await turnOn(bank)
    expect((await house.send('GET', '/api/organisations', undefined, cookie)).status).toBe(200)
    const end = house.send('POST', '/api/second-factor/end', { code: codeAt(bytes, new Date()) }, cookie)
    expect(await codeOf(end)).toBe('access.second_factor_required')
  })

  test('a lost phone: the administrator takes it away; a second secret cannot replace a proved one', async () => {
    const admin = await house.signIn('administrator')
    const { cookie } = await turnOn(await house.signIn('bank'))
    expect((await house.send('POST', '/api/second-factor', undefined, cookie)).status).toBe(409)
    const { items } = await bodyOf(house.send('GET', '/api/users', undefined, admin))
    const { userId } = items.find(({ role }: { role: string }) => role === 'bank')
    const ended = await house.send('POST', `/api/users/${userId}/second-factor/end`, undefined, admin)
    expect(ended.status).toBe(204)
    expect(await bodyOf(house.signInAgain('bank'))).toMatchObject({ needsCode: false })
  })

  test('nobody reads a secret with hand-written SQL', async () => {
    const cookie = await house.signIn('bank')
    await turnOn(cookie)
    const rows = await house.rowsSeenBy('administrator', 'access.second_factor')
    expect(rows).toBe(0)
    expect(await house.rowsSeenBy('system', 'access.second_factor')).toBe(1)
  })
})

describe('a key for programs', () => {
  const make = (cookie: string, permissions: string[]) =>
    house.send('POST', '/api/api-keys', { name: '数据交换', permissions, days: 30 }, cookie)
  const call = (key: string, path: string, method = 'GET', body?: unknown) =>
    house.app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })

  test('does what its scope says and nothing else, though its owner may', async () => {
    const office = await house.signIn('chain_office')
    const { key, apiKey } = await bodyOf(make(office, ['registry.read']))
    expect(apiKey.prefix).toBe(key.slice(0, 10))
    expect((await call(key, '/api/organisations')).status).toBe(200)
    const outside = await call(key, '/api/gaps?city=430200')
    expect([outside.status, await codeOf(outside)]).toEqual([403, 'access.outside_scope'])
    expect((await call(key, '/api/session')).status).toBe(403)
    expect((await call(key, '/api/api-keys', 'POST', {})).status).toBe(403)
    const { items } = await bodyOf(house.send('GET', '/api/api-keys', undefined, office))
    expect(items[0].lastUsedAt).not.toBeNull()
    expect(JSON.stringify(items)).not.toContain(key)
  })

  test('carries no permission that its owner lacks, nor those over accounts', async () => {
    const bank = await house.signIn('bank')
    for (const permission of ['registry.import', 'account.own', 'nonsense'])
      expect(await codeOf(make(bank, [permission]))).toBe('access.scope_not_grantable')
    const admin = await house.signIn('administrator')
    expect(await codeOf(make(admin, ['users.manage']))).toBe('access.scope_not_grantable')
    const { grantable } = await bodyOf(house.send('GET', '/api/api-keys', undefined, admin))
    expect(grantable).not.toContain('users.invite')
  })

  test('that is revoked, runs out or whose owner is ended opens nothing', async () => {
    const admin = await house.signIn('administrator')
    const office = await house.signIn('chain_office')
    const first = await bodyOf(make(office, ['registry.read']))
    const second = await bodyOf(make(office, ['registry.read']))
    const revoke = house.send('POST', `/api/api-keys/${first.apiKey.id}/revoke`, undefined, office)
    expect((await revoke).status).toBe(204)
    expect(await codeOf(call(first.key, '/api/organisations'))).toBe('access.key_unknown')
    const { items } = await bodyOf(house.send('GET', '/api/users', undefined, admin))
    const { userId } = items.find(({ role }: { role: string }) => role === 'chain_office')
    await house.send('POST', `/api/users/${userId}/end`, undefined, admin)
    expect((await call(second.key, '/api/organisations')).status).toBe(401)
    expect((await call('lsk_made-up-made-up-made-up', '/api/organisations')).status).toBe(401)
  })

  test('is slowed down after 600 requests in a minute', async () => {
    const office = await house.signIn('chain_office')
    const { key } = await bodyOf(make(office, ['chains.read']))
    const statuses = new Map<number, number>()
    for (let i = 0; i < 605; i++) {
      const { status } = await call(key, '/api/session')
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect(Object.fromEntries(statuses)).toEqual({ 403: 600, 429: 5 })
  })

  test('without the right to relations reads none, whatever a query says', async () => {
    const sees = (scope: string[]) => house.mayReadRelations('chain_office', scope)
    expect(await sees(['network.aggregate'])).toBe(false)
    expect(await sees(['relations.read_all'])).toBe(true)
  })

  test('is named in the audit trail', async () => {
    const office = await house.signIn('chain_office')
    const { key } = await bodyOf(make(office, ['registry.read', 'gaps.state']))
    await call(key, '/api/organisations')
    const admin = await house.signIn('administrator')
    const { entries } = await bodyOf(
      house.send('GET', '/api/audit?action=access.api_key_make', undefined, admin),
    )
    expect(entries[0].detail.prefix).toBe(key.slice(0, 10))
  })
})
