import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { holdSupervision } from './fixtures.ts'
import { pilotSection } from './index.ts'

const house = signedInApp()
const city = '430200'
const at = `?city=${city}&dataset=held`
const get = (path: string, cookie?: string) => bodyOf(house.send('GET', path, undefined, cookie))

test('A22: a write-up goes from its unit into the library, up and out; another city reads it from a file', async () => {
  await holdSupervision(house, ['national', 'zhuzhou'], [pilotSection])
  const office = await house.signIn('chain_office', { cityCode: city })
  const unitId = await holdFirm(house, { name: '株洲市测试科技局' })
  const unit = await house.signIn('department', { organisationId: unitId, cityCode: city })
  const { pilots } = await get(`/api/programmes/cases${at}`, unit)
  expect(pilots).toMatchObject([{ chainId: 'rail-transit', firstYear: 2023, lastYear: 2024, siblings: [] }])
  const words = {
    ...{ title: '厂所结合的做法', unit: '株洲市测试科技局', problem: '配套企业缺少试验条件' },
    ...{ practice: '研究所开放试验台', result: null, lesson: null },
  }
  const draft = { city, dataset: 'held', requestKey: 'c-1', pilotId: pilots[0].id, ...words }
  const { id } = await bodyOf(house.send('POST', '/api/programmes/cases', draft, unit))
  expect(await bodyOf(house.send('POST', '/api/programmes/cases', draft, unit))).toEqual({ id, isNew: false })
  const one = `/api/programmes/cases/${id}`
  const act = async (action: string, cookie: string, comment?: string) => {
    const { life } = await get(one, office)
    return house.send('POST', `${one}/acts`, { seen: life.seen, action, ...(comment && { comment }) }, cookie)
  }
  expect((await house.send('GET', `${one}/export`, undefined, office)).status).toBe(409)
  expect((await act('accept', unit)).status).toBe(409)
  expect((await act('submit', unit)).status).toBe(200)
  const late = { seen: 1, ...words, title: '改' }
  expect((await bodyOf(house.send('PUT', one, late, unit))).code).toBe('programmes.case_not_draft')
  expect((await act('accept', unit)).status).toBe(403)
  expect((await act('accept', office)).status).toBe(200)
  expect((await act('report', office, '报省工信厅')).status).toBe(200)
  expect(await bodyOf(act('publish', office))).toMatchObject({
    state: 'published',
    reportedTo: '报省工信厅',
    publishedOn: expect.stringMatching(/^\d{4}-/),
  })

  const file = await get(`${one}/export`, office)
  expect(file).toMatchObject({ format: 'lianshu-case', title: '厂所结合的做法' })
  const sibling = await house.signIn('chain_office', { cityCode: '320400' })
  const received = { city: '320400', dataset: 'held', source: '交流会', file }
  const receive = () => bodyOf(house.send('POST', '/api/programmes/cases/received', received, sibling))
  const first = await receive()
  expect(first.isNew).toBe(true)
  expect(await receive()).toEqual({ id: first.id, isNew: false })
  const shown = await get(`/api/programmes/cases/${first.id}`, sibling)
  expect(shown).toMatchObject({ life: null, mayChange: false, source: '交流会' })
  const broken = { ...received, file: { ...file, format: 'other' } }
  expect((await house.send('POST', '/api/programmes/cases/received', broken, sibling)).status).toBe(400)
})

test('B35: a showcase is public once whoever is shown agreed and it is released, and no longer when it is withdrawn', async () => {
  await holdSupervision(house)
  const office = await house.signIn('chain_office', { cityCode: city })
  const organisationId = await holdFirm(house, { name: '株洲名企有限公司' })
  const show = {
    ...{ kind: 'firm', title: '株洲名企', summary: '做轴承的企业', organisationId, source: '企业自荐表' },
    ...{ agreedOn: null, agreedBy: null },
  }
  const { id } = await bodyOf(
    house.send(
      'POST',
      '/api/programmes/showcases',
      { city, dataset: 'held', requestKey: 's-1', ...show },
      office,
    ),
  )
  const one = `/api/programmes/showcases/${id}`
  const act = async (action: string, comment?: string) => {
    const { life } = await get(one, office)
    return house.send('POST', `${one}/acts`, { seen: life.seen, action, ...(comment && { comment }) }, office)
  }
  expect((await act('release')).status).toBe(409)
  const { life } = await get(one, office)
  const { kind: _, ...words } = show
  const half = { seen: life.seen, ...words, agreedOn: '2024-01-05' }
  expect((await house.send('PUT', one, half, office)).status).toBe(400)
  await house.send('PUT', one, { ...half, agreedBy: '王某（办公室主任）' }, office)
  const open = async () => (await get(`/api/public/showcases${at}`)).items
  expect(await open()).toEqual([])
  expect((await act('release')).status).toBe(200)
  const [released] = await open()
  expect(released).toMatchObject({ title: '株洲名企', organisation: '株洲名企有限公司' })
  // Who agreed, and the state, are the office's business.
  expect(Object.keys(released).sort()).toEqual(
    ['id', 'kind', 'organisation', 'releasedOn', 'source', 'summary', 'title'].sort(),
  )
  expect((await act('withdraw', '企业要求')).status).toBe(200)
  expect(await open()).toEqual([])
})
