import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { readDocument } from '../../engines/documents/index.ts'
import { startWorker } from '../../platform/jobs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { asSystem, type Role, systemActor } from '../access/index.ts'
import { inTestContext } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { loadReportPacks } from './fixtures.ts'
import { keepDayState } from './service/cockpit.ts'
import { makeIssue as composeIssue } from './service/issues.ts'

const house = signedInApp({ keepBetweenTests: true })
const { database } = house
const city = '430200'
const chain = 'rail-transit'
const place = { city, chain, dataset: 'demo' }
type As = { role?: Role; of?: Parameters<typeof house.signIn>[1] }

beforeAll(async () => {
  await loadReportPacks(database)
  await inTestContext(database, (ctx) => generateDemoCity(ctx, { city, firms: 300, links: 1500, seed: 5 }))
}, 240_000)

const send = async (method: string, path: string, body?: object, { role = 'chain_office', of }: As = {}) =>
  house.send(method, path, body, await house.signIn(role, of))
const get = (path: string, as?: As) => send('GET', path, undefined, as)
const makeIssue = (body: object, as?: As) => send('POST', '/api/reports/issues', { ...place, ...body }, as)

/** Lets a worker write until the thing at a path is done. */
async function written(path: string) {
  const worker = await startWorker(database, { asProgram: (work) => asSystem(database, work) })
  try {
    for (let look = 0; look < 600; look++) {
      const thing = await bodyOf(get(path))
      if (thing.job?.status === 'done') return thing
      if (thing.job?.status === 'failed') throw new Error(thing.job.problem)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the files are not written')
  } finally {
    await worker.stop()
  }
}
const bytesAt = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer())

describe('who may', () => {
  const readers: Role[] = ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor']
  const all: Role[] = [...readers, 'firm', 'leading_firm', 'institute', 'bank', 'provider']
  const scope = `city=${city}&dataset=demo`
  test('reports, artefacts and the cockpit are read by the offices, never by firms, and made by those who do not audit', async () => {
    for (const role of all) {
      const isReader = readers.includes(role)
      const paths = [
        ...[`/api/cockpit?${scope}`, `/api/reports/templates?city=${city}`, `/api/reports/issues?${scope}`],
        `/api/reports/artefacts?${scope}&chain=${chain}`,
      ]
      for (const path of paths)
        expect([role, path, (await get(path, { role })).status]).toEqual([role, path, isReader ? 200 : 403])
      const mayMake = isReader && role !== 'auditor'
      const refused = await makeIssue({ template: 'no-such' }, { role })
      expect([role, refused.status]).toEqual([role, mayMake ? 404 : 403])
    }
  }, 180_000)

  test('somebody bound to another city reads and makes nothing here', async () => {
    const elsewhere: As = { role: 'department', of: { cityCode: '320400' } }
    expect((await get(`/api/cockpit?${scope}`, elsewhere)).status).toBe(403)
    expect((await makeIssue({ template: 'chain-analysis' }, elsewhere)).status).toBe(403)
  })
})

