import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdSupervision } from './fixtures.ts'
import { tellDigests } from './index.ts'

const house = signedInApp()
const city = '430200'

test('who subscribed is told the week of a unit on Monday, once, with a page that shows it; on Tuesday nobody is', async () => {
  await holdSupervision(house)
  const office = await house.signIn('chain_office', { cityCode: city })
  const make = (title: string, dueDate: string, unit: string) =>
    house.send(
      'POST',
      '/api/programmes/tasks',
      {
        ...{ city, dataset: 'held', requestKey: title, title, content: null, leadPersons: [] },
        ...{ units: [{ part: 'lead', name: unit }], dueWritten: null, dueDate },
      },
      office,
    )
  await make('迟', '2020-01-31', '市工信局')
  await make('别家', '2020-01-31', '市科技局')
  const about = { city, dataset: 'held', kind: 'unit', key: '市工信局' }
  const put = (isWanted: boolean) =>
    bodyOf(house.send('PUT', '/api/programmes/digest', { ...about, isWanted }, office))
  expect(await put(true)).toMatchObject({
    isSubscribed: true,
    late: [{ title: '迟' }],
    byUnit: [{ name: '市工信局', late: 1 }],
  })
  const tell = (day: string) =>
    house.asSystem((ctx) => tellDigests({ ...ctx, now: new Date(`${day}T09:00:00+08:00`) }))
  // 2099-03-02 is a Monday.
  expect(await tell('2099-03-03')).toEqual({ told: 0 })
  expect(await tell('2099-03-02')).toEqual({ told: 1 })
  await tell('2099-03-02')
  const { items } = await bodyOf(house.send('GET', '/api/notices?dataset=held', undefined, office))
  const own = items.filter(({ kind }: { kind: string }) => kind === 'programmes.told_digest')
  expect(own).toHaveLength(1)
  expect(own[0]).toMatchObject({ text: expect.stringContaining('逾期 1 项') })
  expect(own[0].path).toBe(`/tasks/week?kind=unit&key=${encodeURIComponent('市工信局')}`)
  expect((await put(false)).isSubscribed).toBe(false)
  expect(await tell('2099-03-09')).toEqual({ told: 0 })
})
