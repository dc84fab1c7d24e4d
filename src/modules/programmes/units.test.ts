import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { divisionSection } from '../registry/index.ts'
import { holdSupervision } from './fixtures.ts'

const house = signedInApp()
const city = '430200'
const path = `/api/programmes/units?city=${city}&dataset=held`

const task = (name: string) => ({
  city,
  dataset: 'held',
  requestKey: name,
  title: `任务 ${name}`,
  content: null,
  units: [{ part: 'lead', name }],
  leadPersons: [],
  dueWritten: null,
  dueDate: null,
})

test('a short name finds its registered unit once that is held; one that nobody is stays listed until a person says who', async () => {
  await holdSupervision(house, ['national'], [divisionSection])
  const office = await house.signIn('chain_office')
  for (const name of ['市科技局', '市某专班'])
    await house.send('POST', '/api/programmes/tasks', task(name), office)
  const list = async () => (await bodyOf(house.send('GET', path, undefined, office))).items
  const tiedBy = async () =>
    Object.fromEntries(
      (await list()).map((unit: { name: string; tiedBy: string | null }) => [unit.name, unit.tiedBy]),
    )
  expect(await tiedBy()).toEqual({ 市科技局: null, 市某专班: null })

  await holdFirm(house, { name: '株洲市科学技术局' })
  const tie = () => bodyOf(house.send('POST', '/api/programmes/units/tie', { city, dataset: 'held' }, office))
  expect(await tie()).toEqual({ tied: 1 })
  expect(await tie()).toEqual({ tied: 0 })
  expect(await list()).toContainEqual(
    expect.objectContaining({ name: '市科技局', organisationName: '株洲市科学技术局', tiedBy: 'name' }),
  )

  const organisationId = await holdFirm(house, { name: '株洲市轨道专班办公室' })
  const said = { city, dataset: 'held', name: '市某专班', organisationId }
  expect((await house.send('PUT', '/api/programmes/units', said, office)).status).toBe(204)
  expect((await tiedBy()).市某专班).toBe('person')
  // What a person said holds for later tasks too.
  const later = { ...task('市某专班'), requestKey: 'later' }
  const { id } = await bodyOf(house.send('POST', '/api/programmes/tasks', later, office))
  const shown = await bodyOf(house.send('GET', `/api/programmes/tasks/${id}`, undefined, office))
  expect(shown.units[0].organisationId).toBe(organisationId)
})

test('two organisations that a name could mean are none', async () => {
  await holdSupervision(house, ['national'], [divisionSection])
  const office = await house.signIn('chain_office')
  await holdFirm(house, { name: '株洲市科学技术局' })
  const second = await holdFirm(house, { name: '株洲甲乙丙有限公司' })
  // The import would ask a person whether the two are one; here they are two.
  await sql`update registry.organisation set name = '株洲市科技局', name_normalised = '株洲市科技局'
    where id = ${BigInt(second)}`.execute(house.database.owner)
  await house.send('POST', '/api/programmes/tasks', task('市科技局'), office)
  const { items } = await bodyOf(house.send('GET', path, undefined, office))
  expect(items).toMatchObject([{ name: '市科技局', organisationId: null, tiedBy: null }])
})