describe('a report', () => {
  test('every statement has its sources, what is not held is said, and the same facts are one issue', async () => {
    const answer = await makeIssue({ template: 'chain-analysis' })
    const issue = await bodyOf(answer)
    expect(answer.status).toBe(201)
    const bare = issue.statements.filter((one: { sources: unknown[] }) => one.sources.length === 0)
    expect(bare).toEqual([])
    const map = issue.statements.find((one: { key: string }) => one.key === 'map-outline')
    expect([map.isUnknown, map.sources[0].room]).toEqual([false, 'atlas'])
    for (const { sources } of issue.statements)
      for (const { path } of sources) expect(path).toMatch(/^\/[^?]+\?.*city=430200&dataset=demo$/)
    expect(issue.statements.map((one: { text: string }) => one.text)).toContain(
      '人才情况未知（人才库尚未建成）。',
    )
    const again = await bodyOf(makeIssue({ template: 'chain-analysis' }))
    expect(again.id).toBe(issue.id)
  }, 180_000)

  test('is written as Word and PDF in which the sentences stand, demo data is said, and sources are numbered', async () => {
    const { id } = await bodyOf(makeIssue({ template: 'chain-analysis' }))
    const { files } = await written(`/api/reports/issues/${id}`)
    expect(files.map((file: { format: string }) => file.format)).toEqual(['docx', 'pdf'])
    for (const file of files) {
      const { text } = await readDocument(await bytesAt(`/api/reports/files/${file.id}`))
      const read = text.replaceAll(/\s/g, '')
      for (const part of ['株洲市轨道交通装备产业链分析报告', '演示数据', '资料来源', '139个节点'])
        expect(read, file.name).toContain(part)
    }
  }, 240_000)

  test('what moved since an issue of an earlier day is marked with what it was', async () => {
    const before = await inTestContext(
      database,
      (ctx) => composeIssue(ctx, { city, chain, dataset: 'demo', template: 'chain-analysis' }),
      { actor: { ...systemActor, role: 'chain_office' }, now: new Date(Date.now() - 30 * 86_400_000) },
    )
    const project = {
      requestKey: 'r1',
      name: '新项目',
      chainId: chain,
      source: '测试',
      investmentFen: '123400000000',
    }
    expect((await send('POST', '/api/projects', { city, dataset: 'demo', ...project })).status).toBe(201)
    const after = await bodyOf(makeIssue({ template: 'chain-analysis' }))
    expect([after.previous.id, after.issueNumber]).toEqual([before.id, before.issueNumber + 1])
    const told = after.statements.find((one: { key: string }) => one.key === 'projects.stages')
    expect(told.text).toContain('本链项目1（上期未知）个')
    expect(after.changedCount).toBeGreaterThan(0)
  }, 180_000)

  test('a monthly report asks for a month that is past; other reports ask for none', async () => {
    const codeOf = async (body: object) => (await bodyOf(makeIssue(body))).code
    expect(await codeOf({ template: 'monthly-monitoring', period: '2999-01' })).toBe('reports.period_ahead')
    expect(await codeOf({ template: 'chain-analysis', period: '2025-01' })).toBe('reports.period_not_asked')
    expect(await codeOf({ template: 'chain-analysis', chain: 'no-chain' })).toBe('reports.no_chain')
    const { title, period } = await bodyOf(makeIssue({ template: 'monthly-monitoring', period: '2025-01' }))
    expect([title, period]).toEqual(['株洲市轨道交通装备产业链监测月报（2025年1月）', '2025-01'])
  }, 180_000)

  test('a monthly report is compared with the month before, and bears the same number on whatever day it is made', async () => {
    const of = (month: string, days: number) =>
      inTestContext(
        database,
        (ctx) =>
          composeIssue(ctx, { city, chain, dataset: 'demo', template: 'monthly-monitoring', period: month }),
        {
          actor: { ...systemActor, role: 'administrator' },
          now: new Date(Date.parse('2026-03-05T02:00:00Z') + days * 86_400_000),
        },
      )
    const first = await of('2026-01', 0)
    const second = await of('2026-02', 0)
    expect([first.issueNumber, first.previous]).toEqual([1, null])
    expect([second.issueNumber, second.previous?.id]).toEqual([2, first.id])
    const again = await of('2026-01', 3)
    expect([again.issueNumber, again.previous]).toEqual([1, null])
  }, 180_000)

  test('N15: the self-evaluation stands under the five headings of the plan and is offered to the pilot city alone', async () => {
    const issue = await bodyOf(makeIssue({ template: 'pilot-self-evaluation', dataset: 'held' }))
    const headings = [...new Set(issue.statements.map((one: { section: string }) => one.section))]
    expect(headings).toEqual([
      ...['一、产业链协同联动', '二、供应链集约高效', '三、创新链深度融合'],
      ...['四、人才链集聚赋能', '五、政策链精准有效'],
    ])
    const rows = issue.statements.filter((one: { key: string }) => one.key.startsWith('targets-supply/'))
    expect(rows.map((one: { text: string }) => one.text).join()).toContain('本地配套率')
    const other = await makeIssue({ template: 'pilot-self-evaluation', city: '320400' })
    expect([other.status, (await bodyOf(other)).code]).toEqual([404, 'reports.no_template'])
  }, 180_000)

  test('is composed with the rights of its reader: another role does not find it, and it holds no names of alerts', async () => {
    const department: As = { role: 'department' }
    const own = await bodyOf(makeIssue({ template: 'monthly-monitoring' }, department))
    expect((await get(`/api/reports/issues/${own.id}`, department)).status).toBe(200)
    expect((await get(`/api/reports/issues/${own.id}`, { role: 'park' })).status).toBe(404)
    const office = await bodyOf(makeIssue({ template: 'monthly-monitoring' }))
    expect((await get(`/api/reports/issues/${office.id}`, department)).status).toBe(404)
    const file = office.files[0]
    expect((await get(`/api/reports/files/${file.id}`, department)).status).toBe(404)
    const told = own.statements.find((one: { key: string }) => one.key === 'alerts')
    expect(told.text).toBe('没有列出在办预警（本报告的阅读范围不含此项）。')
    const seen = await house.rowsSeenBy('firm', 'reports.issue')
    expect([seen, await house.rowsSeenBy('firm', 'reports.file')]).toEqual([0, 0])
  }, 180_000)

  test('can be cancelled while its files wait, and is written when it is asked for again', async () => {
    const { id, files } = await bodyOf(makeIssue({ template: 'investment-report' }))
    expect((await bodyOf(get(`/api/reports/files/${files[0].id}`))).code).toBe('reports.file_not_written')
    const cancelled = await bodyOf(send('POST', `/api/reports/issues/${id}/cancel`))
    expect(cancelled.job.status).toBe('cancelled')
    expect((await send('POST', `/api/reports/issues/${id}/cancel`)).status).toBe(409)
    const again = await bodyOf(makeIssue({ template: 'investment-report' }))
    expect([again.id, again.job.status]).toEqual([id, 'waiting'])
  }, 180_000)

  test('what does not exist is told as that', async () => {
    for (const path of [
      '/api/reports/issues/999999',
      '/api/reports/files/999999',
      '/api/reports/bundles/999999',
    ])
      expect((await get(path)).status).toBe(404)
  })
})

