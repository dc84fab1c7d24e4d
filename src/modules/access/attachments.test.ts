import { describe, expect, test } from 'vitest'
import { signedInApp } from './fixtures.ts'
import { asSystem } from './request-context.ts'
import { keepAttachment, listAttachments } from './service/attachments.ts'

const pdf = Buffer.from('%PDF-1.7 proof')

describe('documents that people hand in', () => {
  const house = signedInApp()
  const keep = (organisationId: string, fileName = '证明.pdf', bytes = pdf) =>
    house.asSystem((ctx) =>
      keepAttachment(ctx, {
        room: 'access',
        subject: 'access.test/1',
        organisationId,
        readers: ['chain_office'],
        fileName,
        bytes,
      }),
    )

  test('its owner and its readers get it as a download, a competitor and an auditor do not', async () => {
    const { id } = await keep('71')
    const ask = async (role: Parameters<typeof house.signIn>[0], of = {}) =>
      house.send('GET', `/api/attachments/${id}`, undefined, await house.signIn(role, of))

    const own = await ask('firm', { organisationId: '71' })
    expect(own.status).toBe(200)
    expect(Buffer.from(await own.arrayBuffer()).equals(pdf)).toBe(true)
    expect(own.headers.get('content-disposition')).toContain('attachment')
    expect((await ask('chain_office')).status).toBe(200)
    expect((await ask('leading_firm', { organisationId: '72' })).status).toBe(404)
    expect((await ask('auditor')).status).toBe(404)
  })

  test("reading somebody else's document leaves a trace, reading one's own does not", async () => {
    const { id } = await keep('71')
    await house.send(
      'GET',
      `/api/attachments/${id}`,
      undefined,
      await house.signIn('firm', { organisationId: '71' }),
    )
    await house.send('GET', `/api/attachments/${id}`, undefined, await house.signIn('chain_office'))
    const answer = await house.send(
      'GET',
      '/api/audit?action=access.attachment_read',
      undefined,
      await house.signIn('auditor'),
    )
    const { entries } = (await answer.json()) as { entries: { role: string }[] }
    expect(entries.map(({ role }) => role)).toEqual(['chain_office'])
  })

  test('a page in disguise is refused and nothing is kept; a name is no path', async () => {
    await expect(keep('71', 'x.pdf', Buffer.from('<html><script>'))).rejects.toMatchObject({
      code: 'access.attachment_kind',
    })
    const { fileName } = await keep('71', '../../etc/pass\u202ewd.html')
    expect(fileName).toBe('passwd.pdf')
    const held = await asSystem(house.database, (db) =>
      listAttachments({ db } as never, { room: 'access', subject: 'access.test/1' }),
    )
    expect(held).toHaveLength(1)
  })
})
