// What people told of a park by hand: its history, what is taken back, and what counts then.
import { beforeEach, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importCsv } from '../fixtures.ts'

const house = signedInApp()
const city = '430200'
let [office, park] = ['', '']
beforeEach(async () => {
  await holdPlaces(house)
  office = await house.signIn('chain_office')
  park = (await call('POST', '', { dataset: 'held', city, name: '轨道科技城', source: '手工' })).body.id
})

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'
const call = async (method: Method, path: string, body?: unknown, cookie = office) => {
  const answer = await house.send(method, `/api/parks${path}`, body, cookie)
  return { status: answer.status, body: await bodyOf(answer) }
}
const tell = (freeM2: number, source = '园区报表') =>
  call('PUT', `/${park}/parts`, { part: { kind: 'land', totalM2: 1000, freeM2 }, source })
const history = async () => (await call('GET', `/${park}/history`)).body.items
const undo = (what: string, id: string, reason = '录错', cookie = office) =>
  call('POST', `/${park}/${what}/${id}/undo`, { reason }, cookie)
const free = async () => (await call('GET', `/${park}`)).body.availableM2

test('a value taken back lets the one before count again, and all three stay to be seen', async () => {
  for (const value of [100, 200, 300]) await tell(value)
  const [last, middle, first] = await history()
  expect([last.state, middle.state, first.state]).toEqual(['counts', 'replaced', 'replaced'])
  expect([last.mayUndo, middle.mayUndo]).toEqual([true, false])
  const early = await undo('parts', middle.id)
  expect([early.status, early.body.code]).toEqual([409, 'registry.park_value_replaced'])
  expect((await undo('parts', last.id)).body.availableM2).toBe(200)
  const again = await undo('parts', last.id)
  expect([again.status, again.body.code]).toEqual([409, 'registry.park_value_undone'])
  expect((await history())[0]).toMatchObject({
    ...{ state: 'withdrawn', mayUndo: false, withdrawn: { reason: '录错' } },
  })
  await undo('parts', middle.id)
  await undo('parts', first.id)
  expect(await free()).toBeNull()
  expect(await history()).toHaveLength(3)
  await tell(400)
  expect(await free()).toBe(400)
})

test('what an import told goes with the import; a word by hand over it is taken back alone', async () => {
  const csv = '园区名称,城市,土地总面积（平方公里）,可供土地（亩）\n轨道科技城,株洲市,2,15'
  const report = await importCsv(house, csv, {
    ...{ kind: 'parks', options: { dataset: 'held', fileName: 'p.csv', partner: null } },
  })
  const imported = await free()
  const [line] = await history()
  expect(line).toMatchObject({ importId: report.importId, mayUndo: false })
  expect((await undo('parts', line.id)).body.code).toBe('registry.park_value_imported')
  await tell(77)
  const [own] = await history()
  await undo('parts', own.id)
  expect(await free()).toBe(imported)
  // Told by hand once more, the import undone below it, then the hand word taken back: nothing is left to count.
  await tell(88)
  await house.send('POST', `/api/imports/${report.importId}/undo`, {}, office)
  expect(await free()).toBe(88)
  const [standing] = await history()
  await undo('parts', standing.id)
  expect(await free()).toBeNull()
})

test('a park’s own columns: before and after, taken back while they stand so', async () => {
  const change = { partnerCountry: '以色列', address: '田心路 1 号', source: '批复' }
  expect((await call('PATCH', `/${park}`, change)).body).toMatchObject({ partnerCountry: '以色列' })
  expect((await call('PATCH', `/${park}`, change)).status).toBe(200)
  expect(await history()).toHaveLength(1)
  await call('PATCH', `/${park}`, { name: '田心轨道科技城', partnerCountry: '德国', source: '更名通知' })
  const [second, first] = await history()
  expect([second.state, first.state, first.mayUndo]).toEqual(['counts', 'replaced', false])
  expect((await undo('changes', first.id)).body.code).toBe('registry.park_value_replaced')
  expect((await undo('changes', second.id)).body).toMatchObject({
    ...{ name: '轨道科技城', partnerCountry: '以色列', address: '田心路 1 号' },
  })
  expect((await undo('changes', first.id)).body).toMatchObject({ partnerCountry: null, address: null })
})

test('no second park of a name, no reader without the right, nothing of another park', async () => {
  const other = (await call('POST', '', { dataset: 'held', city, name: '董家塅园', source: '手工' })).body.id
  const renamed = await call('PATCH', `/${other}`, { name: '轨道 科技城', source: 's' })
  expect([renamed.status, renamed.body.code]).toEqual([409, 'registry.park_name_held'])
  await tell(100)
  const [line] = await history()
  expect((await call('POST', `/${other}/parts/${line.id}/undo`, { reason: 'x' })).status).toBe(404)
  const firm = await house.signIn('firm')
  expect((await undo('parts', line.id, 'x', firm)).status).toBe(403)
  expect((await call('GET', `/${park}/history`, undefined, firm)).body.items[0].mayUndo).toBe(false)
  expect((await undo('parts', line.id, ' ')).status).toBe(400)
})