describe('artefacts', () => {
  test('C08: the eight are made as one set, written, the same byte for byte as before, and come as one archive', async () => {
    const made = await send('POST', '/api/reports/bundles', place)
    const bundle = await bodyOf(made)
    expect(made.status, JSON.stringify(bundle)).toBe(201)
    expect((await bodyOf(get(`/api/reports/bundles/${bundle.id}/zip`))).code).toBe('reports.file_not_written')
    const { files } = await written(`/api/reports/bundles/${bundle.id}`)
    expect(new Set(files.map((file: { artefact: string }) => file.artefact)).size).toBe(8)
    const first = await bytesAt(`/api/reports/bundles/${bundle.id}/zip`)
    const zip = await yauzl.fromBufferPromise(first)
    const names: string[] = []
    for await (const entry of zip.eachEntry()) names.push(entry.fileName)
    expect(names).toEqual(files.map((file: { name: string }) => file.name))
    expect((await bodyOf(send('POST', '/api/reports/bundles', place))).id).toBe(bundle.id)
    // Written anew from nothing but the facts: the same bytes.
    await house.asSystem(({ db }) => sql`delete from reports.bundle`.execute(db))
    const second = await bodyOf(send('POST', '/api/reports/bundles', place))
    expect(second.id).not.toBe(bundle.id)
    await written(`/api/reports/bundles/${second.id}`)
    expect((await bytesAt(`/api/reports/bundles/${second.id}/zip`)).equals(first)).toBe(true)
  }, 240_000)

  test('C08: each has a meter with what is missing and where to fill it; what a later room holds is not yet, not empty', async () => {
    const board = await bodyOf(get(`/api/reports/artefacts?city=${city}&dataset=demo&chain=${chain}`))
    const byId = new Map(board.artefacts.map((one: { id: string }) => [one.id, one])) as Map<string, never>
    expect([...byId.keys()]).toEqual([
      ...['panorama', 'investment-route', 'investor-library', 'project-library'],
      ...['talent-pool', 'capital-pool', 'analysis-report', 'investment-report'],
    ])
    const panorama = byId.get('panorama') as unknown as {
      completeRatio: number
      parts: { have: number; of: number }[]
    }
    const shares = panorama.parts.map(({ have, of }) => have / of)
    expect(panorama.completeRatio).toBeCloseTo(shares.reduce((sum, share) => sum + share, 0) / shares.length)
    for (const one of board.artefacts)
      for (const part of one.parts)
        if (part.missing && part.state !== 'not_yet' && part.state !== 'withheld')
          expect(part.path).toMatch(/^\//)
    const pool = byId.get('capital-pool') as unknown as { parts: { id: string; state: string }[] }
    expect(pool.parts.map(({ id, state }) => [id, state])).toEqual([
      ['funds', 'empty'],
      ['products', 'not_yet'],
    ])
  }, 180_000)

  test('another city keeps its own set', async () => {
    const chains = await bodyOf(get('/api/chains?city=320400'))
    const of = `city=320400&dataset=held&chain=${chains.chains[0].id}`
    const board = await bodyOf(get(`/api/reports/artefacts?${of}`))
    expect(board.artefacts.map((one: { name: string }) => one.name)).toEqual([
      ...['产业链图谱', '重点企业库', '重点项目库', '产业链分析报告'],
    ])
  }, 180_000)
})

describe('the cockpit', () => {
  const cockpit = () => bodyOf(get(`/api/cockpit?city=${city}&dataset=demo`))
  test('tells the same counts as the chain itself, each number with its page', async () => {
    const told = await cockpit()
    const gaps = await bodyOf(get(`/api/gaps/chain?city=${city}&chain=${chain}&dataset=demo`))
    const missing = gaps.nodes.filter((node: { status: string }) => node.status === 'missing').length
    const own = told.chains.find((one: { id: string }) => one.id === chain)
    expect([own.counts.missing, told.gaps.missing]).toEqual([missing, missing])
    for (const path of [own.path, told.gaps.path, told.targets.path, told.alerts.path])
      expect(path).toContain(`city=${city}`)
    expect([told.tasks, told.week.comparedOn]).toEqual([null, null])
  }, 180_000)

  test('alerts are unknown while no firm was asked to report, and 0 once one is', async () => {
    const counts = { open: null, overdue: null, raised: null, settled: null }
    expect((await cockpit()).alerts).toMatchObject({ isWatched: false, ...counts })
    const issue = await bodyOf(makeIssue({ template: 'monthly-monitoring' }, { role: 'chain_leader' }))
    const told = issue.statements.find((one: { key: string }) => one.key === 'alerts.state')
    expect(told).toMatchObject({ isUnknown: true, text: '预警件数未知（没有企业报送监测数据）。' })
    await house.asSystem(({ db }) =>
      sql`insert into risk.reporter (dataset, organisation_id, city_code, cadence, since, asked_by)
        select dataset, id, ${city}, 'month', '2026-01-01', 'test' from registry.organisation
        where dataset = 'demo' limit 1`.execute(db),
    )
    expect((await cockpit()).alerts).toMatchObject({ isWatched: true, open: 0, raised: 0 })
  }, 180_000)

  test('what moved is told against the counts that were kept a week ago', async () => {
    await house.asSystem((ctx) => keepDayState(ctx, { city, dataset: 'demo' }))
    await sql`update reports.day_state set day = day - 7,
      content = jsonb_set(jsonb_set(content::jsonb, '{chains,rail-transit,missing}', '999'), '{chains,rail-transit,strong}', '0')::json`.execute(
      database.owner,
    )
    const told = await cockpit()
    const change = told.week.changes.find((one: { id: string }) => one.id === `chain/${chain}`)
    expect([change.kind, told.week.comparedOn !== null]).toEqual(['better', true])
    expect(change.text).toMatch(/^轨道交通装备：强 \+\d+，缺 −\d+$/)
  }, 180_000)
})
