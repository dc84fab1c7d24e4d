import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { holdSupervision } from './fixtures.ts'
import { escalateTasks } from './index.ts'

const city = '430200'
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const task = {
  city,
  dataset: 'held',
  requestKey: 'key-1',
  title: '签订战略合作协议',
  content: null,
  units: [
    { part: 'lead', name: '市工信局' },
    { part: 'responsible', name: '石桥区政府' },
  ],
  leadPersons: [],
  dueWritten: '2023.10',
  dueDate: '2023-10-31',
}

describe('tasks', () => {
  const house = signedInApp()
  const make = async (cookie: string, more: object = {}) =>
    (await bodyOf(house.send('POST', '/api/programmes/tasks', { ...task, ...more }, cookie))).id as string
  const read = (id: string, cookie: string) =>
    bodyOf(house.send('GET', `/api/programmes/tasks/${id}`, undefined, cookie))
  const post = (id: string, part: string, body: unknown, cookie: string) =>
    house.send('POST', `/api/programmes/tasks/${id}/${part}`, body, cookie)
  const opened = async () => {
    await holdSupervision(house)
    const unitId = await holdFirm(house, { name: '株洲市测试工信局' })
    const office = await house.signIn('chain_office', { cityCode: city })
    const said = { city, dataset: 'held', name: '市工信局', organisationId: unitId }
    expect((await house.send('PUT', '/api/programmes/units', said, office)).status).toBe(204)
    const unit = await house.signIn('department', { organisationId: unitId, cityCode: city })
    return { office, unit, unitId }
  }
  const evidence = async (id: string, cookie: string) => {
    const form = new FormData()
    form.set('file', new File([pdf], '协议.pdf'))
    return (await bodyOf(post(id, 'evidence', form, cookie))).id as string
  }

  test('a task goes from its unit’s report with evidence to done; a request sent twice makes one', async () => {
    const { office, unit, unitId } = await opened()
    const id = await make(office)
    expect(await make(office)).toBe(id)
    let shown = await read(id, unit)
    expect(shown).toMatchObject({
      light: 'red',
      isOpen: true,
      hasNoOwner: false,
      donePercent: null,
      mayReport: true,
    })
    expect(shown.units[0]).toEqual({ part: 'lead', name: '市工信局', organisationId: unitId })

    const early = await post(id, 'acts', { seen: shown.seen ?? shown.life.seen, action: 'report_done' }, unit)
    expect(early.status).toBe(409)
    expect((await bodyOf(early)).detail).toContain('佐证材料')

    const file = await evidence(id, unit)
    const strange = { donePercent: 100, text: '已签', evidence: ['999999'] }
    expect((await post(id, 'progress', strange, unit)).status).toBe(400)
    shown = await bodyOf(post(id, 'progress', { donePercent: 100, text: '协议已签', evidence: [file] }, unit))
    expect(shown.progress[0]).toMatchObject({
      donePercent: 100,
      evidence: [{ id: file, fileName: '协议.pdf' }],
    })
    shown = await bodyOf(post(id, 'acts', { seen: shown.life.seen, action: 'report_done' }, unit))
    expect(shown.life.stateTitle).toBe('待核验')

    const own = await post(id, 'acts', { seen: shown.life.seen, action: 'accept' }, unit)
    expect(own.status).toBe(403)
    const late = await post(id, 'acts', { seen: shown.life.seen - 1, action: 'accept' }, office)
    expect((await bodyOf(late)).code).toBe('programmes.task_changed')
    shown = await bodyOf(post(id, 'acts', { seen: shown.life.seen, action: 'accept' }, office))
    expect(shown).toMatchObject({ isOpen: false, light: 'none', overdueWorkingDays: 0 })
    expect(shown.completedOn).toMatch(/^\d{4}-/)
    expect(shown.life.history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'started',
      'acted',
      'acted',
    ])
    expect((await post(id, 'progress', { donePercent: 1, text: '迟', evidence: [] }, unit)).status).toBe(409)
  })

  test('a department that has no part in a task may read and not report on it', async () => {
    const { office } = await opened()
    const id = await make(office)
    const other = await holdFirm(house, { name: '株洲市另一局' })
    const stranger = await house.signIn('department', { organisationId: other, cityCode: city })
    expect((await read(id, stranger)).mayReport).toBe(false)
    const report = await post(id, 'progress', { donePercent: 5, text: '试', evidence: [] }, stranger)
    expect([report.status, (await bodyOf(report)).code]).toEqual([403, 'programmes.not_own_task'])
    const elsewhere = await house.signIn('department', { organisationId: other, cityCode: '320400' })
    expect((await house.send('GET', `/api/programmes/tasks/${id}`, undefined, elsewhere)).status).toBe(403)
  })

  test('A14: a late task goes up the path step by step, once; the 督办单 keeps what was then', async () => {
    const { office, unit } = await opened()
    const id = await make(office)
    const steps = () => house.asSystem((ctx) => escalateTasks(ctx))
    expect(await steps()).toEqual({ steps: 3 })
    expect(await steps()).toEqual({ steps: 0 })
    const told = await bodyOf(house.send('GET', '/api/notices?dataset=held', undefined, unit))
    expect(JSON.stringify(told)).toContain('签订战略合作协议')
    const shown = await read(id, office)
    expect(shown.path.map(({ takenAt }: { takenAt: string | null }) => takenAt !== null)).toEqual([
      true,
      true,
      true,
    ])

    const waiting = async () =>
      JSON.stringify(
        await bodyOf(house.send('GET', `/api/todo?dataset=held&city=${city}`, undefined, office)),
      )
    expect(await waiting()).toContain('尚未下发督办单')
    const past = { demand: '请限期办结', replyBy: '2020-01-01' }
    expect((await post(id, 'orders', past, office)).status).toBe(400)
    const order = await bodyOf(post(id, 'orders', { demand: '请限期办结', replyBy: '2099-01-05' }, office))
    expect(order.number).toMatch(/^督办〔\d{4}〕1号$/)
    expect(await waiting()).not.toContain('尚未下发督办单')
    const again = await bodyOf(post(id, 'orders', { demand: '再次督办', replyBy: '2099-01-06' }, office))
    expect(again.number).toMatch(/2号$/)
    const print = async (format: string) => {
      const answer = await house.send(
        'GET',
        `/api/programmes/orders/${order.id}/${format}`,
        undefined,
        office,
      )
      expect(answer.status).toBe(200)
      return Buffer.from(await answer.arrayBuffer())
    }
    const docx = await print('docx')
    expect(docx.subarray(0, 2).toString()).toBe('PK')
    expect(docx.equals(await print('docx'))).toBe(true)
    expect((await print('pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await post(id, 'orders', past, unit)).status).toBe(403)
  })

  test('B22: a policy to be issued goes through draft, consultation, legality check, issue; issued counts as reached', async () => {
    const { office, unit } = await opened()
    const id = await make(office)
    await sql`update programmes.task set kind = 'policy' where id = ${BigInt(id)}`.execute(
      house.database.owner,
    )
    const file = await evidence(id, unit)
    await post(id, 'progress', { donePercent: null, text: '送审稿', evidence: [file] }, unit)
    const step = async (action: string, cookie: string, comment?: string) => {
      const { life } = await read(id, office)
      return bodyOf(post(id, 'acts', { seen: life.seen, action, ...(comment ? { comment } : {}) }, cookie))
    }
    const states: string[] = []
    for (const [action, cookie, comment] of [
      ['consult', unit],
      ['check', unit],
      ['pass', office],
      ['issue', unit, '印发文号'],
    ] as const)
      states.push((await step(action, cookie, comment)).state)
    expect(states).toEqual(['consulting', 'legality', 'issuing', 'issued'])
    expect(await read(id, office)).toMatchObject({
      isOpen: true,
      light: 'none',
      completedOn: expect.any(String),
    })
    expect((await step('explain', unit)).life.stateTitle).toBe('已解读，待评估')
  })

  test('changing a task keeps what stood before in the audit; a tag that its plan does not have is refused', async () => {
    const { office } = await opened()
    const id = await make(office)
    const { life } = await read(id, office)
    const { city: _c, dataset: _d, requestKey: _k, ...fields } = task
    const whole = { ...fields, chainId: null, parentId: null, reason: '领导同意延期' }
    const change = { ...whole, seen: life.seen, dueWritten: '2099.12', dueDate: null, tags: [] }
    const path = `/api/programmes/tasks/${id}`
    const tagged = { ...change, tags: [{ dimension: 'x', value: 'y' }] }
    expect((await bodyOf(house.send('PUT', path, tagged, office))).code).toBe('programmes.tag_unknown')
    const after = await bodyOf(house.send('PUT', path, change, office))
    expect(after).toMatchObject({ dueDate: '2099-12-31', light: 'green' })
    expect(after.changes).toMatchObject([
      {
        reason: '领导同意延期',
        fields: [{ field: 'due', before: '2023.10（2023-10-31）', after: '2099.12（2099-12-31）' }],
      },
    ])
    const again = { ...change, seen: after.life.seen, dueDate: '2099-12-31' }
    expect((await bodyOf(house.send('PUT', path, again, office))).code).toBe('programmes.nothing_changed')
    const { rows } = await sql<{ reason: string }>`
      select detail::json->>'reason' as reason from access.audit_entry
      where action = 'programmes.task_change'`.execute(house.database.owner)
    expect(rows).toEqual([{ reason: '领导同意延期' }])
  })

  test('milestones, links and units: kept, listed, reached once', async () => {
    const { office, unit } = await opened()
    const id = await make(office)
    const dated = { title: '完成谈判', dueWritten: null, dueDate: '2023-09-30' }
    let shown = await bodyOf(post(id, 'milestones', dated, unit))
    const [{ id: first }] = shown.milestones
    const reach = () => post(id, `milestones/${first}/reach`, undefined, unit)
    expect((await bodyOf(reach())).milestones[0].reachedBy).not.toBeNull()
    expect((await reach()).status).toBe(404)
    shown = await bodyOf(
      post(id, 'links', { kind: 'agreement', title: '战略协议', path: '/policies/agreements/1' }, unit),
    )
    expect(shown.links).toMatchObject([{ kind: 'agreement', title: '战略协议' }])
    const off = { kind: 'agreement', title: '外站', path: '//evil.example' }
    expect((await post(id, 'links', off, unit)).status).toBe(400)
    const [{ id: linkId }] = shown.links
    const links = `/api/programmes/tasks/${id}/links/${linkId}`
    expect((await bodyOf(house.send('DELETE', links, undefined, unit))).links).toEqual([])
    expect((await house.send('DELETE', links, undefined, unit)).status).toBe(404)
    const { items } = await bodyOf(
      house.send('GET', `/api/programmes/units?city=${city}&dataset=held`, undefined, office),
    )
    expect(items[0]).toMatchObject({ tasks: 1, open: 1, red: 1 })
  })

  test('a whole is not done while a part is open; a part cannot be its own whole', async () => {
    const { office } = await opened()
    const whole = await make(office, { units: [{ part: 'lead', name: '市发改委' }] })
    const part = await make(office, { requestKey: 'part', title: '谈判', parentId: whole })
    let shown = await read(whole, office)
    expect(shown.subtasks).toMatchObject([{ id: part, title: '谈判', light: 'red' }])
    expect((await read(part, office)).parent).toEqual({ id: whole, title: task.title })
    const { city: _c, dataset: _d, requestKey: _k, ...fields } = task
    const circle = { ...fields, seen: shown.life.seen, tags: [], chainId: null, parentId: part, reason: '试' }
    const refused = await house.send('PUT', `/api/programmes/tasks/${whole}`, circle, office)
    expect((await bodyOf(refused)).code).toBe('programmes.task_circle')

    const file = await evidence(whole, office)
    await post(whole, 'progress', { donePercent: 100, text: '成', evidence: [file] }, office)
    const step = async (id: string, action: string, comment?: string) => {
      const { life } = await read(id, office)
      return post(id, 'acts', { seen: life.seen, action, ...(comment ? { comment } : {}) }, office)
    }
    await step(whole, 'report_done')
    const early = await step(whole, 'accept')
    expect([early.status, (await bodyOf(early)).detail]).toEqual([409, expect.stringContaining('谈判')])
    expect((await step(part, 'drop', '不再需要')).status).toBe(200)
    expect((await step(whole, 'accept')).status).toBe(200)
    shown = await read(whole, office)
    expect(shown.isOpen).toBe(false)
  })

  test('A21: a major project goes through 招引, 推进 and 服务, each stage with its own lead and last day', async () => {
    const { office, unitId } = await opened()
    const body = {
      ...{ city, dataset: 'held', requestKey: 'p-1', chainId: 'rail-transit' },
      project: { title: '核心零部件基地', path: '/projects?project=7' },
      stages: [
        { stage: 'attract', leads: ['市商务局'], dueWritten: '2099.03', dueDate: null },
        { stage: 'advance', leads: ['市工信局', '市发改委'], dueWritten: '2099.12', dueDate: null },
        { stage: 'serve', leads: ['石峰区政府'], dueWritten: null, dueDate: null },
      ],
    }
    const start = (more: object = {}) =>
      bodyOf(house.send('POST', '/api/programmes/stages', { ...body, ...more }, office))
    const { id } = await start()
    expect(await start({ requestKey: 'p-2' })).toEqual({ id, isNew: false })
    const shown = await read(id, office)
    expect(shown.links).toMatchObject([{ kind: 'project', path: '/projects?project=7' }])
    expect(
      shown.subtasks.map((part: { title: string; dueDate: string | null }) => [part.title, part.dueDate]),
    ).toEqual([
      ['招引：核心零部件基地', '2099-03-31'],
      ['推进：核心零部件基地', '2099-12-31'],
      ['服务：核心零部件基地', null],
    ])
    expect(shown.subtasks[1].units[0]).toMatchObject({ name: '市工信局', organisationId: unitId })
    const twice = { ...body, requestKey: 'p-3', stages: [body.stages[0], body.stages[0]] }
    expect((await house.send('POST', '/api/programmes/stages', twice, office)).status).toBe(400)
  })

  test('what is sent twice is kept once: report, milestone, link and 督办单', async () => {
    const { office, unit } = await opened()
    const id = await make(office)
    const sent = [
      ['progress', { donePercent: 20, text: '已开工', evidence: [] }, unit],
      ['milestones', { title: '完成谈判', dueWritten: '2023.09', dueDate: null }, unit],
      ['links', { kind: 'policy', title: '实施意见', path: null }, unit],
    ] as const
    for (const [part, body, cookie] of sent) {
      const first = await bodyOf(post(id, part, body, cookie))
      const again = await bodyOf(post(id, part, body, cookie))
      expect([part, again[part].length, again[part]]).toEqual([part, 1, first[part]])
    }
    // The same words after another report are news: the figure went back.
    await post(id, 'progress', { donePercent: 30, text: '推进', evidence: [] }, unit)
    expect((await bodyOf(post(id, 'progress', sent[0][1], unit))).progress).toHaveLength(3)
    const demand = { demand: '请限期办结', replyBy: '2099-01-05' }
    const order = await bodyOf(post(id, 'orders', demand, office))
    expect(await bodyOf(post(id, 'orders', demand, office))).toEqual(order)
    expect((await read(id, office)).orders).toHaveLength(1)
  })

  test('an ended task gets no new part', async () => {
    const { office } = await opened()
    const whole = await make(office)
    const { life } = await read(whole, office)
    const drop = { seen: life.seen, action: 'drop', comment: '不再需要' }
    expect((await post(whole, 'acts', drop, office)).status).toBe(200)
    const part = { ...task, requestKey: 'part', title: '谈判', parentId: whole }
    const refused = await house.send('POST', '/api/programmes/tasks', part, office)
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([409, 'programmes.whole_ended'])
  })

  test('a task pulled twice from the same alert is one task', async () => {
    const { office } = await opened()
    const origin = { room: 'risk', path: '/alerts/7' }
    const first = await make(office, { origin, requestKey: 'a' })
    expect(await make(office, { origin, requestKey: 'b' })).toBe(first)
    expect((await read(first, office)).kind).toBe('pulled')
  })

  test('each role may do what the table says', async () => {
    const { office } = await opened()
    const id = await make(office)
    const table = {
      chain_leader: [200, 403],
      department: [200, 403],
      firm: [403, 403],
      auditor: [200, 403],
    } as const
    for (const [role, [list, create]] of Object.entries(table)) {
      const cookie = await house.signIn(role as 'firm')
      const listed = await house.send(
        'GET',
        `/api/programmes/tasks?city=${city}&dataset=held`,
        undefined,
        cookie,
      )
      const created = await house.send('POST', '/api/programmes/tasks', { ...task, requestKey: role }, cookie)
      expect([role, listed.status, created.status]).toEqual([role, list, create])
    }
    expect((await house.send('GET', `/api/programmes/tasks/${id}`)).status).toBe(401)
  })
})
