// Targets, indicators and figures that people enter and correct: every change a version, faults by field, undone with reason.
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Role } from '../access/index.ts'
import { holdIndicators } from './fixtures.ts'
import type { BoardTarget, ConflictAnswer, IndicatorPageAnswer } from './model.ts'

const city = '430200'

describe('what people enter and correct', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  const send = (method: string, path: string, body?: unknown, cookie = office) =>
    house.send(method, `/api/indicators${path}`, body, cookie)
  const pageOf = (id: string): Promise<IndicatorPageAnswer> =>
    bodyOf(send('GET', `/${id}?city=${city}&dataset=held&on=2026-06-30`))
  const targetsOf = async (id: string): Promise<BoardTarget[]> =>
    (await pageOf(id)).rows.flatMap(({ targets }) => targets)
  beforeAll(async () => {
    await holdIndicators(house)
    office = await house.signIn('chain_office')
  }, 120_000)

  const statement = (change: object = {}) => ({
    indicator: 'projects-completed',
    chain: 'rail-transit',
    scope: { zh: '轨道交通装备产业' },
    comparator: '>=',
    value: 80,
    due: '2027',
    dueWritten: '到2027年',
    sourceTitle: '三年行动计划',
    sourceDate: '2025-03',
    sourceSentence: '到2027年竣工重大项目80个以上',
    ...change,
  })
  const target = (change: object = {}) => ({ city, dataset: 'held', ...statement(change) })
  const definition = (change: object = {}) => ({
    city,
    id: 'skilled-workers',
    unit: '人',
    name: { zh: '高技能人才数', en: 'Skilled workers' },
    direction: 'up',
    formula: null,
    expression: null,
    scope: null,
    owner: '市人社局',
    frequency: 'year',
    fiveChains: ['talent'],
    reason: '新设',
    ...change,
  })

  test.each([
    ['administrator', 404, 400],
    ['chain_office', 404, 400],
    ['department', 403, 403],
    ['chain_leader', 403, 403],
    ['firm', 403, 403],
    ['auditor', 403, 403],
  ] as const)('a %s: correcting a target %i, entering a wrong one %i', async (role: Role, correct, enter) => {
    const cookie = await house.signIn(role)
    const step = { basedOn: 1, reason: '试' }
    expect((await send('POST', '/targets/own-999999/withdraw', step, cookie)).status).toBe(correct)
    const wrong = target({ indicator: 'nothing-such' })
    expect((await send('POST', '/targets', wrong, cookie)).status).toBe(enter)
    expect(
      (await send('POST', '/formula', { city, indicator: null, unit: '', expression: '' }, cookie)).status,
    ).toBe(enter)
  })

  test('a target is entered once, corrected in versions, taken back and brought back; what stood stays readable', async () => {
    const before = (await targetsOf('projects-completed')).length
    const first = await bodyOf(send('POST', '/targets', target({ onceKey: 'a' })))
    expect(first).toMatchObject({ version: 1, unit: '个', scope: { zh: '轨道交通装备产业' } })
    expect((await bodyOf(send('POST', '/targets', target({ onceKey: 'a' })))).id).toBe(first.id)
    expect((await send('POST', '/targets', target({ onceKey: 'a', value: 81 }))).status).toBe(409)
    expect((await targetsOf('projects-completed')).length).toBe(before + 1)

    const change = { ...statement({ value: 90 }), basedOn: 1, reason: '原文看错' }
    const second = await bodyOf(send('POST', `/targets/${first.id}/versions`, change))
    expect([second.version, second.value]).toEqual([2, 90])
    expect((await send('POST', `/targets/${first.id}/versions`, change)).status).toBe(409)
    const same = await send('POST', `/targets/${first.id}/versions`, { ...change, basedOn: 2 })
    expect((await bodyOf(same)).code).toBe('indicators.nothing_changed')
    const held = (await targetsOf('projects-completed')).find(({ id }) => id === first.id)!
    expect(held).toMatchObject({ value: 90, dueDate: '2027-12-31', document: '三年行动计划', binds: true })

    const step = { basedOn: 2, reason: '计划未通过' }
    expect((await send('POST', `/targets/${first.id}/withdraw`, step)).status).toBe(200)
    expect((await targetsOf('projects-completed')).length).toBe(before)
    const back = { basedOn: 3, reason: '计划又通过' }
    expect((await send('POST', `/targets/${first.id}/restore`, back)).status).toBe(200)
    const { ownTargets } = await pageOf('projects-completed')
    expect(
      ownTargets.map(({ version, isWithdrawn, value, reason }) => [version, isWithdrawn, value, reason]),
    ).toEqual([
      [4, false, 90, '计划又通过'],
      [3, true, 90, '计划未通过'],
      [2, false, 90, '原文看错'],
      [1, false, 80, null],
    ])
  })

  test('a target that another document states with another figure is a conflict, which a correction ends', async () => {
    const other = await bodyOf(send('POST', '/targets', target({ value: 60, sourceTitle: '年度报告' })))
    const conflicts = async (): Promise<ConflictAnswer[]> =>
      (await bodyOf(send('GET', `/conflicts?city=${city}&dataset=held`))).items.filter(
        ({ indicator }: ConflictAnswer) => indicator === 'projects-completed',
      )
    const [conflict] = await conflicts()
    expect(conflict!.members.map(({ value, title, date }) => [value, title, date])).toEqual([
      [90, '三年行动计划', '2025-03'],
      [60, '年度报告', '2025-03'],
    ])
    const change = { ...statement({ value: 90, sourceTitle: '年度报告' }), basedOn: 1, reason: '更正' }
    await send('POST', `/targets/${other.id}/versions`, change)
    expect(await conflicts()).toEqual([])
  })

  test('faults of a target stand at their fields', async () => {
    const fieldsOf = async (change: object) =>
      (await bodyOf(send('POST', '/targets', target(change)))).fields.map(
        ({ field, code }: { field: string; code: string }) => `${field} ${code}`,
      )
    expect(await fieldsOf({ indicator: 'nothing-such' })).toEqual(['indicator indicators.no_indicator'])
    expect(await fieldsOf({ comparator: 'range' })).toEqual(['value indicators.range_needs_two'])
    expect(await fieldsOf({ comparator: 'range', value: [5, 3] })).toEqual([
      'value indicators.range_backwards',
    ])
    expect(await fieldsOf({ comparator: 'x', value: 0 })).toEqual(['value indicators.times_positive'])
    expect(await fieldsOf({ due: '2024' })).toEqual(['due indicators.due_before_source'])
    expect((await fieldsOf({ due: '2027-13' }))[0]).toContain('due')
  })

  test('of two corrections at one moment one is heard and the other is told', async () => {
    const { id } = await bodyOf(send('POST', '/targets', target({ due: '2030' })))
    const answers = await Promise.all(
      [81, 82].map((value) =>
        send('POST', `/targets/${id}/versions`, {
          ...statement({ value, due: '2030' }),
          basedOn: 1,
          reason: '改',
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('a new indicator holds figures and targets; while it does it cannot be taken back; a pack’s never', async () => {
    expect((await send('POST', '/definitions', definition())).status).toBe(201)
    const again = await send('POST', '/definitions', definition())
    expect([again.status, (await bodyOf(again)).fields[0].field]).toEqual([409, 'id'])
    const value = { city, dataset: 'held', indicator: 'skilled-workers', period: '2025', value: '1200' }
    const source = { sourceTitle: '市人社局年报', sourceDate: '2026-02' }
    const figure = await bodyOf(send('POST', '/values', { ...value, ...source }))
    expect((await pageOf('skilled-workers')).rows[0]).toMatchObject({ value: '1200', unit: '人' })
    const step = { city, basedOn: 1, reason: '重复设立' }
    const used = await send('POST', '/skilled-workers/withdraw', step)
    expect([used.status, (await bodyOf(used)).code]).toEqual([409, 'indicators.definition_used'])
    await send('POST', `/values/${figure.id}/withdraw`, { reason: '误录' })
    expect((await send('POST', '/skilled-workers/withdraw', step)).status).toBe(200)
    const board = await bodyOf(send('GET', `/board?city=${city}&dataset=held`))
    expect(board.items.some(({ indicator }: { indicator: string }) => indicator === 'skilled-workers')).toBe(
      false,
    )
    expect((await pageOf('skilled-workers')).definition).toMatchObject({ version: 2, isWithdrawn: true })
    expect((await send('POST', '/values', { ...value, ...source })).status).toBe(404)
    expect((await send('POST', '/skilled-workers/restore', { ...step, basedOn: 2 })).status).toBe(200)
    expect((await pageOf('skilled-workers')).definition).toMatchObject({ version: 3, isWithdrawn: false })
    const packs = await send('POST', '/cluster-output/withdraw', { ...step, basedOn: 1 })
    expect((await bodyOf(packs)).code).toBe('indicators.definition_of_pack')
  })

  test('a formula is checked while it is typed: what it says, what is wrong and what is not held; a wrong one is not saved', async () => {
    const ask = (expression: string, unit = '%') =>
      bodyOf(send('POST', '/formula', { city, indicator: null, unit, expression }))
    const fine = await ask('share(srdi-firms, little-giant-firms)')
    expect(fine.fault).toBeNull()
    expect(fine.words.zh).toContain('专精特新中小企业数')
    expect(fine.empty).toContain('srdi-firms')
    expect((await ask('share(srdi-firms, cluster-output)')).fault.zh).toBeTruthy()
    expect((await ask('share(srdi-firms')).words).toBeNull()
    expect((await ask('srdi-firms + little-giant-firms', '亿元')).fault.zh).toContain('家')
    const wrong = await send('POST', '/definitions', definition({ id: 'wrong', expression: 'sum(' }))
    expect([wrong.status, (await bodyOf(wrong)).fields[0].field]).toEqual([400, 'expression'])
  })

  test('a figure put right takes the place of the old one, which stays with the reason; a retry writes nothing twice', async () => {
    const value = { city, dataset: 'held', indicator: 'srdi-firms', chain: 'rail-transit', period: '2025' }
    const source = { sourceTitle: '市工信局年报', sourceDate: '2026-02' }
    const { id } = await bodyOf(send('POST', '/values', { ...value, ...source, value: '43' }))
    const correction = { period: '2025', value: '34', ...source, reason: '数字写反' }
    const later = await bodyOf(send('POST', `/values/${id}/correct`, { ...correction, period: '2099' }))
    expect(later.fields[0].field).toBe('period')
    expect((await send('POST', `/values/${id}/correct`, correction)).status).toBe(201)
    expect((await send('POST', `/values/${id}/correct`, correction)).status).toBe(409)
    const { entered } = await pageOf('srdi-firms')
    expect(
      entered.map(({ value: figure, withdrawnReason, replaces }) => [figure, withdrawnReason, replaces]),
    ).toEqual([
      ['43', '数字写反', null],
      ['34', null, id],
    ])
  })
})
