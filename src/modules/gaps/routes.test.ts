import { beforeAll, describe, expect, test } from 'vitest'
import { hasWords } from '../../platform/words.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'

describe('gaps over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  beforeAll(() => loadProjectPacks(house.database), 120_000)
  const chain = '/api/gaps/chain?city=430200&chain=rail-transit'
  const statement = {
    city: '430200',
    chain: 'rail-transit',
    node: 'axle-steel',
    dataset: 'held',
    statement: 'register_complete',
    source: '链办普查',
    date: '2026-01-31',
  }

  test('nobody sees anything without signing in', async () => {
    expect((await house.send('GET', chain)).status).toBe(401)
  })

  test('an empty register leaves every node unknown, with a ratio unknown and a coverage of 0', async () => {
    const answer = await bodyOf(house.send('GET', chain, undefined, await house.signIn('chain_office')))
    expect(answer.nodes.length).toBeGreaterThanOrEqual(80)
    expect(new Set(answer.nodes.map((node: { status: string }) => node.status))).toEqual(new Set(['unknown']))
    expect(answer.localSourcing).toMatchObject({ ratio: null, coverageRatio: 0, byBuyer: [] })
  })

  test.each([
    ['chain_office', 201],
    ['administrator', 201],
    ['bank', 403],
    ['firm', 403],
    ['auditor', 403],
  ] as const)('a %s who states something about a node is answered %i', async (role, status) => {
    const answer = await house.send('POST', '/api/gaps/confirmations', statement, await house.signIn(role))
    expect(answer.status).toBe(status)
  })

  test('an account of another city is refused, a chain or day that is not there is named', async () => {
    const other = await house.signIn('department', { cityCode: '320400' })
    expect((await house.send('GET', chain, undefined, other)).status).toBe(403)
    const cookie = await house.signIn('department')
    const missing = await house.send('GET', '/api/gaps/chain?city=430200&chain=nothing', undefined, cookie)
    expect([missing.status, (await bodyOf(missing)).code]).toEqual([404, 'gaps.no_chain'])
    expect((await house.send('GET', `${chain}&on=2026-02-30`, undefined, cookie)).status).toBe(400)
  })

  test('every reason code has words', () => {
    const codes = [
      'firms',
      'groups_enough',
      'groups_too_few',
      'groups_unknown',
      'ratio_enough',
      'ratio_too_low',
    ]
    const more = ['ratio_uncovered', 'ratio_unknown', 'only_nearby', 'too_few', 'unconfirmed', 'none_held']
    const last = [
      'register_complete',
      'confirmed_missing',
      'statement_contradicted',
      'position_unknown',
      'no_thresholds',
    ]
    for (const code of [...codes, ...more, ...last])
      expect([code, hasWords(`gaps.reason.${code}`)]).toEqual([code, true])
  })
})
