import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm, holdVocabularies } from '../fixtures.ts'
import { recordFigures } from '../index.ts'
import { holdLibraries } from './fixtures.ts'

const house = signedInApp()
const city = '320400'

beforeEach(async () => {
  await holdLibraries(house, 'changzhou')
  await holdVocabularies(house)
})

type Role = Parameters<typeof house.signIn>[0]
const path = '/api/leading-firms'
const send = async (method: string, at: string, body?: unknown, role: Role = 'chain_office') =>
  house.send(method, at, body, await house.signIn(role))
const list = async (year?: number, role: Role = 'chain_office') =>
  bodyOf(send('GET', `${path}?dataset=held&city=${city}${year ? `&year=${year}` : ''}`, undefined, role))
const add = (organisationId: string, year: number, more = {}) =>
  send('POST', path, {
    ...{ dataset: 'held', city, year, organisationId, standing: 'leading', source: '链办名单' },
    ...more,
  })
const namesOf = (of: { firms: { name: string }[] }) => of.firms.map(({ name }) => name).sort()

describe('C04: leading and backbone firms', () => {
  test('C04: firms that the reply of 2020 names stand in the list of 2020 with its sentence; who came is unknown without a list of 2019', async () => {
    const of2020 = await list()
    expect([of2020.year, of2020.left]).toEqual([2020, null])
    expect(namesOf(of2020)).toContain('今创集团股份有限公司')
    expect(namesOf(of2020)).toContain('中车戚墅堰机车有限公司')
    const [firm] = of2020.firms.filter(({ name }: { name: string }) => name === '今创集团股份有限公司')
    expect(firm).toMatchObject({ standing: 'unsaid', chainId: 'rail-transit', change: null, targets: [] })
    expect(firm.source).toContain('一批龙头骨干企业')
    expect(of2020.measures.map(({ figure }: { figure: string }) => figure)).toContain('revenue')
  })

  test('C04: a target of the year stands beside the firm’s figure of that year; without one it is unknown, not 0', async () => {
    const [a, b] = [await holdFirm(house, { name: '甲股份' }), await holdFirm(house, { name: '乙股份' })]
    await add(a, 2024)
    const { firms } = await bodyOf(add(b, 2024))
    for (const { id } of firms)
      await send('PUT', `${path}/${id}/targets`, { figure: 'revenue', value: '60亿元', source: '年度目标' })
    await house.asSystem((ctx) =>
      recordFigures(
        ctx,
        [
          { organisationId: a, name: 'revenue', period: '2024', value: '45亿元' },
          { organisationId: b, name: 'revenue', period: '2023', value: '70亿元' },
        ],
        { dataset: 'held', source: '统计局年报', sourceKind: 'department_list' },
      ),
    )
    const shown = await list(2024)
    const targetOf = (name: string) =>
      shown.firms.find((firm: { name: string }) => firm.name === name).targets[0]
    expect(targetOf('甲股份')).toMatchObject({
      target: '600000000000',
      value: '450000000000',
      progressRatio: 0.75,
      valueSource: '统计局年报',
    })
    expect(targetOf('乙股份')).toMatchObject({ value: null, progressRatio: null })
    const park = await list(2024, 'park')
    expect([park.readsFigures, park.firms[0].targets[0].value]).toEqual([false, null])
  })

  test('C04: a year begins with the firms of the one before; who came and left is told, the same firm stands once', async () => {
    const ids = []
    for (const name of ['甲股份', '乙股份', '丙股份']) ids.push(await holdFirm(house, { name }))
    await add(ids[0]!, 2023)
    await add(ids[1]!, 2023)
    await add(ids[1]!, 2023)
    expect((await list(2023)).firms).toHaveLength(2)
    const carry = { dataset: 'held', city, from: 2023, to: 2024 }
    const carried = await bodyOf(send('POST', `${path}/carry`, carry))
    expect(namesOf(await bodyOf(send('POST', `${path}/carry`, carry)))).toEqual(namesOf(carried))
    const gone = carried.firms.find(({ name }: { name: string }) => name === '甲股份')
    await send('POST', `${path}/${gone.id}/end`, { reason: '迁出' })
    const now = await bodyOf(add(ids[2]!, 2024, { standing: 'backbone' }))
    const changes = now.firms.map(({ name, change }: { name: string; change: string }) => [name, change])
    expect(changes.sort()).toEqual([
      ['丙股份', 'came'],
      ['乙股份', 'stays'],
    ])
    expect(now.left).toMatchObject([{ name: '甲股份' }])
    expect((await bodyOf(send('POST', `${path}/${gone.id}/end`, { reason: '再来' }))).code).toBe(
      'registry.no_leading_firm',
    )
  })

  test('a target that is no number above zero, or of no measurable figure, is refused and changes nothing', async () => {
    const { firms } = await bodyOf(add(await holdFirm(house, { name: '甲股份' }), 2024))
    const set = (figure: string, value: string | null) =>
      bodyOf(send('PUT', `${path}/${firms[0].id}/targets`, { figure, value, source: 's' }))
    expect((await set('revenue', '很多')).code).toBe('registry.target_unreadable')
    expect((await set('revenue', '0')).code).toBe('registry.target_unreadable')
    expect((await set('founded_on', '2024-01-01')).code).toBe('registry.no_measure')
    expect((await list(2024)).firms[0].targets).toEqual([])
    await set('revenue', '1亿元')
    expect((await set('revenue', null)).firms[0].targets).toEqual([])
  })

  test.each([
    ['administrator', 200, 200],
    ['chain_office', 200, 200],
    ['department', 200, 403],
    ['chain_leader', 200, 403],
    ['auditor', 200, 403],
    ['firm', 403, 403],
  ] as const)('%s reads %i, settles %i', async (role, reads, settles) => {
    const { firms } = await list()
    expect((await send('GET', `${path}?dataset=held&city=${city}`, undefined, role)).status).toBe(reads)
    const end = await send('POST', `${path}/${firms[0].id}/end`, { reason: '试' }, role)
    expect(end.status).toBe(settles)
  })
})
