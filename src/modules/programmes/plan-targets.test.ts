// Targets of a published plan on their way to the indicators: offered, confirmed, recognised, corrected, withdrawn.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../../platform/config.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import { bodyOf, type SignedInApp, signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { type ConflictAnswer, documentSection, indicatorSection, targetSection } from '../indicators/index.ts'
import { holdSupervision } from './fixtures.ts'
import type { PlanTarget, PlanTargets } from './model.ts'

const city = '430200'
const seed = '../shared/mission/seeds/003_615e9a7bda2e21e0.txt'
const plan = `溪州市轨道交通产业发展方案（2025-2026年）
一、主要目标
到2026年，培育省级专精特新中小企业40家；产业集群规模达到2000亿元。
二、重点任务
1. 培育企业。到2026年底，培育省级专精特新中小企业50家。（牵头单位：市工信局；完成时限：2026年12月底前）`

async function hold(house: SignedInApp, withTargets: boolean) {
  // biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
  const sections: PackSection<any, Context>[] = [documentSection, indicatorSection]
  if (withTargets) sections.push(targetSection)
  await house.asSystem(async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
}

describe('targets of a published plan', () => {
  const house = signedInApp()
  const path = '/api/programmes/documents'
  const get = (at: string, cookie: string) => bodyOf(house.send('GET', at, undefined, cookie))
  const conflictsOf = async (cookie: string): Promise<ConflictAnswer[]> =>
    (await get(`/api/indicators/conflicts?city=${city}&dataset=held`, cookie)).items

  async function publish(bytes: Buffer | string, cookie: string): Promise<string> {
    const form = new FormData()
    form.set('file', new File([bytes as never], '方案.txt'))
    form.set('city', city)
    form.set('dataset', 'held')
    const { id } = await bodyOf(house.send('POST', path, form, cookie))
    const { version, items } = await get(`${path}/${id}`, cookie)
    const ordinals = items.map(({ ordinal }: { ordinal: number }) => ordinal)
    const decided = await bodyOf(
      house.send('POST', `${path}/${id}/decide`, { version, ordinals, decision: 'accepted' }, cookie),
    )
    await house.send('POST', `${path}/${id}/publish`, { version: decided.version }, cookie)
    return id
  }
  const confirm = ({ ordinal, read, offer }: PlanTarget, change: object = {}) => ({
    ordinal,
    indicator: offer.indicator,
    chain: 'rail-transit',
    subject: offer.subject,
    scope: offer.scope,
    comparator: read.comparator,
    value: read.value,
    due: read.due,
    dueWritten: read.dueWritten,
    ...change,
  })
  const take = (id: string, targets: object[], cookie: string) =>
    house.send('POST', `${path}/${id}/targets`, { targets }, cookie)

  test('each is offered with the indicator that fits; confirmed it counts, a retry doubles nothing, and the conflict shows', async () => {
    await hold(house, false)
    const office = await house.signIn('chain_office')
    const id = await publish(plan, office)
    const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
    expect(items.map(({ offer, state, fit }) => [offer.indicator, offer.scope.zh, state, fit.by])).toEqual([
      ['srdi-firms', '省级', 'offered', 'name'],
      ['cluster-output', '全市', 'offered', 'name'],
      ['srdi-firms', '省级', 'offered', 'name'],
    ])
    const bodies = items.map((item) => confirm(item))
    const first = await bodyOf(take(id, bodies, office))
    expect([first.written, first.unchanged]).toEqual([3, 0])
    const again = await bodyOf(take(id, bodies, office))
    expect([again.written, again.unchanged]).toEqual([0, 3])
    const [conflict, ...others] = await conflictsOf(office)
    expect(others).toEqual([])
    expect(conflict).toMatchObject({ kind: 'target_value', indicator: 'srdi-firms', day: '2026-12-31' })
    expect(conflict!.members.map(({ value, title }) => [value, title])).toEqual([
      [40, '溪州市轨道交通产业发展方案（2025-2026年）'],
      [50, '溪州市轨道交通产业发展方案（2025-2026年）'],
    ])
    expect(conflict!.members[0]!.sentence).toContain('省级专精特新中小企业40家')
  })

  test('a fault names its field and nothing is written; who may not is told; what is left out can be offered again', async () => {
    await hold(house, false)
    const office = await house.signIn('chain_office')
    const id = await publish(plan, office)
    const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
    const wrong = await take(
      id,
      [confirm(items[0]!), confirm(items[1]!, { indicator: 'nothing-such', value: [3, 2] })],
      office,
    )
    expect(wrong.status).toBe(400)
    const { fields } = await bodyOf(wrong)
    expect(fields.map(({ field }: { field: string }) => field)).toEqual([
      'targets.1.indicator',
      'targets.1.value',
      'targets.1.value',
    ])
    const still: PlanTargets = await get(`${path}/${id}/targets`, office)
    expect(still.items.every(({ state }) => state === 'offered')).toBe(true)
    const department = await house.signIn('department')
    expect((await take(id, [confirm(items[0]!)], department)).status).toBe(403)
    const leave = (isLeftOut: boolean) =>
      bodyOf(house.send('PUT', `${path}/${id}/targets/${items[1]!.ordinal}`, { isLeftOut }, office))
    const stateOf = (answer: PlanTargets) => answer.items[1]!.state
    expect(stateOf(await leave(true))).toBe('left_out')
    expect(stateOf(await leave(true))).toBe('left_out')
    expect(stateOf(await leave(false))).toBe('offered')
  })

  test('what was confirmed is remembered for the next plan; withdrawing the plan takes its targets back and keeps their history', async () => {
    await hold(house, false)
    const office = await house.signIn('chain_office')
    const id = await publish(plan, office)
    const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
    await take(
      id,
      [confirm(items[1]!, { indicator: 'leading-firm-revenue', scope: { zh: '全产业' } })],
      office,
    )
    const next = await publish(`${plan}\n补充：长期坚持。`.replace('溪州市', '石桥区'), office)
    const offered: PlanTargets = await get(`${path}/${next}/targets`, office)
    expect(offered.items[1]).toMatchObject({
      fit: { by: 'remembered', indicator: 'leading-firm-revenue' },
      offer: { scope: { zh: '全产业', en: '全产业' } },
    })
    const { version } = await get(`${path}/${id}`, office)
    const reason = '上级要求重新编制'
    const withdrawn = await bodyOf(house.send('POST', `${path}/${id}/withdraw`, { version, reason }, office))
    expect([withdrawn.state, withdrawn.withdrawnReason]).toEqual(['published', reason])
    const after: PlanTargets = await get(`${path}/${id}/targets`, office)
    expect([after.isWithdrawn, after.items[1]!.state]).toEqual([true, 'taken_back'])
    const page = await get(`/api/indicators/leading-firm-revenue?city=${city}&dataset=held`, office)
    expect(page.rows.flatMap(({ targets }: { targets: unknown[] }) => targets)).toEqual([])
    expect(
      page.ownTargets.map(({ version: n, isWithdrawn, reason: why }: Record<string, unknown>) => [
        n,
        isWithdrawn,
        why,
      ]),
    ).toEqual([
      [2, true, reason],
      [1, false, null],
    ])
    expect((await take(id, [confirm(items[0]!)], office)).status).toBe(409)
  })

  test('a target and a task open the document at the place that they came from', async () => {
    await hold(house, false)
    await holdSupervision(house)
    const office = await house.signIn('chain_office')
    const id = await publish(plan.replace('溪州市', '临泽市'), office)
    const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
    await take(id, [confirm(items[1]!)], office)
    const page = await get(`/api/indicators/cluster-output?city=${city}&dataset=held`, office)
    const own = page.ownTargets.find(({ origin }: { origin: string }) => origin.includes(`/${id}/`))
    expect(page.places).toContainEqual({ target: own.id, path: `/documents/${id}?item=${items[1]!.ordinal}` })
    const document = await get(`${path}/${id}`, office)
    const item = document.items.find(({ ordinal }: { ordinal: number }) => ordinal === items[1]!.ordinal)
    expect(document.text.slice(...item.span)).toContain('2000亿元')
    const tasks = await get(`/api/programmes/tasks?city=${city}&dataset=held`, office)
    const made = tasks.items.filter(({ title }: { title: string }) => title === '培育企业')
    const opened = await Promise.all(
      made.map(({ id: task }: { id: string }) => get(`/api/programmes/tasks/${task}`, office)),
    )
    const ours = opened.find(({ documentId }) => documentId === id)
    const from = document.items.find(({ ordinal }: { ordinal: number }) => ordinal === ours.documentOrdinal)
    expect(document.text.slice(...from.span)).toContain('培育企业')
  })

  test('a withdrawal is undone: targets stand as before, what was settled since stays; not where another document took their place', async () => {
    await hold(house, false)
    const office = await house.signIn('chain_office')
    const id = await publish(plan.replace('溪州市', '青泽市'), office)
    const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
    await take(id, [confirm(items[0]!), confirm(items[1]!)], office)
    const step = async (act: string, reason: string, cookie = office) => {
      const { version } = await get(`${path}/${id}`, office)
      return house.send('POST', `${path}/${id}/${act}`, { version, reason }, cookie)
    }
    const states = async () =>
      ((await get(`${path}/${id}/targets`, office)) as PlanTargets).items.map(({ state }) => state)
    expect((await step('reinstate', '没有作废过')).status).toBe(409)
    await step('withdraw', '误点')
    expect(await states()).toEqual(['taken_back', 'taken_back', 'offered'])
    const department = await house.signIn('department')
    expect((await step('reinstate', '误点', department)).status).toBe(403)
    const back = await bodyOf(step('reinstate', '作废有误'))
    expect([back.withdrawnAt, back.withdrawnBy, back.withdrawnReason]).toEqual([null, null, null])
    expect(await states()).toEqual(['taken', 'taken', 'offered'])

    await step('withdraw', '拟换新版')
    const other = await publish(plan.replace('溪州市', '云泽市'), office)
    const offered: PlanTargets = await get(`${path}/${other}/targets`, office)
    await take(other, [confirm(offered.items[1]!)], office)
    const refused = await step('reinstate', '不换了')
    expect(refused.status).toBe(409)
    const { code, fields } = await bodyOf(refused)
    expect(code).toBe('indicators.offered_moved')
    expect(fields.map((fault: { message: string }) => fault.message).join()).toContain('云泽市')
    expect(await states()).toEqual(['taken_back', 'taken_back', 'offered'])

    const edition = await publish(`${plan.replace('溪州市', '青泽市')}\n补充：长期坚持。`, office)
    const later = await bodyOf(step('reinstate', '不换了'))
    expect(later.code).toBe('programmes.later_edition')
    expect(JSON.stringify(later)).toContain(`编号 ${edition}`)
  })

  test.skipIf(!existsSync(seed))(
    'L04, L05, C26: the plan of Zhuzhou taken up from its file gives the conflicts of the pack, 40 against 50 and 国家 15 against 国省级 20',
    async () => {
      await hold(house, false)
      const office = await house.signIn('chain_office')
      const id = await publish(readFileSync(seed), office)
      const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
      const fitting = items.filter(
        ({ offer, doubts }) => offer.indicator !== null && !doubts.includes('other_unit'),
      )
      const answer = await bodyOf(
        take(
          id,
          fitting.map((item) => confirm(item)),
          office,
        ),
      )
      expect(answer.written).toBe(fitting.length)
      expect(fitting.length).toBeGreaterThanOrEqual(24)
      const own = await conflictsOf(office)

      const said = (conflicts: ConflictAnswer[]) =>
        conflicts
          .filter(({ kind }) => kind.startsWith('target_'))
          .map(({ kind, indicator, chain, day, members }) => ({
            kind,
            indicator,
            chain,
            day,
            members: members.map(({ comparator, value, scope }) => [comparator, value, scope?.zh]),
          }))
      expect(said(own)).toEqual([
        {
          kind: 'target_value',
          indicator: 'srdi-firms',
          chain: 'rail-transit',
          day: '2024-12-31',
          members: [
            ['=', 40, '省级'],
            ['=', 50, '省级'],
          ],
        },
        {
          kind: 'target_scope',
          indicator: 'little-giant-firms',
          chain: 'rail-transit',
          day: '2024-12-31',
          members: [
            ['=', 15, '国家'],
            ['=', 20, '国省级'],
          ],
        },
      ])
    },
  )

  test.skipIf(!existsSync(seed))(
    'what the pack holds of the same plan is recognised: nothing is offered twice and the conflicts stay as they are',
    async () => {
      await hold(house, true)
      const office = await house.signIn('chain_office')
      const before = await conflictsOf(office)
      const id = await publish(readFileSync(seed), office)
      const { items }: PlanTargets = await get(`${path}/${id}/targets`, office)
      const held = items.filter(({ state }) => state === 'held')
      const same = new Map(held.map(({ fit, read }) => [fit.same, `${read.indicator} ${read.value}`]))
      const left = items.filter(({ state }) => state !== 'held')
      expect(left.map(({ read }) => read.indicator)).toEqual(['生态配套圈'])
      expect(held.length).toBe(30)
      expect(same.size).toBe(held.length)
      expect(same.get('l04-body')).toBe('省级专精特新中小企业 40')
      expect(same.get('l04-annex')).toBe('省级专精特新中小企业 50')
      expect(same.get('l23-institute')).toBe('中车株所 500')
      const answer = await bodyOf(
        take(
          id,
          held.map((item) => confirm(item)),
          office,
        ),
      )
      expect([answer.written, answer.unchanged]).toEqual([0, held.length])
      expect(await conflictsOf(office)).toEqual(before)
      const { places } = await get(`/api/indicators/srdi-firms?city=${city}&dataset=held`, office)
      const { path: at } = places.find(({ target }: { target: string }) => target === 'l04-annex')
      const [, from, to] = /\?at=(\d+)-(\d+)$/.exec(at)!
      const { text } = await get(`${path}/${id}`, office)
      expect(text.slice(Number(from), Number(to)).replace(/\s/g, '')).toContain('50家')
    },
  )
})
