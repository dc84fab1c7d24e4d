import { beforeEach, describe, expect, test } from 'vitest'
import { checkLifeCycle } from '../../engines/workflow/index.ts'
import { loadPack, type PackSection, readPack } from '../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { librarySections } from '../registry/index.ts'
import { nodeActCycle } from './domain/node-act-life.ts'
import { loadProjectPacks } from './fixtures.ts'
import { actAims, chainActs, resultGrades } from './model.ts'

/** The life cycles of projects, without which the register makes none. */
async function loadProjectLives(ctx: Context): Promise<void> {
  const sections = librarySections as unknown as readonly PackSection<unknown, Context>[]
  await loadPack({ ...readPack('packs/national', sections), problems: [] }, sections, ctx)
}
const pdf = () => new File([Buffer.from('%PDF-1.4\n%%EOF\n')], 'proof.pdf', { type: 'application/pdf' })

describe('what is done on nodes', () => {
  const house = signedInApp()
  let office = ''
  let node = ''
  const of = { city: '430200', chain: 'rail-transit' }
  const post = (path: string, body: unknown, cookie = office) => house.send('POST', path, body, cookie)
  const read = (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
  const work = (cookie = office, dataset = 'held') =>
    read(`/api/chain-work?city=430200&chain=rail-transit&node=${node}&dataset=${dataset}`, cookie)
  const planned = {
    title: '引进轴承厂',
    aim: 'fill-blank',
    act: 'build',
    source: '链办会议',
    requestKey: 'a1',
  }
  const withFile = (fields: Record<string, string> = {}) => {
    const form = new FormData()
    form.set('document', pdf())
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return form
  }

  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['zhuzhou']))
    office = await house.signIn('chain_office')
    node = (await read('/api/chains/rail-transit/map?city=430200')).nodes[0].id
  })

  test('N02: the vocabulary is closed: three aims and six acts, one of them at least', async () => {
    expect([actAims.length, chainActs.length]).toEqual([3, 6])
    expect(checkLifeCycle(nodeActCycle)).toEqual([])
    const at = '/api/chain-work/acts'
    expect((await post(at, { ...of, node, ...planned, act: '拔链' })).status).toBe(400)
    expect((await post(at, { ...of, node, ...planned, act: null, aim: null })).status).toBe(400)
    const strange = await bodyOf(post(at, { ...of, node: 'no-such-node', ...planned }))
    expect([strange.status, strange.code]).toEqual([400, 'chains.no_node'])
    for (const [i, act] of chainActs.entries()) {
      const made = await post(at, { ...of, node, ...planned, aim: null, act, requestKey: `k${i}` })
      expect(made.status).toBe(201)
    }
    expect((await work()).acts.map(({ act }: { act: string }) => act)).toEqual([...chainActs])
  })

  test('N02: an act has owner, last day, note and status; it is done on evidence only', async () => {
    const body = { ...of, node, ...planned, owner: '市工信局', dueOn: '2020-01-31', note: '两家在谈' }
    const made = await bodyOf(post('/api/chain-work/acts', body))
    expect(made).toMatchObject({ state: 'planned', owner: '市工信局', isOverdue: true, note: '两家在谈' })
    expect((await bodyOf(post('/api/chain-work/acts', body))).id).toBe(made.id)
    const step = (seen: number, action: string, more = {}) =>
      post(`/api/chain-work/acts/${made.id}/steps`, { seen, action, ...more })
    expect((await step(0, 'start')).status).toBe(200)
    expect((await bodyOf(step(0, 'finish'))).code).toBe('chains.act_changed')
    const early = await bodyOf(step(1, 'finish'))
    expect([early.status, early.code]).toEqual([409, 'chains.act_refused'])
    expect(early.detail).toContain('依据')
    expect((await post(`/api/chain-work/acts/${made.id}/evidence`, withFile())).status).toBe(200)
    const done = await bodyOf(step(1, 'finish'))
    expect(done).toMatchObject({ state: 'done', isOverdue: false })
    expect(done.history.map(({ text }: { text: string }) => text)).toEqual(['计划', '开始', '完成'])
    expect((await step(2, 'drop', { comment: '不做了' })).status).toBe(409)
  })

  test('a last day before the first is told by field, and nothing is changed', async () => {
    const body = { ...of, node, ...planned, startsOn: '2026-12-01', dueOn: '2026-12-31' }
    const made = await bodyOf(post('/api/chain-work/acts', body))
    const change = (dueOn: string) =>
      house.send(
        'PATCH',
        `/api/chain-work/acts/${made.id}`,
        { seen: 0, owner: null, dueOn, note: null },
        office,
      )
    const early = await bodyOf(change('2026-11-30'))
    expect([early.status, early.fields[0].field]).toEqual([400, 'dueOn'])
    expect((await work()).acts[0]).toMatchObject({ dueOn: '2026-12-31', seen: 0 })
    expect((await change('2026-12-01')).status).toBe(200)
  })

  test('N03: a project is linked to a node and stands on both sides; taken back it is gone from both', async () => {
    await house.asSystem(loadProjectLives)
    const project = {
      city: '430200',
      dataset: 'held',
      name: '轴承攻关',
      stage: 'planning',
      source: '清单',
      requestKey: 'p1',
    }
    const made = await bodyOf(post('/api/projects', project))
    const link = { ...of, node, projectId: made.id, kind: 'research', source: '任务书' }
    await post('/api/chain-work/links', link)
    expect((await bodyOf(post('/api/chain-work/links', link))).items).toMatchObject([
      { subjectName: '轴承攻关', kind: 'research' },
    ])
    const there = await read(`/api/chain-work/projects/${made.id}?dataset=held`)
    expect(there.items).toMatchObject([{ chain: 'rail-transit', node }])
    expect((await bodyOf(post('/api/chain-work/links', { ...link, dataset: 'demo' }))).code).toBe(
      'chains.no_subject',
    )
    const back = await post(`/api/chain-work/links/${there.items[0].id}/withdraw`, { why: '登错' })
    expect(back.status).toBe(204)
    expect((await work()).links).toEqual([])
    expect((await read(`/api/chain-work/projects/${made.id}?dataset=held`)).items).toEqual([])
  })

  test('N04: a result bears one of five grades, who gave it, and a document; without a document it is refused', async () => {
    expect(resultGrades).toHaveLength(5)
    const firm = await holdFirm(house, { name: '甲齿轮有限公司', address: '湖南省株洲市石峰区一路' })
    const result = {
      ...of,
      node,
      name: '高可靠齿轮传动系统',
      grade: 'irreplaceable',
      organisationId: firm,
      gradedBy: '专家组',
      gradedOn: '2025-05-01',
      evidence: '鉴定报告',
      requestKey: 'r1',
    }
    const form = () => withFile({ result: JSON.stringify(result) })
    const kept = await bodyOf(house.send('POST', '/api/chain-work/results', form(), office))
    expect(kept).toMatchObject({ grade: 'irreplaceable', organisationName: '甲齿轮有限公司' })
    expect(kept.documents).toHaveLength(1)
    expect((await bodyOf(house.send('POST', '/api/chain-work/results', form(), office))).id).toBe(kept.id)
    expect((await work()).results).toHaveLength(1)
    const bare = new FormData()
    bare.set('result', JSON.stringify(result))
    expect((await house.send('POST', '/api/chain-work/results', bare, office)).status).toBe(400)
    const strange = withFile({ result: JSON.stringify({ ...result, grade: '最好', requestKey: 'r2' }) })
    expect((await house.send('POST', '/api/chain-work/results', strange, office)).status).toBe(400)
    const noJson = withFile({ result: 'x' })
    expect((await house.send('POST', '/api/chain-work/results', noJson, office)).status).toBe(400)
  })

  test('an account of another city changes no act, takes back no link and reads none of a project', async () => {
    await house.asSystem(loadProjectLives)
    const project = { city: '430200', dataset: 'held', name: '轴承攻关', stage: 'planning', source: '清单' }
    const { id } = await bodyOf(post('/api/projects', { ...project, requestKey: 'p2' }))
    const link = { ...of, node, projectId: id, kind: 'research', source: '任务书' }
    const { items } = await bodyOf(post('/api/chain-work/links', link))
    const act = await bodyOf(post('/api/chain-work/acts', { ...of, node, ...planned }))
    const away = await house.signIn('chain_office', { cityCode: '320400' })
    expect((await read(`/api/chain-work/projects/${id}?dataset=held`, away)).items).toEqual([])
    const step = { seen: 0, action: 'start' }
    expect((await post(`/api/chain-work/acts/${act.id}/steps`, step, away)).status).toBe(403)
    const back = `/api/chain-work/links/${items[0].id}/withdraw`
    expect((await post(back, { why: '登错' }, away)).status).toBe(403)
    expect((await work()).links).toHaveLength(1)
    expect((await work()).acts[0].state).toBe('planned')
  })

  test('working papers stay with the offices and with their data set', async () => {
    await post('/api/chain-work/acts', { ...of, node, ...planned })
    expect(await house.rowsSeenBy('firm', 'chains.node_act')).toBe(0)
    expect(await house.rowsSeenBy('bank', 'chains.node_act')).toBe(0)
    expect(await house.rowsSeenBy('department', 'chains.node_act')).toBe(1)
    expect((await work(office, 'demo')).acts).toEqual([])
  })

  test.each([
    ['department', 200, 201],
    ['chain_leader', 200, 403],
    ['park', 200, 403],
    ['firm', 403, 403],
    ['bank', 403, 403],
  ] as const)('%s reads work on nodes (%i) and plans an act (%i)', async (who, reads, plans) => {
    const cookie = await house.signIn(who)
    const answer = await house.send('GET', '/api/chain-work?city=430200', undefined, cookie)
    expect(answer.status).toBe(reads)
    expect((await post('/api/chain-work/acts', { ...of, node, ...planned }, cookie)).status).toBe(plans)
  })
})
