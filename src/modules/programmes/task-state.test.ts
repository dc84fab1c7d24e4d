import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdSupervision } from './fixtures.ts'
import { readTaskState } from './index.ts'

const house = signedInApp()
const city = '430200'
const dataset = 'held' as const

test('readTaskState tells where tasks of a city, or of one chain, stand on a day, and what is late with its page', async () => {
  await holdSupervision(house)
  const office = await house.signIn('chain_office')
  const make = async (title: string, dueDate: string | null, chainId: string | null) => {
    const body = {
      ...{ city, dataset, requestKey: title, title, content: null, leadPersons: [], dueWritten: null },
      ...{ units: [{ part: 'lead', name: '市工信局' }], dueDate, chainId },
    }
    return (await bodyOf(house.send('POST', '/api/programmes/tasks', body, office))).id as string
  }
  const late = await make('迟', '2020-01-31', 'rail-transit')
  await make('早', '2099-01-31', 'rail-transit')
  await make('别链', '2020-02-28', 'other')
  await make('无期', null, null)
  const read = (of: object) =>
    house.asSystem((ctx) =>
      readTaskState(ctx, { cityCode: city, dataset, onDate: '2098-12-31', ...of } as never),
    )
  expect((await read({})).counts).toEqual({
    none: 1,
    green: 1,
    yellow: 0,
    red: 2,
    open: 4,
    reached: 0,
    dropped: 0,
  })
  const chain = await read({ chainId: 'rail-transit' })
  expect(chain.late).toMatchObject([{ id: late, title: '迟', path: `/tasks/${late}` }])
  expect(chain.late[0]!.overdueWorkingDays).toBeGreaterThan(10_000)
  // Before anything was begun nothing stands.
  expect((await read({ onDate: '2001-01-01' })).counts.open).toBe(0)
})
