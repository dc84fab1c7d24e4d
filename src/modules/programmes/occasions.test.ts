import { describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { holdSupervision } from './fixtures.ts'

const city = '430200'
const path = '/api/programmes/occasions'
const visit = {
  city,
  dataset: 'held',
  requestKey: 'visit-1',
  kind: 'visit',
  title: '专题调研轨道交通产业链',
  heldOn: '2024-03-05',
  leader: '某副市长',
  leaderPost: '副市长',
  chainId: 'rail-transit',
  sites: ['株洲旅程变流技术有限公司', '某研究院'],
  attendees: ['市工信局', '市发改委'],
}

describe('meetings and visits', () => {
  const house = signedInApp()
  const opened = async () => {
    await holdSupervision(house)
    return house.signIn('chain_office', { cityCode: city })
  }
  const make = async (cookie: string, body: object = visit) =>
    (await bodyOf(house.send('POST', path, body, cookie))).id as string
  const post = (id: string, part: string, body: unknown, cookie: string) =>
    house.send('POST', `${path}/${id}/${part}`, body, cookie)

  test('A17: what a leader was asked for on a visit becomes a task with owner and last day, once', async () => {
    const office = await opened()
    const firm = await holdFirm(house, { name: '株洲旅程变流技术有限公司' })
    const id = await make(office)
    expect(await make(office)).toBe(id)
    const asked = { kind: 'ask', text: '请求协调检测平台排期', raisedBy: '旅程变流' }
    await post(id, 'points', asked, office)
    let shown = await bodyOf(post(id, 'points', asked, office))
    expect(shown).toMatchObject({
      standing: 'unwritten',
      sites: [
        { name: '株洲旅程变流技术有限公司', organisationId: firm },
        { name: '某研究院', organisationId: null },
      ],
      points: 1,
      settled: 0,
    })
    const point = shown.pointList[0].id
    const task = {
      title: '协调检测平台排期',
      leads: ['市科技局'],
      responsibles: ['市工信局'],
      dueWritten: '2024.06',
      dueDate: null,
    }
    shown = await bodyOf(post(id, `points/${point}/settle`, { task }, office))
    expect(shown).toMatchObject({
      settled: 1,
      pointList: [{ task: { title: '协调检测平台排期', light: 'red' } }],
    })
    const again = await post(id, `points/${point}/settle`, { noTaskWhy: '重复' }, office)
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'programmes.point_settled'])
    const made = await bodyOf(
      house.send('GET', `/api/programmes/tasks/${shown.pointList[0].task.id}`, undefined, office),
    )
    expect(made).toMatchObject({
      kind: 'decision',
      dueDate: '2024-06-30',
      leadPersons: ['某副市长'],
      chainId: 'rail-transit',
      origin: { path: `/meetings/${id}` },
    })
  })

  test('B34: a breakfast with firms has agenda and minutes; every decision is a task or says why not', async () => {
    const office = await opened()
    const id = await make(office, {
      ...{ city, dataset: 'held', requestKey: 'b-1', kind: 'breakfast', title: '制造名城早餐会第1期' },
      ...{ heldOn: '2024-05-08', agenda: ['企业提出', '部门答复'], sites: ['甲公司'] },
    })
    const before = await bodyOf(house.send('GET', `${path}/${id}`, undefined, office))
    const change = {
      seen: before.seen,
      ...{ kind: 'breakfast', title: before.title, heldOn: '2024-05-08', agenda: before.agenda },
      ...{ sites: ['甲公司', '乙公司'], minutes: '会议听取了……', attendees: [] },
    }
    const written = await bodyOf(house.send('PUT', `${path}/${id}`, change, office))
    expect(written).toMatchObject({ standing: 'written', minutes: '会议听取了……' })
    const stale = await house.send('PUT', `${path}/${id}`, change, office)
    expect((await bodyOf(stale)).code).toBe('programmes.occasion_changed')
    const { pointList } = await bodyOf(
      post(id, 'points', { kind: 'decision', text: '由市人社局开通绿色通道' }, office),
    )
    const settled = await bodyOf(
      post(id, `points/${pointList[0].id}/settle`, { noTaskWhy: '当场办结' }, office),
    )
    expect(settled).toMatchObject({ points: 1, settled: 1 })
    const cancel = await post(id, 'cancel', { seen: settled.seen, why: '误建' }, office)
    expect((await bodyOf(cancel)).code).toBe('programmes.occasion_held')
  })

  test('A15 B32: a task force has members of several departments; its meeting is told to it', async () => {
    const office = await opened()
    const body = await bodyOf(
      house.send(
        'POST',
        '/api/chain-bodies',
        {
          ...{ city, dataset: 'held', kind: 'task_force', name: '轨道交通工作专班', source: '会议纪要' },
          requestKey: 'body-1',
        },
        office,
      ),
    )
    for (const [person, post] of [
      ['某甲', '市工信局科长'],
      ['某乙', '市发改委科长'],
    ])
      await house.send(
        'POST',
        `/api/chain-bodies/${body.id}/members`,
        { dataset: 'held', person, post, duty: 'member', source: '专班名单' },
        office,
      )
    const id = await make(office, { ...visit, kind: 'joint', title: '四方联席会', bodyId: body.id })
    const shown = await bodyOf(
      house.send('GET', `/api/chain-bodies/${body.id}?dataset=held`, undefined, office),
    )
    expect(shown.members.map(({ post }: { post: string }) => post).sort()).toEqual([
      '市发改委科长',
      '市工信局科长',
    ])
    expect(shown.references).toMatchObject([{ path: `/meetings/${id}`, title: '四方联席会' }])
    const { items } = await bodyOf(
      house.send('GET', `${path}?city=${city}&dataset=held&kind=joint`, undefined, office),
    )
    expect(items).toHaveLength(1)
  })

  test('each role may do what the table says', async () => {
    const office = await opened()
    const id = await make(office)
    const table = { chain_leader: [200, 403], department: [200, 403], firm: [403, 403] } as const
    for (const [role, [list, create]] of Object.entries(table)) {
      const cookie = await house.signIn(role as 'firm')
      const listed = await house.send('GET', `${path}?city=${city}&dataset=held`, undefined, cookie)
      const created = await house.send('POST', path, { ...visit, requestKey: role }, cookie)
      expect([role, listed.status, created.status]).toEqual([role, list, create])
    }
    const elsewhere = await house.signIn('chain_office', { cityCode: '320400' })
    expect((await house.send('GET', `${path}/${id}`, undefined, elsewhere)).status).toBe(403)
    expect((await house.send('POST', path, { ...visit, heldOn: '2024-13-01' }, office)).status).toBe(400)
  })
})
