import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'
import { bodyOf, signedInApp } from './fixtures.ts'
import type { Context } from './index.ts'
import { pushNotice, registerNoticeKinds, registerTodoSource } from './index.ts'
import { noticesWithoutWords } from './service/notices.ts'

const pair = (zh: string, en: string) => ({ zh, en })
registerWords(
  'test',
  catalogueOf({
    'test.answered': pair('{bank} 已答复', '{bank} answered'),
    'test.answered.name': pair('融资答复', 'Answers'),
    'test.office_only': pair('办公室事项', 'An office matter'),
    'test.office_only.name': pair('办公室', 'Office'),
    'test.todo': pair('答复 {firm}', 'Answer {firm}'),
  }),
)
registerNoticeKinds('test', ['test.answered', { kind: 'test.office_only', roles: ['chain_office'] }])

const waiting: { list: (ctx: Context) => Promise<void>; dueDate: string | null } = {
  list: async () => {},
  dueDate: null,
}
registerTodoSource({
  room: 'test',
  list: async (ctx, { dataset }) => {
    await waiting.list(ctx)
    if (ctx.actor.role !== 'chain_office' || dataset !== 'held') return []
    const item = { kind: 'test.todo', path: '/firms', since: '2026-01-01T00:00:00Z' }
    return [
      { ...item, id: 'none', params: { firm: '无期' }, dueDate: null },
      { ...item, id: 'late', params: { firm: '晚' }, dueDate: waiting.dueDate ?? '2099-01-02' },
      { ...item, id: 'soon', params: { firm: '早' }, dueDate: '2099-01-01' },
    ]
  },
})

const house = signedInApp()
const listed = async (cookie: string, path = '/api/notices') =>
  (await bodyOf(house.send('GET', path, undefined, cookie))).items as {
    id: string
    text: string
    readAt: string | null
    digestDay: string | null
  }[]
const tell = (to: Parameters<typeof pushNotice>[1]['to'], extra: object = {}, at?: Date) =>
  house.asSystem((ctx) =>
    pushNotice(at ? { ...ctx, now: at } : ctx, {
      to,
      kind: 'test.answered',
      params: { bank: '某银行' },
      reference: { room: 'test', path: '/firms/1' },
      ...extra,
    }),
  )

beforeEach(() => {
  waiting.list = async () => {}
  waiting.dueDate = null
})

describe('what waits for me', () => {
  test('comes from the rooms, soonest due first, without a day last, and only mine', async () => {
    const office = await house.signIn('chain_office')
    const { items } = await bodyOf(house.send('GET', '/api/todo', undefined, office))
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['soon', 'late', 'none'])
    expect(items[0]).toMatchObject({ room: 'test', text: '答复 早', dueDate: '2099-01-01', isOverdue: false })
    expect(await bodyOf(house.send('GET', '/api/inbox/count', undefined, office))).toEqual({
      waiting: 3,
      unread: 0,
    })
    const bank = await house.signIn('bank')
    expect((await bodyOf(house.send('GET', '/api/todo', undefined, bank))).items).toEqual([])
  })

  test('is overdue after its day', async () => {
    waiting.dueDate = '2026-01-01'
    const office = await house.signIn('chain_office')
    const { items } = await bodyOf(house.send('GET', '/api/todo', undefined, office))
    expect(items[0]).toMatchObject({ id: 'late', isOverdue: true })
  })

  test.each([
    ['a fault of SQL', (ctx: Context) => sql`select 1 / 0`.execute(ctx.db).then(() => undefined)],
    ['an error of a room', () => Promise.reject(new AppError('conflict', 'database.contended'))],
  ])('a room that fails by %s is named; the rest stands and counts as unknown', async (_, fail) => {
    waiting.list = fail
    const office = await house.signIn('chain_office')
    const answer = await house.send('GET', '/api/todo', undefined, office)
    expect([answer.status, await bodyOf(answer)]).toEqual([
      200,
      { items: [], cutRooms: [], silentRooms: ['test'] },
    ])
    const count = await bodyOf(house.send('GET', '/api/inbox/count', undefined, office))
    expect(count).toEqual({ waiting: null, unread: 0 })
  })
})

