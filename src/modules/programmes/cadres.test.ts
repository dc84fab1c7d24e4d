import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { holdSupervision } from './fixtures.ts'

const house = signedInApp()
const city = '430200'
const path = '/api/programmes/cadres'
const list = `${path}?city=${city}&dataset=held`
const lines = {
  ...{ city, dataset: 'held', validFrom: '2024-01-10', source: '联企名单〔2024〕1号' },
  lines: [
    { personName: '张三', unit: '市科技局', post: null, firm: '株洲甲有限公司' },
    { personName: '李四', unit: '市工信局', post: '科长', firm: '株洲乙有限公司' },
  ],
}

test('B34: a list of cadres is assigned whole or not at all; contacts are logged by the unit; what a firm raised is a task', async () => {
  await holdSupervision(house)
  const office = await house.signIn('chain_office', { cityCode: city })
  await holdFirm(house, { name: '株洲甲有限公司' })
  const unitId = await holdFirm(house, { name: '市科技局' })
  const assign = () => bodyOf(house.send('POST', `${path}/lines`, lines, office))
  expect(await assign()).toMatchObject({ assigned: 0, faults: [{ line: 2 }] })
  expect((await bodyOf(house.send('GET', list, undefined, office))).items).toEqual([])
  await holdFirm(house, { name: '株洲乙有限公司' })
  expect(await assign()).toEqual({ assigned: 2, held: 0, faults: [] })
  expect(await assign()).toEqual({ assigned: 0, held: 2, faults: [] })
  const shown = await bodyOf(house.send('GET', list, undefined, office))
  expect(shown).toMatchObject({ holding: 2, persons: 2, firms: 2 })
  const { id } = shown.items.find((one: { personName: string }) => one.personName === '张三')

  const unit = await house.signIn('department', { organisationId: unitId, cityCode: city })
  const contact = {
    ...{ onDay: '2024-02-01', way: 'visit', raised: '用电容量不足', done: '现场查看' },
    task: { title: '协调增容', leads: ['市供电公司'], dueWritten: '2024.03', dueDate: null },
  }
  const other = await house.signIn('department', {
    organisationId: await holdFirm(house, { name: '另一局' }),
    cityCode: city,
  })
  const post = (body: object, cookie: string) => house.send('POST', `${path}/${id}/contacts`, body, cookie)
  expect((await post(contact, other)).status).toBe(403)
  const early = { ...contact, onDay: '2023-12-31' }
  expect((await bodyOf(post(early, unit))).code).toBe('programmes.contact_day')
  const after = await bodyOf(post(contact, unit))
  expect(after).toMatchObject({ contacts: 1, lastContactOn: '2024-02-01', log: [{ raised: '用电容量不足' }] })
  const task = await bodyOf(
    house.send('GET', `/api/programmes/tasks/${after.log[0].taskId}`, undefined, office),
  )
  expect(task).toMatchObject({ title: '协调增容', dueDate: '2024-03-31', parentTitle: '株洲甲有限公司' })

  // A request whose answer was lost is sent again: one contact, one task.
  expect((await bodyOf(post(contact, unit))).log).toEqual(after.log)
  expect((await bodyOf(post({ ...contact, raised: null, task: null }, unit))).contacts).toBe(2)
  const tasks = await bodyOf(
    house.send('GET', `/api/programmes/tasks?city=${city}&dataset=held`, undefined, office),
  )
  expect(tasks.items).toHaveLength(1)

  const end = (body: object) => house.send('POST', `${path}/${id}/end`, body, office)
  expect((await end({ lastDay: '2023-01-01', why: '调岗' })).status).toBe(400)
  expect(await bodyOf(end({ lastDay: '2024-06-30', why: '调岗' }))).toMatchObject({
    validTo: '2024-07-01',
    holds: false,
    quietDays: null,
  })
  expect((await end({ lastDay: '2024-06-30', why: '调岗' })).status).toBe(409)
})
