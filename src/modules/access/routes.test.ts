import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, type SignedInApp, signedInApp } from './fixtures.ts'

describe('sign-in', () => {
  const house = signedInApp()

  test('a wrong password and an unknown name are refused alike', async () => {
    const wrong = await house.send('POST', '/api/session', { userName: 'admin', password: 'nonsense' })
    const unknown = await house.send('POST', '/api/session', { userName: 'nobody', password: 'nonsense' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect((await bodyOf(wrong)).code).toBe('access.sign_in_failed')
    expect((await bodyOf(unknown)).code).toBe('access.sign_in_failed')
  })

  test('five failures close the name for the rest of a minute', async () => {
    for (let i = 0; i < 5; i++) await house.send('POST', '/api/session', { userName: 'x', password: 'y' })
    const sixth = await house.send('POST', '/api/session', { userName: 'x', password: 'y' })
    expect(sixth.status).toBe(429)
  })

  test('without a session nothing answers, and a write without the mark of the page neither', async () => {
    expect((await house.send('GET', '/api/session')).status).toBe(401)
    const cookie = await house.signIn('administrator')
    const bare = await house.app.request('/api/session', { method: 'DELETE', headers: { cookie } })
    expect((await bodyOf(bare)).code).toBe('access.request_not_from_page')
  })

  test('an ended account loses its sessions', async () => {
    const admin = await house.signIn('administrator')
    const office = await house.signIn('chain_office')
    const { items } = await bodyOf(house.send('GET', '/api/users', undefined, admin))
    const user = items.find(({ role }: { role: string }) => role === 'chain_office')
    expect((await house.send('POST', `/api/users/${user.userId}/end`, undefined, admin)).status).toBe(204)
    expect((await house.send('GET', '/api/session', undefined, office)).status).toBe(401)
  })

  test('a password for one use opens nothing but the change of it', async () => {
    const admin = await house.signIn('administrator')
    const body = { userName: 'office.one', displayName: 'O', role: 'chain_office' }
    const { oneTimePassword } = await bodyOf(house.send('POST', '/api/users', body, admin))
    const signedIn = await house.send('POST', '/api/session', {
      userName: 'office.one',
      password: oneTimePassword,
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]
    const early = await house.send('GET', '/api/organisations', undefined, cookie)
    expect([early.status, (await bodyOf(early)).code]).toEqual([403, 'access.change_password_first'])
    const change = { current: oneTimePassword, next: 'a password of my own' }
    expect((await house.send('POST', '/api/session/password', change, cookie)).status).toBe(204)
    const again = await house.send('POST', '/api/session', { userName: 'office.one', password: change.next })
    const own = again.headers.get('set-cookie')!.split(';')[0]
    expect((await house.send('GET', '/api/organisations', undefined, own)).status).toBe(200)
  })

  test('a firm account needs a firm, and the firm must exist', async () => {
    const admin = await house.signIn('administrator')
    const body = { userName: 'firm.user', displayName: 'F', role: 'firm' }
    const without = await house.send('POST', '/api/users', body, admin)
    expect((await bodyOf(without)).code).toBe('access.organisation_needed')
    const absent = await house.send('POST', '/api/users', { ...body, organisationId: '999' }, admin)
    expect((await bodyOf(absent)).code).toBe('access.no_organisation')
  })
})

describe('the app role with hand-written SQL', () => {
  const house = signedInApp()
  const countUsers = async (token: string | null) =>
    house.database.transaction({ contextToken: token }, async (db) => {
      const { rows } = await sql<{ n: bigint }>`select count(*) as n from access.user_account`.execute(db)
      return Number(rows[0]!.n)
    })

  beforeEach(async () => {
    await house.signIn('administrator')
  })

  test('reads nothing without a context, with a forged one, and with one that ran out', async () => {
    expect(await countUsers(null)).toBe(0)
    const body = Buffer.from(JSON.stringify({ role: 'administrator', userId: 1, expiresAt: 4e9 })).toString(
      'hex',
    )
    expect(await countUsers(`${body}.${'0'.repeat(64)}`)).toBe(0)
    expect(await countUsers('administrator')).toBe(0)
    expect(await countUsers(house.tokenFor('administrator', new Date(Date.now() - 3_600_000)))).toBe(0)
    expect(await countUsers(house.tokenFor('administrator', new Date()))).toBeGreaterThan(0)
  })

  test('gains nothing by setting variables itself', async () => {
    const seen = await house.database.transaction({ contextToken: null }, async (db) => {
      await sql`select set_config('lianshu.context', 'ff.00', true), set_config('lianshu.role', 'administrator', true)`.execute(
        db,
      )
      const { rows } = await sql<{ n: bigint }>`select count(*) as n from access.user_account`.execute(db)
      return Number(rows[0]!.n)
    })
    expect(seen).toBe(0)
  })

  test('cannot read the key, write the audit chain, or make itself administrator', async () => {
    const refused = [
      sql`select key from access.signing_key`,
      sql`delete from access.audit_entry`,
      sql`update access.audit_head set seq = 0`,
      sql`insert into access.confidential_reading values ('firm', 'relation')`,
      sql`alter table access.user_account disable row level security`,
    ]
    for (const statement of refused) {
      const attempt = house.database.transaction({ contextToken: house.tokenFor('firm', new Date()) }, (db) =>
        statement.execute(db),
      )
      await expect(attempt).rejects.toThrow(/permission denied|must be owner/)
    }
  })

  test('a person may change their own password and nothing else of their account', async () => {
    const cookie = await house.signIn('firm')
    const { actor } = await bodyOf(house.send('GET', '/api/session', undefined, cookie))
    const promote = house.database.transaction(
      { contextToken: house.tokenFor('firm', new Date(), actor.userId) },
      (db) =>
        sql`update access.user_account set role = 'administrator' where id = ${actor.userId}::bigint`.execute(
          db,
        ),
    )
    await expect(promote).rejects.toThrow(/only the password may change/)
  })
})

describe('the audit chain', () => {
  const house = signedInApp()
  const verify = async (admin: string) => bodyOf(house.send('GET', '/api/audit/verify', undefined, admin))
  const tamper = async (app: SignedInApp, statement: string) => {
    await sql.raw(statement).execute(app.database.owner)
  }

  test('is whole after work, and finds what the owner of the database changed, removed or cut off', async () => {
    const admin = await house.signIn('administrator')
    await house.signIn('chain_office')
    await house.signIn('auditor')
    expect(await verify(admin)).toMatchObject({ ok: true, firstBad: null })

    await tamper(house, `update access.audit_entry set detail = '{"userName":"x"}' where seq = 2`)
    expect(await verify(admin)).toMatchObject({ ok: false, firstBad: { seq: 2, kind: 'changed' } })
  })

  test('finds a removed entry', async () => {
    const admin = await house.signIn('administrator')
    await house.signIn('auditor')
    await house.signIn('chain_office')
    await tamper(house, 'delete from access.audit_entry where seq = 2')
    expect(await verify(admin)).toMatchObject({ ok: false, firstBad: { seq: 3, kind: 'removed' } })
  })

  test('finds a cut-off end', async () => {
    const admin = await house.signIn('administrator')
    await house.signIn('auditor')
    await tamper(
      house,
      'delete from access.audit_entry where seq = (select max(seq) from access.audit_entry)',
    )
    expect(await verify(admin)).toMatchObject({ ok: false, firstBad: { kind: 'cut_off' } })
  })
})
