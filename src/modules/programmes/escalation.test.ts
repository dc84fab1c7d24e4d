// Whom the last step of the escalation path reaches: the leader of the task's own chain, in person.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from '../chains/fixtures.ts'
import { holdSupervision } from './fixtures.ts'
import { escalateTasks } from './index.ts'

const city = '320400'

describe('escalation to leaders', () => {
  const house = signedInApp()
  /** Records who leads chains on a day: holder and first day, `validTo` the first day after. */
  const lead = (leaders: Readonly<Record<string, { holder: string; validTo?: string }>>) =>
    house.asSystem(async ({ db }) => {
      const { rows } = await sql<{ id: bigint; content: { roles: Record<string, unknown>[] } }>`
        select id, content from chains.pack_document where city_code = ${city} and content ? 'roles'`.execute(
        db,
      )
      for (const { id, content } of rows) {
        const roles = content.roles.map((role) => {
          const of = role.role === 'leader' ? leaders[String(role.chain)] : undefined
          return of ? { ...role, validTo: null, ...of } : role
        })
        await sql`update chains.pack_document set content = ${JSON.stringify({ ...content, roles })}::jsonb
          where id = ${id}`.execute(house.database.owner)
      }
    })
  const leaderAccount = async (name: string, organisationId: string) => {
    const cookie = await house.signIn('chain_leader', { cityCode: city, organisationId })
    const userName = `chain-leader.${organisationId}.${city}`
    await house.asSystem(({ db }) =>
      sql`update access.user_account set display_name = ${name} where user_name = ${userName}`.execute(db),
    )
    return cookie
  }
  const late = (cookie: string, title: string, more: object) =>
    house.send(
      'POST',
      '/api/programmes/tasks',
      {
        city,
        dataset: 'held',
        requestKey: title,
        title,
        content: null,
        units: [],
        leadPersons: [],
        dueWritten: '2023.10',
        dueDate: '2023-10-31',
        ...more,
      },
      cookie,
    )
  const heard = async (cookie: string): Promise<string[]> =>
    (await bodyOf(house.send('GET', '/api/notices?dataset=held', undefined, cookie))).items
      .map(({ text }: { text: string }) => text)
      .filter((text: string) => text.includes('链长'))
      .sort()

  test('each chain’s own leader is told and no other; without a leader on the day, or an account, the office is told so', async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['changzhou']))
    await holdSupervision(house)
    await lead({
      'power-battery': { holder: '某甲' },
      'industrial-robots': { holder: '某乙' },
      'carbon-materials': { holder: '某丙', validTo: '2024-01-01' },
      'rail-transit': { holder: '某丁' },
    })
    const office = await house.signIn('chain_office', { cityCode: city })
    const [first, second] = [await leaderAccount('某甲', '1001'), await leaderAccount('某乙', '1002')]
    const before = await leaderAccount('某丙', '1003')
    for (const [title, chainId] of [
      ['甲链的事', 'power-battery'],
      ['丙链的事', 'carbon-materials'],
      ['丁链的事', 'rail-transit'],
    ])
      expect((await late(office, title!, { chainId })).status).toBe(201)
    expect((await late(office, '没有链的事', { leadPersons: ['某乙'] })).status).toBe(201)
    await house.asSystem((ctx) => escalateTasks(ctx))
    await house.asSystem((ctx) => escalateTasks(ctx))

    expect((await heard(first)).map((text) => text.slice(0, 8))).toEqual(['任务“甲链的事”'])
    expect((await heard(second)).map((text) => text.slice(0, 9))).toEqual(['任务“没有链的事”'])
    expect(await heard(before)).toEqual([])
    const told = await heard(office)
    expect(told.length).toBe(2)
    expect(told.find((text) => text.includes('丙链的事'))).toContain('当日没有登记它的链长')
    expect(told.find((text) => text.includes('丁链的事'))).toContain('提请某丁，但本系统没有其链长账号')
  })
})
