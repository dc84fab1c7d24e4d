import { beforeEach, describe, expect, test } from 'vitest'
import { chinaDay } from '../../kernel/china-day.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { loadProjectPacks, projectSections, readProjectPacks } from './fixtures.ts'
import type { KeptMap, MapDraft, MapEdit } from './index.ts'

const chain = { city: '320400', chain: 'industrial-robots' }
const words = (zh: string) => ({ zh, en: zh })
const rename = (id: string, zh: string): MapEdit => ({
  op: 'change_node',
  id,
  fields: { name: { zh, en: zh } },
})

describe('drafts of maps', () => {
  const house = signedInApp()
  let [office, department, second, firm] = ['', '', '', '']
  const open = async (cookie = office) =>
    (await bodyOf(house.send('POST', '/api/map-drafts', chain, cookie))).id as string
  const draft = (id: string, cookie = office): Promise<MapDraft> =>
    bodyOf(house.send('GET', `/api/map-drafts/${id}`, undefined, cookie))
  const save = (id: string, revision: number, edits: MapEdit[], cookie = office) =>
    house.send('POST', `/api/map-drafts/${id}/edits`, { revision, edits }, cookie)
  const acts = async (id: string, action: string, cookie: string, more: object = {}) => {
    const { revision } = await draft(id, cookie)
    return house.send('POST', `/api/map-drafts/${id}/acts`, { action, revision, ...more }, cookie)
  }
  const read = (id: string, nodes: string[], cookie: string, note = '与《行业分类》核对无误') =>
    house.send('POST', `/api/map-drafts/${id}/readings`, { nodes, note }, cookie)
  const publish = async (id: string, nodes: string[]) => {
    expect((await acts(id, 'submit', office)).status).toBe(200)
    expect((await read(id, nodes, second)).status).toBe(200)
    const answer = await acts(id, 'publish', second, { words: '同意发布' })
    expect([answer.status, await answer.clone().text()]).toEqual([200, expect.any(String)])
    return bodyOf(answer) as Promise<MapDraft>
  }
  const map = (city = '320400') =>
    bodyOf(house.send('GET', `/api/chains/industrial-robots/map?city=${city}`, undefined, office))

  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    office = await house.signIn('chain_office')
    second = await house.signIn('administrator')
    department = await house.signIn('department')
    firm = await house.signIn('firm')
  })

  test('C01: drafted, handed in, read by another, published as a version with a date; the old one can be compared', async () => {
    const id = await open()
    expect(await open(department)).toBe(id)
    const before = await draft(id)
    expect([
      before.baseVersion,
      before.revision,
      before.checks.filter(({ level }) => level === 'fault'),
    ]).toEqual([1, 1, []])
    const saved = await save(id, 1, [rename('gear-steel', '齿轮用钢')])
    expect([saved.status, (await bodyOf(saved)).revision]).toEqual([200, 2])
    const after = await publish(id, ['gear-steel'])
    expect([after.state, after.publishedVersion, after.history.map(({ state }) => state)]).toEqual([
      'published',
      2,
      ['draft', 'review', 'published'],
    ])
    const now = await map()
    const node = now.nodes.find((one: { id: string }) => one.id === 'gear-steel')
    expect([now.mapVersion, node.name.zh, node.secondReader.note, node.secondReader.isCurrent]).toEqual([
      2,
      '齿轮用钢',
      '与《行业分类》核对无误',
      true,
    ])
    const { items } = await bodyOf(
      house.send('GET', '/api/chains/industrial-robots/map/versions?city=320400', undefined, firm),
    )
    expect(
      items.map((one: { version: number; origin: string; isCurrent: boolean }) => [
        one.version,
        one.origin,
        one.isCurrent,
      ]),
    ).toEqual([
      [2, 'house', true],
      [1, 'pack', false],
    ])
    const compared = await bodyOf(
      house.send(
        'GET',
        '/api/chains/industrial-robots/map/comparison?city=320400&from=1&to=2',
        undefined,
        firm,
      ),
    )
    expect(
      compared.nodes.map((one: { id: string; kind: string; fields: string[] }) => [
        one.id,
        one.kind,
        one.fields,
      ]),
    ).toEqual([['gear-steel', 'changed', ['name']]])
    expect(
      (await map()).nodes.filter((one: { secondReader: unknown }) => one.secondReader === null).length,
    ).toBe(now.nodes.length - 1)
  })

  test('versions follow each other by day: none from a day to come, none before the one that holds, none overlapping', async () => {
    const today = chinaDay(new Date())
    const dayOf = (offset: number) => chinaDay(new Date(Date.now() + offset * 86_400_000))
    const begin = async (name: string) => {
      const id = await open()
      const { revision } = await draft(id)
      await save(id, revision, [rename('gear-steel', name)])
      await acts(id, 'submit', office)
      await read(id, ['gear-steel'], second)
      return (publishedOn: string) => acts(id, 'publish', second, { words: '同意', publishedOn })
    }
    const first = await begin('甲')
    const early = await first(dayOf(1))
    expect([early.status, (await bodyOf(early)).code]).toEqual([400, 'chains.publish_in_future'])
    expect((await first(dayOf(-3))).status).toBe(200)
    const next = await begin('乙')
    const back = await next(dayOf(-4))
    expect([back.status, (await bodyOf(back)).code]).toEqual([400, 'chains.publish_before_former'])
    expect((await next(dayOf(-1))).status).toBe(200)
    const path = '/api/chains/industrial-robots/map/versions?city=320400'
    const { items } = await bodyOf(house.send('GET', path, undefined, firm))
    const days = items.map((one: { heldFrom: string; heldTo: string | null }) => [one.heldFrom, one.heldTo])
    expect(days).toEqual([
      [dayOf(-1), null],
      [dayOf(-3), dayOf(-1)],
      [today, today],
    ])
  })

  test('who handed a draft in, though without a change of it, is not asked to review it', async () => {
    const id = await open()
    await save(id, 1, [rename('gear-steel', '甲')])
    const waits = async (cookie: string) => {
      const { items } = await bodyOf(house.send('GET', '/api/todo?city=320400', undefined, cookie))
      return items.filter(({ path }: { path: string }) => path === `/map-drafts/${id}`).length
    }
    expect((await acts(id, 'submit', second)).status).toBe(200)
    const third = await house.signIn('administrator', { cityCode: '320400' })
    expect([await waits(second), await waits(office), await waits(third)]).toEqual([0, 0, 1])
  })

  test('a later revision is never overwritten: who saves on an older one is told by whom it was changed', async () => {
    const id = await open()
    expect((await save(id, 1, [rename('gear-steel', '甲')])).status).toBe(200)
    const late = await save(id, 1, [rename('gear-steel', '乙')], department)
    expect([late.status, (await bodyOf(late)).code]).toEqual([409, 'chains.draft_moved_on'])
    const held = await draft(id)
    expect([held.revision, held.content.nodes[0]!.name.zh]).toEqual([2, '甲'])
    await house.send('POST', `/api/map-drafts/${id}/presence`, undefined, department)
    const seen = await bodyOf(house.send('POST', `/api/map-drafts/${id}/presence`, undefined, office))
    expect(
      seen.editors
        .map((one: { isMe: boolean; isHere: boolean; edits: number }) => [one.isMe, one.isHere, one.edits])
        .sort(),
    ).toEqual([
      [false, true, 0],
      [true, true, 1],
    ])
  })

  test('two saving at one moment on the same revision: one is kept, one is refused, nothing is lost', async () => {
    const id = await open()
    const answers = await Promise.all([
      save(id, 1, [rename('gear-steel', '甲')]),
      save(id, 1, [rename('gear-steel', '乙')], department),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await draft(id)).revision).toBe(2)
  })

  test('who changed a draft neither reads nor publishes it; a node without a second reader keeps it from being published', async () => {
    const id = await open()
    await save(id, 1, [rename('gear-steel', '甲')])
    expect((await read(id, ['gear-steel'], office)).status).toBe(403)
    await acts(id, 'submit', office)
    const own = await acts(id, 'publish', office, { words: '同意' })
    expect([own.status, (await bodyOf(own)).code]).toEqual([403, 'chains.draft_step_refused'])
    const unread = await acts(id, 'publish', second, { words: '同意' })
    expect([unread.status, (await bodyOf(unread)).code]).toEqual([409, 'chains.draft_unread'])
    expect((await acts(id, 'publish', department, { words: '同意' })).status).toBe(403)
    expect((await acts(id, 'return', second)).status).toBe(409)
    const returned = await acts(id, 'return', second, { words: '产品词太少' })
    expect((await bodyOf(returned)).state).toBe('draft')
    expect((await map()).mapVersion).toBe(1)
  })

  test('a faulty or unchanged draft is not handed in, every fault with its place', async () => {
    const id = await open()
    const same = await acts(id, 'submit', office)
    expect([same.status, (await bodyOf(same)).code]).toEqual([409, 'chains.draft_unchanged'])
    const saved = await bodyOf(
      save(id, 1, [{ op: 'change_node', id: 'gear-steel', fields: { products: ['钢'], classes: ['9999'] } }]),
    )
    expect(
      saved.checks.filter(({ level }: { level: string }) => level === 'fault').length,
    ).toBeGreaterThanOrEqual(3)
    const faulty = await acts(id, 'submit', office)
    const body = await bodyOf(faulty)
    expect([faulty.status, body.code]).toEqual([409, 'chains.draft_has_faults'])
    expect(body.fields.map(({ field }: { field: string }) => field)).toContain('nodes.gear-steel.classes')
  })

  test('comments are kept once, settled and opened again with name and time', async () => {
    const id = await open()
    const comment = { node: 'gear-steel', text: '是否含渗碳钢？', requestKey: 'once-and-only' }
    await house.send('POST', `/api/map-drafts/${id}/comments`, comment, department)
    const { comments } = await bodyOf(
      house.send('POST', `/api/map-drafts/${id}/comments`, comment, department),
    )
    expect(comments.length).toBe(1)
    const at = `/api/map-drafts/${id}/comments/${comments[0].id}/resolve`
    const settled = await bodyOf(house.send('POST', at, { isResolved: true }, office))
    expect(settled.comments[0].resolvedBy).toContain('chain-office')
    const again = await bodyOf(house.send('POST', at, { isResolved: false }, office))
    expect(again.comments[0].resolvedBy).toBeNull()
    expect(
      (
        await house.send(
          'POST',
          `/api/map-drafts/${id}/comments`,
          { ...comment, node: 'nowhere', requestKey: 'another-one' },
          office,
        )
      ).status,
    ).toBe(400)
  })

  test('a changed node takes its reading with it only as it was', async () => {
    const id = await open()
    await save(id, 1, [rename('gear-steel', '甲')])
    await publish(id, ['gear-steel'])
    const next = await open()
    expect(next).not.toBe(id)
    await save(next, 1, [rename('gear-steel', '乙')])
    const { readings } = await draft(next)
    expect(readings.map(({ node, isCurrent }) => [node, isCurrent])).toEqual([['gear-steel', false]])
  })

  test('a node on several maps stays one: publishing it in one changes it in all', async () => {
    const id = await open()
    const { content } = await draft(id)
    const others = (
      await bodyOf(house.send('GET', '/api/chains/power-battery/map?city=320400', undefined, office))
    ).nodes
    const shared = content.nodes.find((one) => others.some((other: { id: string }) => other.id === one.id))!
    await save(id, 1, [rename(shared.id, '共用环节新名')])
    await publish(id, [shared.id])
    const follower = await bodyOf(
      house.send('GET', '/api/chains/power-battery/map?city=320400', undefined, office),
    )
    const twin = follower.nodes.find((one: { id: string }) => one.id === shared.id)
    expect([follower.mapVersion, twin.name.zh]).toEqual([2, '共用环节新名'])
  })

  test('a pack that changes under a map kept here is a conflict and overwrites nothing; merging makes a draft', async () => {
    const id = await open()
    await save(id, 1, [rename('gear-steel', '这里改的名')])
    await publish(id, ['gear-steel'])
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    const kept = async () => {
      const { items } = await bodyOf(house.send('GET', '/api/maps?city=320400', undefined, office))
      return (items as KeptMap[]).find(({ chainId }) => chainId === 'industrial-robots')!
    }
    expect([(await kept()).version, (await kept()).conflict, (await kept()).readNodes]).toEqual([2, null, 1])
    await house.asSystem((ctx) => loadChanged(ctx))
    const { conflict, version, origin } = await kept()
    expect([version, origin, conflict?.pack, conflict?.isGone]).toEqual([2, 'house', 'changzhou', false])
    await house.asSystem((ctx) => loadChanged(ctx))
    expect((await kept()).conflict?.id).toBe(conflict!.id)
    const settle = { ...chain, action: 'merge', reason: '并入城市包的改动' }
    const merged = await house.send('POST', `/api/maps/conflicts/${conflict!.id}`, settle, second)
    const { content, comments } = await draft((await bodyOf(merged)).draft)
    expect([content.nodes[0]!.name.zh, content.nodes[1]!.name.zh]).toEqual(['这里改的名', '城市包改的名'])
    expect(comments).toEqual([])
    expect([(await kept()).conflict, (await map()).mapVersion]).toEqual([null, 2])
  })

  async function loadChanged(ctx: Context) {
    const sections = projectSections as PackSection<unknown, Context>[]
    const pack = readProjectPacks(['changzhou']).at(-1)!
    const docs = pack.docs.get('maps')!.map((doc) => {
      const value = structuredClone(doc.value) as { id: string; nodes: { name: object }[] }
      if (value.id === 'industrial-robots') value.nodes[1]!.name = words('城市包改的名')
      return { ...doc, value }
    })
    await loadPack({ ...pack, docs: new Map([...pack.docs, ['maps', docs]]) }, sections, ctx)
  }

  test('a draft takes in what was published meanwhile; what both changed is told as a comment', async () => {
    const id = await open()
    await save(id, 1, [rename('gear-steel', '甲'), rename('bearing-steel', '轴承钢材')])
    // Another map that shares the node is published, which moves this one on.
    const other = (
      await bodyOf(house.send('POST', '/api/map-drafts', { ...chain, chain: 'rail-transit' }, second))
    ).id
    await save(other, 1, [rename('bearing-steel', '轴承用钢')], second)
    await acts(other, 'submit', second)
    await read(other, ['bearing-steel'], office)
    expect((await acts(other, 'publish', office, { words: '同意' })).status).toBe(200)
    expect((await map()).mapVersion).toBe(2)
    await acts(id, 'submit', office)
    await read(id, ['gear-steel', 'bearing-steel'], second)
    const late = await acts(id, 'publish', second, { words: '同意' })
    expect([late.status, (await bodyOf(late)).code]).toEqual([409, 'chains.map_moved_on'])
    await acts(id, 'recall', office)
    const merged: MapDraft = await bodyOf(
      house.send('POST', `/api/map-drafts/${id}/rebase`, undefined, office),
    )
    expect([merged.baseVersion, merged.currentVersion]).toEqual([2, 2])
    const nameOf = (node: string) => merged.content.nodes.find((one) => one.id === node)!.name.zh
    expect([nameOf('gear-steel'), nameOf('bearing-steel')]).toEqual(['甲', '轴承钢材'])
    expect(merged.comments.map(({ node }) => node)).toEqual(['bearing-steel'])
  })

  test('a workbook goes out, comes back changed, is previewed line by line and becomes the draft', async () => {
    const id = await open()
    const sheet = async () =>
      Buffer.from(
        await (await house.send('GET', `/api/map-drafts/${id}/sheet`, undefined, office)).arrayBuffer(),
      )
    const send = async (bytes: Buffer, apply: 'yes' | 'no', name = 'map.xlsx') => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], name))
      form.set('revision', String((await draft(id)).revision))
      form.set('apply', apply)
      return house.send('POST', `/api/map-drafts/${id}/import`, form, office)
    }
    const same = await bodyOf(send(await sheet(), 'no'))
    expect([same.added, same.changed, same.removed, same.isApplied]).toEqual([0, 0, 0, false])
    expect(same.lines.filter(({ level }: { level: string }) => level === 'fault')).toEqual([])
    await save(id, 1, [{ op: 'remove_node', id: 'gear-steel' }])
    const smaller = await sheet()
    await save(id, 2, [rename('bearing-steel', '别名')])
    const applied = await bodyOf(send(smaller, 'yes'))
    expect([applied.changed, applied.isApplied, applied.revision]).toEqual([1, true, 4])
    const bad = await send(Buffer.from('not a workbook'), 'yes')
    expect([bad.status, (await bodyOf(bad)).code]).toEqual([400, 'chains.sheet.bad_file'])
    expect((await house.send('GET', '/api/maps/template', undefined, office)).status).toBe(200)
  })

  test('an account of another city neither opens nor reads the draft', async () => {
    const id = await open()
    const zhuzhou = await house.signIn('chain_office', { cityCode: '430200' })
    expect((await house.send('GET', `/api/map-drafts/${id}`, undefined, zhuzhou)).status).toBe(403)
    expect((await house.send('POST', '/api/map-drafts', chain, zhuzhou)).status).toBe(403)
  })
})