describe('a notice', () => {
  test('reaches an organisation, a role of a city, a person; nobody else', async () => {
    const firm = await house.signIn('firm', { organisationId: '11' })
    const other = await house.signIn('firm', { organisationId: '12' })
    const [zhuzhou, changzhou] = [
      await house.signIn('chain_office', { cityCode: '430200' }),
      await house.signIn('chain_office', { cityCode: '320400' }),
    ]
    await tell({ organisationId: '11' })
    await tell({ role: 'chain_office', cityCode: '430200' })
    const { actor } = await bodyOf(house.send('GET', '/api/session', undefined, other))
    await tell({ userId: actor.userId })
    const counts = []
    for (const cookie of [firm, other, zhuzhou, changzhou]) counts.push((await listed(cookie)).length)
    expect(counts).toEqual([1, 1, 1, 0])
    expect((await listed(firm))[0]!.text).toBe('某银行 已答复')
  })

  test('is told once under one key, read by each reader alone, and stays with its data set', async () => {
    const first = await house.signIn('firm', { organisationId: '11' })
    const second = await house.signIn('leading_firm', { organisationId: '11' })
    await tell({ organisationId: '11' }, { onceKey: 'a', dataset: 'held' })
    await tell({ organisationId: '11' }, { onceKey: 'a', dataset: 'held' })
    const [notice] = await listed(first)
    expect(await listed(first)).toHaveLength(1)
    expect((await house.send('POST', '/api/notices/read', { ids: [notice!.id] }, first)).status).toBe(204)
    expect((await listed(first))[0]!.readAt).not.toBeNull()
    expect(await listed(first, '/api/notices?unread=true')).toEqual([])
    expect((await listed(second))[0]!.readAt).toBeNull()
    expect(await listed(first, '/api/notices?dataset=demo')).toEqual([])
  })

  test('of a kind that I take each morning waits for eight o’clock, of one that I do not take stays away', async () => {
    const firm = await house.signIn('firm', { organisationId: '11' })
    const longAgo = new Date(Date.now() - 8 * 86_400_000)
    await tell({ organisationId: '11' })
    await tell({ organisationId: '11' }, {}, longAgo)
    const take = (mode: string) =>
      house.send('PUT', '/api/subscriptions', { kind: 'test.answered', mode }, firm)
    expect((await take('daily')).status).toBe(204)
    const daily = await listed(firm)
    expect(daily.length).toBe(1)
    expect(daily[0]!.digestDay).toMatch(/^\d{4}-\d\d-\d\d$/)
    await take('off')
    expect(await listed(firm)).toEqual([])
    expect((await bodyOf(house.send('GET', '/api/inbox/count', undefined, firm))).unread).toBe(0)
    await take('at_once')
    expect(await listed(firm)).toHaveLength(2)
  })

  test('every declared kind has its words and a short name', () => {
    expect(noticesWithoutWords()).toEqual([])
  })

  test('an unknown kind, and a mode that there is not, are refused', async () => {
    const firm = await house.signIn('firm', { organisationId: '11' })
    const put = (body: object) => house.send('PUT', '/api/subscriptions', body, firm)
    expect((await put({ kind: 'test.none', mode: 'daily' })).status).toBe(404)
    expect((await put({ kind: 'test.answered', mode: 'hourly' })).status).toBe(400)
    const { items } = await bodyOf(house.send('GET', '/api/subscriptions', undefined, firm))
    const own = items.filter(({ room }: { room: string }) => room === 'test')
    expect(own).toEqual([{ kind: 'test.answered', room: 'test', name: '融资答复', mode: 'at_once' }])
  })

  test('cannot be sent, changed or read for somebody else with hand-written SQL', async () => {
    const firm = await house.signIn('firm', { organisationId: '11' })
    await tell({ organisationId: '12' })
    const { actor } = await bodyOf(house.send('GET', '/api/session', undefined, firm))
    const token = house.tokenFor('firm', new Date(), actor.userId, '11')
    const run = (statement: ReturnType<typeof sql>) =>
      house.database.transaction({ contextToken: token }, (db) => statement.execute(db))
    expect((await run(sql`select * from access.notice`)).rows).toEqual([])
    await expect(
      run(sql`insert into access.notice (room, kind, params, path, to_organisation_id, created_at)
        values ('test', 'test.answered', '{}', '/', 12, now())`),
    ).rejects.toThrow(/row-level security/)
    await expect(run(sql`delete from access.notice`)).rejects.toThrow(/permission denied/)
  })
})
