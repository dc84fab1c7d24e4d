import { beforeEach, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdLibraries } from './fixtures.ts'

const house = signedInApp()
beforeEach(() => holdLibraries(house, 'zhuzhou', 'changzhou'))
const get = async (path: string) =>
  bodyOf(house.send('GET', path, undefined, await house.signIn('administrator')))

test('N11: the city’s quality titles stand as worked for, with the sentence, and do not count as held; the spirit has no wording', async () => {
  const at = 'dataset=held&city=320400'
  const { items } = await get(`/api/library/entries?${at}&kind=city-title`)
  const shown = items.map((one: { name: string; state: string }) => [one.name, one.state])
  expect(shown).toEqual([
    ['常州市城市质量精神', 'unverified'],
    ['全国质量强市示范城市', 'applied'],
  ])
  expect(items[0].source).toContain('广泛宣传“常州市城市质量精神”')
  expect(items[0].fields.wording).toBeUndefined()
  const kinds = (await get(`/api/library/kinds?${at}`)).items
  expect(kinds.find(({ id }: { id: string }) => id === 'city-title')).toMatchObject({ count: 2, counted: 0 })
})

test('B33: the parks that the plan names stand with what it asks of each, and nothing is said to be met', async () => {
  const { items } = await get('/api/parks?dataset=held&city=430200')
  expect(items.map(({ name }: { name: string }) => name).sort()).toEqual(
    ['株洲高新区', '株洲经开区', '田心轨道科技城'].sort(),
  )
  const { id } = items.find(({ name }: { name: string }) => name === '株洲高新区')
  const { parts } = await get(`/api/parks/${id}`)
  const goals = parts.map(({ part }: { part: { goal: string; isMet: null } }) => [part.goal, part.isMet])
  expect(goals.sort()).toEqual(
    [
      ['创建“五好”园区', null],
      ['向“泛投资机构”转型', null],
      ['亩产论英雄', null],
    ].sort(),
  )
})
