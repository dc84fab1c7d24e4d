import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { advanceDocument } from './queries/documents.ts'

const city = '430200'
const text = `溪州市轨道交通产业实施方案
二、重点任务
1. 建设中试基地。建成中试基地2个。（牵头单位：市科技局、石桥区政府；责任单位：市工信局；完成时限：2024年6月底前）
2. 加强质量监管。长期坚持开展质量监管。（牵头单位：市市场监管局）`

describe('official documents', () => {
  const house = signedInApp()
  const upload = async (bytes: Buffer | string, cookie: string, name = '方案.txt') => {
    const form = new FormData()
    form.set('file', new File([bytes as never], name))
    form.set('city', city)
    form.set('dataset', 'held')
    return house.send('POST', '/api/programmes/documents', form, cookie)
  }
  const read = async (id: string, cookie: string) =>
    bodyOf(house.send('GET', `/api/programmes/documents/${id}`, undefined, cookie))

  test('a plan is read, gone through and published: its items become tasks with every unit and last day', async () => {
    const office = await house.signIn('chain_office')
    const { id } = await bodyOf(upload(text, office))
    let document = await read(id, office)
    expect(document.state).toBe('review')
    const tasks = document.items.filter(({ kind }: { kind: string }) => kind === 'task')
    expect(tasks.map(({ read }: { read: { title: string } }) => read.title)).toEqual([
      '建设中试基地',
      '加强质量监管',
    ])
    expect(document.text.slice(...tasks[0].span)).toContain('建设中试基地')
    expect(tasks[1].doubts).toContain('no_date')

    const early = await house.send(
      'POST',
      `/api/programmes/documents/${id}/publish`,
      { version: document.version },
      office,
    )
    expect([early.status, (await bodyOf(early)).code]).toEqual([409, 'programmes.items_wait'])

    const ordinals = document.items.map(({ ordinal }: { ordinal: number }) => ordinal)
    const decide = { version: document.version, ordinals, decision: 'accepted' }
    document = await bodyOf(house.send('POST', `/api/programmes/documents/${id}/decide`, decide, office))
    document = await bodyOf(
      house.send('POST', `/api/programmes/documents/${id}/publish`, { version: document.version }, office),
    )
    expect([document.state, document.planId]).toEqual(['published', expect.any(String)])
    const kept = await house.database.owner
      .withTables<{
        'programmes.taskUnit': { taskId: bigint; part: string; position: number; nameAsWritten: string }
      }>()
      .selectFrom('programmes.taskUnit')
      .select(['part', 'nameAsWritten'])
      .orderBy('taskId')
      .orderBy('part')
      .orderBy('position')
      .execute()
    expect(kept.map(({ part, nameAsWritten }) => `${part} ${nameAsWritten}`)).toEqual([
      'lead 市科技局',
      'lead 石桥区政府',
      'responsible 市工信局',
      'lead 市市场监管局',
    ])
  })

  test('the same file again is the same document', async () => {
    const office = await house.signIn('chain_office')
    const first = await bodyOf(upload(text, office))
    expect(await bodyOf(upload(text, office, '另一个名字.txt'))).toEqual({ id: first.id, isNew: false })
  })

  test('who saw an older version does not overwrite; a wrong correction names its field; a picture is refused in words', async () => {
    const office = await house.signIn('chain_office')
    const { id } = await bodyOf(upload(text, office))
    const { version, items } = await read(id, office)
    const path = `/api/programmes/documents/${id}/items/${items[0].ordinal}`
    const written = { ...items[0].read, title: '建设两个中试基地' }
    const fine = await house.send('PUT', path, { version, decision: 'accepted', written }, office)
    expect((await bodyOf(fine)).items[0]).toMatchObject({ written, decision: 'accepted' })
    const late = await house.send('PUT', path, { version, decision: 'rejected' }, office)
    expect([late.status, (await bodyOf(late)).code]).toEqual([409, 'programmes.changed_meanwhile'])
    const wrong = { version: version + 1, decision: 'accepted', written: { ...written, dueDate: '明年' } }
    const refused = await bodyOf(house.send('PUT', path, wrong, office))
    expect([refused.code, refused.fields[0].field]).toEqual(['programmes.item_wrong', 'written.dueDate'])
    const picture = await upload(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), office, 'a.png')
    expect([picture.status, (await bodyOf(picture)).code]).toEqual([400, 'documents.picture'])
  })

  test('of two people who change it at the same moment one is heard and the other is told', async () => {
    const offices = [await house.signIn('chain_office'), await house.signIn('administrator')]
    const { id } = await bodyOf(upload(text, offices[0]!))
    const { version, items } = await read(id, offices[0]!)
    const path = `/api/programmes/documents/${id}/items/${items[0].ordinal}`
    const answers = await Promise.all(
      offices.map((cookie) => house.send('PUT', path, { version, decision: 'accepted' }, cookie)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await read(id, offices[0]!)).version).toBe(version + 1)
    // However the two fall: whoever read the older version moves nothing on.
    const late = await house.asSystem(({ db }) => advanceDocument(db, id, version))
    expect([late, (await read(id, offices[0]!)).version]).toEqual([false, version + 1])
  })

  test.skipIf(!existsSync('../shared/mission/seeds'))(
    'the plan of Zhuzhou and the four replies of Changzhou go in as files',
    async () => {
      const office = await house.signIn('chain_office')
      const seeds = '../shared/mission/seeds'
      const plan = readFileSync(`${seeds}/003_615e9a7bda2e21e0.txt`)
      const document = await read((await bodyOf(upload(plan, office))).id, office)
      const count = (kind: string) =>
        document.items.filter((item: { kind: string }) => item.kind === kind).length
      expect([document.kind, count('task'), count('policy'), count('target')]).toEqual(['plan', 20, 9, 31])
      expect(document.conflicts.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['scope', 'value'])
      expect(document.conflicts.every(({ ordinals }: { ordinals: number[] }) => ordinals.length >= 2)).toBe(
        true,
      )
      const replies = [
        '000_6b37833c3dd10c4b.txt',
        '001_1b8b67bbe8686905.txt',
        '002_6154cac39ff35275.mojibake.txt',
        '004_5ce730795f2056aa.txt',
      ]
      for (const name of replies) {
        const reply = await read(
          (await bodyOf(upload(readFileSync(`${seeds}/${name}`), office, name))).id,
          office,
        )
        expect([name, reply.kind]).toEqual([name, 'reply'])
        expect(reply.isRepaired).toBe(name.includes('mojibake'))
      }
    },
  )
})
