import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'

describe('roles of firms in chains', () => {
  const house = signedInApp()
  let office = ''
  let firm = ''
  const send = (path: string, body: unknown, cookie = office) => house.send('POST', path, body, cookie)
  const read = (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
  const tiers = async (day: string) => {
    const answer = await read(`/api/chains/${chain}/tiers?dataset=held&on=${day}`)
    return answer.tiers.map((tier: { role: string; holders: unknown[]; former: unknown[] }) => [
      tier.role,
      tier.holders.length,
      tier.former.length,
    ])
  }
  const chain = 'rail-transit'
  const role = { role: 'master', validFrom: '2023-01-01', evidence: '市政府文件', source: '名单' }

  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['zhuzhou']))
    office = await house.signIn('chain_office')
    firm = await holdFirm(house, { name: '甲机械有限公司', address: '湖南省株洲市石峰区一路' })
  })

  test('A16: a role with days and evidence stands in its tier, ends with evidence, and stays as history', async () => {
    const at = `/api/organisations/${firm}/chain-roles`
    expect((await send(at, { chainId: chain, ...role })).status).toBe(200)
    expect((await send(at, { chainId: chain, ...role })).status).toBe(200) // sent twice, held once
    const { items } = await read(at)
    expect(items).toMatchObject([{ chainId: chain, role: 'master', validFrom: '2023-01-01', validTo: null }])
    const answer = await read(`/api/chains/${chain}/tiers?dataset=held&on=2024-01-01`)
    expect(answer.tiers[0]).toMatchObject({
      role: 'master',
      holders: [{ name: '甲机械有限公司', organisationId: firm, evidence: '市政府文件' }],
    })
    const end = { validTo: '2024-12-31', evidence: '复核', source: '新名单' }
    expect((await send(`${at}/${items[0].id}/end`, end)).status).toBe(200)
    expect(await tiers('2024-12-31')).toEqual([
      ['master', 1, 0],
      ['backbone', 0, 0],
      ['high_growth', 0, 0],
      ['supporting', 0, 0],
    ])
    expect((await tiers('2025-01-01'))[0]).toEqual(['master', 0, 1])
    const again = await bodyOf(send(`${at}/${items[0].id}/end`, end))
    expect(again).toMatchObject({ status: 409, code: 'chains.role_not_running' })
  })

  test('A16: a role does not end before it began, nor in a chain that nobody drew', async () => {
    const at = `/api/organisations/${firm}/chain-roles`
    const { items } = await bodyOf(send(at, { chainId: chain, ...role }))
    const early = { validTo: '2022-12-31', evidence: '复核', source: '名单' }
    expect((await send(`${at}/${items[0].id}/end`, early)).status).toBe(409)
    expect((await bodyOf(send(at, { chainId: 'no-such', ...role }))).code).toBe('chains.role_no_chain')
  })

  test.each([
    ['chain_office', 200, 200],
    ['department', 200, 403],
    ['bank', 200, 403],
  ] as const)('%s reads the tiers (%i) and records a role (%i)', async (who, reads, records) => {
    const cookie = await house.signIn(who)
    const answer = await house.send('GET', `/api/chains/${chain}/tiers?dataset=held`, undefined, cookie)
    expect(answer.status).toBe(reads)
    const told = await send(`/api/organisations/${firm}/chain-roles`, { chainId: chain, ...role }, cookie)
    expect(told.status).toBe(records)
  })

  test('tiers bear the name of the chain, also of one that today\u2019s catalogue leaves out; an unknown one is not found', async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['changzhou']))
    const past = await read('/api/chains/photovoltaics/tiers?dataset=held')
    expect(past.name).toEqual({ zh: '太阳能光伏', en: 'Solar photovoltaics' })
    const answer = await house.send(
      'GET',
      '/api/chains/no-such-chain/tiers?dataset=held',
      undefined,
      await house.signIn('chain_office'),
    )
    expect([answer.status, (await bodyOf(answer)).code]).toEqual([404, 'chains.role_no_chain'])
  })
})
