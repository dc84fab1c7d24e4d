import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces } from '../registry/fixtures.ts'
import { librarySections } from '../registry/index.ts'
import { holdSupervision } from './fixtures.ts'
import { planSection } from './plan-section.ts'

const city = '430200'
const pdf = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))

describe('objects that the items of Annex 1 end in', () => {
  const house = signedInApp()
  let office: string
  beforeEach(async () => {
    await holdPlaces(house)
    await holdSupervision(house, ['national', 'zhuzhou'], [...librarySections, planSection])
    office = await house.signIn('chain_office')
  })

  const send = async (method: string, path: string, body?: unknown, cookie = office) =>
    house.send(method, path, body, cookie)
  const tasks = async (more = '') =>
    (await bodyOf(send('GET', `/api/programmes/tasks?city=${city}&dataset=held${more}`))).items as {
      id: string
      title: string
    }[]
  const taskOf = async (title: string) => {
    const { id } = (await tasks()).find((task) => task.title === title)!
    return bodyOf(send('GET', `/api/programmes/tasks/${id}`))
  }
  const entriesOf = async (kind: string) =>
    (await bodyOf(send('GET', `/api/library/entries?dataset=held&city=${city}&kind=${kind}`))).items
  const handIn = (path: string) => {
    const form = new FormData()
    form.set('file', new File([pdf], '签字页.pdf'))
    return bodyOf(send('POST', path, form))
  }

  test('B13: the task ends only in a signed agreement that is linked and has its own evidence; the agreement shows the task', async () => {
    const task = await taskOf('签订一项企地战略合作协议')
    expect(task.endsIn).toMatchObject({ kind: 'agreement', isReached: false })
    const act = async (action: string) => {
      const { life } = await bodyOf(send('GET', `/api/programmes/tasks/${task.id}`))
      return send('POST', `/api/programmes/tasks/${task.id}/acts`, { seen: life.seen, action })
    }
    // A report with a paper of its own is not the agreement.
    const file = await handIn(`/api/programmes/tasks/${task.id}/evidence`)
    const report = { donePercent: 100, text: '已签', evidence: [file.id] }
    await send('POST', `/api/programmes/tasks/${task.id}/progress`, report)
    const early = await act('report_done')
    const told = await bodyOf(early)
    expect([early.status, told.code]).toEqual([409, 'programmes.object_missing'])
    expect(told.detail).toContain('企地合作协议')
    const [agreement] = await entriesOf('agreement')
    const link = () => send('POST', `/api/programmes/tasks/${task.id}/links`, { entryId: agreement.id })
    await link()
    const linked = await bodyOf(link())
    expect(linked.links).toMatchObject([
      {
        kind: 'object',
        title: '湖南省人民政府与中国中车集团战略合作协议',
        path: `/libraries/${agreement.id}`,
        object: { kind: 'agreement', isInForce: false, evidence: 0 },
      },
    ])
    expect((await act('report_done')).status).toBe(409)
    const sign = { action: 'sign', happened: '2023-10-20', source: '签约通稿' }
    await send('POST', `/api/library/entries/${agreement.id}/steps`, sign)
    expect((await act('report_done')).status).toBe(409)
    await handIn(`/api/library/entries/${agreement.id}/evidence`)
    expect((await taskOf('签订一项企地战略合作协议')).endsIn.isReached).toBe(true)
    expect((await act('report_done')).status).toBe(200)
    expect((await bodyOf(act('accept'))).completedOn).toMatch(/^\d{4}-/)
    expect((await tasks(`&entry=${agreement.id}`)).map(({ title }) => title)).toEqual([task.title])
    const { events } = await bodyOf(send('GET', `/api/library/entries/${agreement.id}`))
    expect(events.filter((event: { kind: string }) => event.kind === 'task')).toMatchObject([
      { note: '签订一项企地战略合作协议' },
    ])
  })

  test.each([
    ['B15', '成立一支产投基金', 'industry-fund', '产业基金'],
    ['B16', '举办一期国际会展活动', 'exhibition', '会展'],
    ['B20', '形成一批技术创新成果', 'research-result', '攻关成果'],
    ['B21', '举办一系列供应商大会', 'supplier-conference', '供应商大会'],
  ])('%s: the pack says that %s ends in %s', async (_row, title, kind, name) => {
    const { endsIn } = await taskOf(title)
    expect([endsIn.kind, endsIn.title.zh, endsIn.isReached]).toEqual([kind, name, false])
  })

  test('an object of another city or data set is not linked, and one of another kind does not end the task', async () => {
    const task = await taskOf('举办一期国际会展活动')
    const add = async (more: object) =>
      bodyOf(
        send('POST', '/api/library/entries', {
          ...{ dataset: 'held', city, kind: 'matchmaking', source: 's' },
          ...{ name: JSON.stringify(more), requestKey: JSON.stringify(more) },
          ...more,
        }),
      )
    const link = (entryId: string) => send('POST', `/api/programmes/tasks/${task.id}/links`, { entryId })
    const demo = await add({ dataset: 'demo' })
    const refused = await link(demo.id)
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([404, 'programmes.no_object'])
    const other = await add({})
    const step = { action: 'hold', happened: '2023-11', source: 's' }
    await send('POST', `/api/library/entries/${other.id}/steps`, step)
    await handIn(`/api/library/entries/${other.id}/evidence`)
    const linked = await bodyOf(link(other.id))
    expect([linked.links[0].object.isInForce, linked.endsIn.isReached]).toEqual([true, false])
    const removed = await send('DELETE', `/api/programmes/tasks/${task.id}/links/${linked.links[0].id}`)
    expect((await bodyOf(removed)).links).toEqual([])
  })
})
