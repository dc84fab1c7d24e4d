import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Role } from '../access/index.ts'
import { holdIndicators } from './fixtures.ts'
import type { BoardRow, ConflictAnswer } from './model.ts'

const city = '430200'
const scope = `city=${city}&dataset=held`

describe('what people change of indicators', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  const send = (method: string, path: string, body?: unknown, cookie = office) =>
    house.send(method, `/api/indicators${path}`, body, cookie)
  beforeAll(async () => {
    await holdIndicators(house)
    office = await house.signIn('chain_office')
  }, 120_000)
  const rowsOf = async (indicator: string): Promise<BoardRow[]> =>
    (await bodyOf(send('GET', `/${indicator}?${scope}&on=2025-06-30`))).rows
  const audited = async (action: string) => {
    const { rows } = await house.asSystem(({ db }) =>
      sql<{ n: bigint }>`select count(*) as n from access.audit_entry where action = ${action}`.execute(db),
    )
    return Number(rows[0]!.n)
  }
  const figure = (change: object = {}) => ({
    city,
    indicator: 'cluster-output',
    chain: 'rail-transit',
    period: '2022',
    value: '1507',
    sourceTitle: '市统计局快报',
    sourceDate: '2023-02',
    sourceSentence: '产业集群规模达到1507亿元',
    ...change,
  })

  test.each([
    ['administrator', 200, 201, 201, 404],
    ['chain_office', 200, 409, 409, 404],
    ['department', 200, 409, 403, 403],
    ['chain_leader', 200, 403, 403, 403],
    ['firm', 200, 403, 403, 403],
    ['auditor', 200, 403, 403, 403],
  ] as const)(
    'a %s: reads %i, enters %i, writes a version %i, decides %i',
    async (role: Role, read, enter, version, decide) => {
      const cookie = await house.signIn(role)
      expect((await send('GET', `/conflicts?${scope}`, undefined, cookie)).status).toBe(read)
      expect((await send('GET', `/cluster-output?${scope}`, undefined, cookie)).status).toBe(read)
      expect((await send('POST', '/values', figure({ period: '2021', value: '1400' }), cookie)).status).toBe(
        enter,
      )
      const definition = {
        city,
        basedOn: 1,
        name: { zh: '竣工重大项目数', en: 'Major projects completed' },
        direction: 'up',
        formula: { zh: '年内竣工的重大项目', en: 'Major projects completed in the year' },
        expression: null,
        scope: null,
        owner: '市发改委',
        frequency: 'quarter',
        fiveChains: ['industry'],
        reason: '统一口径',
      }
      expect((await send('POST', '/projects-completed/versions', definition, cookie)).status).toBe(version)
      const decision = { city, conflict: 'nothing', binding: 'l04-body', reason: '试' }
      expect((await send('POST', '/decisions', decision, cookie)).status).toBe(decide)
    },
  )

  test('a figure by hand: source, date and who; the same key again changes nothing; another source stands beside it', async () => {
    const first = await send('POST', '/values', figure({ onceKey: 'k1' }))
    expect(first.status).toBe(201)
    const again = await bodyOf(send('POST', '/values', figure({ onceKey: 'k1' })))
    expect(again).toEqual(await first.json())
    expect((await send('POST', '/values', figure({ onceKey: 'k1', value: '1' }))).status).toBe(409)
    expect((await send('POST', '/values', figure({ value: '1508' }))).status).toBe(409)
    await send('POST', '/values', figure({ period: '2023', value: '1600' }))
    const [row] = await rowsOf('cluster-output')
    expect(row).toMatchObject({
      value: '1600',
      origin: 'entered',
      previous: { value: '1507', asOf: '2022-12-31' },
    })
    expect(row!.source).toMatchObject({
      title: '市统计局快报',
      date: '2023-02',
      enteredByName: 'chain-office.none.all',
    })
    // 1400, 1507, 1600 on days 0, 365, 730: 1502.333 + 200 / 730 × 731 = 1702.607 on day 1096, of 2000; the day has passed without a figure.
    expect(row!.targets[0]).toMatchObject({
      value: 2000,
      gap: '400',
      light: 'unknown',
      reason: 'no_value_since_due',
    })
    expect(row!.targets[0]!.forecast!.value).toBeCloseTo(1702.607, 2)
  })

  test('a period that is not over, a source of tomorrow and what is no figure are refused with their field', async () => {
    const now = await send('POST', '/values', figure({ period: '2199' }))
    expect(now.status).toBe(400)
    expect((await bodyOf(now)).fields[0].field).toBe('period')
    const later = await bodyOf(send('POST', '/values', figure({ period: '2019', sourceDate: '2199' })))
    expect(later.fields[0].field).toBe('sourceDate')
    expect((await send('POST', '/values', figure({ period: '2019', value: '1,507' }))).status).toBe(400)
    expect((await send('POST', '/values', figure({ indicator: 'nowhere' }))).status).toBe(404)
    expect((await send('POST', '/values', figure({ period: '2019', sourceTitle: '\u0000' }))).status).toBe(
      400,
    )
  })

  test('two sources with two figures: no figure until a person decides; revoked, it is open again', async () => {
    await send('POST', '/values', figure({ sourceTitle: '行业协会年报', value: '1520' }))
    const list: ConflictAnswer[] = (await bodyOf(send('GET', `/conflicts?${scope}`))).items
    const conflict = list.find(({ kind }) => kind === 'value')!
    expect(conflict).toMatchObject({ indicator: 'cluster-output', day: '2022-12-31', decision: null })
    expect(conflict.members.map(({ value, title }) => [value, title])).toEqual([
      ['1507', '市统计局快报'],
      ['1520', '行业协会年报'],
    ])
    const decide = (binding: string) =>
      send('POST', '/decisions', { city, conflict: conflict.key, binding, reason: '以统计为准' })
    expect((await decide('each')).status).toBe(400)
    expect((await decide('other')).status).toBe(400)
    const decided = await bodyOf(decide(conflict.members[0]!.id))
    expect(decided.decision).toMatchObject({ reason: '以统计为准', decidedByName: 'chain-office.none.all' })
    expect((await decide(conflict.members[1]!.id)).status).toBe(409)
    const page = await bodyOf(send('GET', `/cluster-output?${scope}`))
    const point = page.series[0].points.find((each: { asOf: string }) => each.asOf === '2022-12-31')
    expect(point).toMatchObject({ value: '1507', binding: conflict.members[0]!.id })
    const path = `/decisions/${decided.decision.id}/revoke`
    expect((await bodyOf(send('POST', path, { reason: '统计局更正' }))).decision).toBeNull()
    expect((await send('POST', path, { reason: '再撤' })).status).toBe(409)
    expect(await audited('indicators.decide_conflict')).toBe(1)
    expect(await audited('indicators.revoke_decision')).toBe(1)
  })

  test('L04: the decision on 40 and 50 makes one bind; L05: each of 15 and 20 binds for its own scope', async () => {
    const list: ConflictAnswer[] = (await bodyOf(send('GET', `/conflicts?${scope}`))).items
    const kinds = list.filter(({ kind }) => kind !== 'value').map(({ kind, indicator }) => [kind, indicator])
    expect(kinds).toEqual([
      ['target_value', 'srdi-firms'],
      ['target_scope', 'little-giant-firms'],
    ])
    const [srdi, giants] = list.filter(({ kind }) => kind !== 'value')
    const decide = (conflict: ConflictAnswer, binding: string) =>
      send('POST', '/decisions', { city, conflict: conflict.key, binding, reason: '链办会议' })
    expect((await decide(srdi!, 'l04-annex')).status).toBe(201)
    expect((await decide(giants!, 'each')).status).toBe(201)
    const [row] = await rowsOf('srdi-firms')
    expect(row!.target).toMatchObject({ id: 'l04-annex', value: 50, binds: true })
    expect(row!.targets.find(({ id }) => id === 'l04-body')!.binds).toBe(false)
    expect((await rowsOf('little-giant-firms')).map(({ target }) => target?.value)).toEqual([15, 20])
  })

  test('a figure taken back stays as history and counts no more', async () => {
    const { id } = await bodyOf(send('POST', '/values', figure({ period: '2020', value: '9' })))
    expect((await send('POST', `/values/${id}/withdraw`, { reason: '录错' })).status).toBe(200)
    expect((await send('POST', `/values/${id}/withdraw`, { reason: '录错' })).status).toBe(409)
    expect((await send('POST', '/values/999999/withdraw', { reason: '录错' })).status).toBe(404)
    const page = await bodyOf(send('GET', `/cluster-output?${scope}`))
    expect(page.entered.find((each: { id: string }) => each.id === id)).toMatchObject({
      withdrawnReason: '录错',
    })
    expect(page.series[0].points.some((point: { asOf: string }) => point.asOf === '2020-12-31')).toBe(false)
    expect((await send('POST', '/values', figure({ period: '2020', value: '1300' }))).status).toBe(201)
  })

  test('a new version of a definition holds at once; formula and base version are checked', async () => {
    const path = '/projects-completed/versions'
    const next = (change: object) => ({
      city,
      basedOn: 2,
      name: { zh: '竣工重大项目数', en: 'Major projects completed' },
      direction: 'up',
      formula: null,
      expression: null,
      scope: null,
      owner: '市发改委',
      frequency: 'month',
      fiveChains: ['industry', 'supply'],
      reason: '改为月报',
      ...change,
    })
    const refused = await send('POST', path, next({ expression: 'suppliers-attracted + 1' }))
    expect(refused.status).toBe(400)
    expect((await bodyOf(refused)).detail).toContain('单位')
    expect((await send('POST', path, next({ expression: 'projects-completed' }))).status).toBe(400)
    expect((await send('POST', path, next({ basedOn: 1 }))).status).toBe(409)
    const written = await bodyOf(send('POST', path, next({})))
    expect(written).toMatchObject({
      version: 3,
      owner: { unit: '市发改委', source: null },
      frequency: 'month',
    })
    expect((await send('POST', path, next({ basedOn: 3 }))).status).toBe(409)
    const page = await bodyOf(send('GET', `/projects-completed?${scope}`))
    expect(page.definition).toMatchObject({ version: 3, reason: '改为月报' })
    expect(page.versions.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3])
    expect((await send('POST', '/nowhere/versions', next({}))).status).toBe(404)
  })

  test('another unit is a version with a factor or a break; nothing is mixed, entered figures keep what was written', async () => {
    const path = '/cluster-output/versions'
    const page = () => bodyOf(send('GET', `/cluster-output?${scope}`))
    const before = await page()
    const { id: _, version: basedOn, writtenByName: __, ...rest } = before.definition
    const next = (change: object) => ({
      city,
      basedOn,
      name: rest.name,
      direction: rest.direction,
      formula: rest.formula,
      expression: null,
      scope: rest.scope ?? null,
      owner: rest.owner?.unit ?? null,
      frequency: rest.frequency ?? null,
      fiveChains: rest.fiveChains,
      reason: '与统计局口径一致',
      ...change,
    })
    expect((await send('POST', '/values', figure({ period: '2017', value: '1100.5' }))).status).toBe(201)
    const said = (answer: typeof before) =>
      answer.series.flatMap(({ points }: { points: { asOf: string; value: string }[] }) =>
        points.map(({ asOf, value }) => [asOf, value]),
      )
    const inOld = said(await page())
    const same = await send('POST', path, next({ unitChange: { unit: rest.unit, factor: '1' } }))
    expect(same.status).toBe(400)
    expect((await send('POST', path, next({ unitChange: { unit: '万元', factor: '0' } }))).status).toBe(400)
    const written = await bodyOf(send('POST', path, next({ unitChange: { unit: '万元', factor: '10000' } })))
    expect(written).toMatchObject({ unit: '万元', unitChange: { before: '亿元', factor: '10000' } })
    const inNew = await page()
    expect(said(inNew)).toEqual(
      inOld.map(([day, value]: [string, string | null]) => [
        day,
        value === null ? null : String(Math.round(Number(value) * 10000)),
      ]),
    )
    const of2017 = inNew.series
      .flatMap(({ points }: { points: { asOf: string; statements: object[] }[] }) => points)
      .find(({ asOf }: { asOf: string }) => asOf === '2017-12-31')
    expect(of2017.statements[0]).toMatchObject({
      value: '11005000',
      asWritten: { value: '1100.5', unit: '亿元' },
    })
    const targetsOf = (answer: typeof before) =>
      answer.rows.flatMap(
        ({ targets }: { targets: { id: string; unit: string; value: unknown }[] }) => targets,
      )
    expect(targetsOf(inNew).length).toBeGreaterThan(0)
    for (const target of targetsOf(inNew)) {
      const old = targetsOf(before).find(({ id }: { id: string }) => id === target.id)
      expect([target.unit, target.value]).toEqual(['万元', Number(old.value) * 10000])
    }
    expect((await send('POST', '/values', figure({ period: '2016', value: '9000000' }))).status).toBe(201)
    expect(said(await page())).toContainEqual(['2016-12-31', '9000000'])

    const broken = next({ basedOn: basedOn + 1, unitChange: { unit: '万吨', factor: null } })
    expect((await send('POST', path, broken)).status).toBe(201)
    const apart = await page()
    expect(said(apart)).toEqual([])
    expect(apart.apart).toContainEqual(
      expect.objectContaining({ asOf: '2016-12-31', value: '9000000', unit: '万元' }),
    )
    expect(apart.apart).toContainEqual(
      expect.objectContaining({ asOf: '2017-12-31', value: '1100.5', unit: '亿元' }),
    )
    expect(apart.rows.every(({ value }: { value: string | null }) => value === null)).toBe(true)
    for (const target of targetsOf(apart))
      expect(target).toMatchObject({ unit: '亿元', light: 'unknown', reason: 'other_unit', binds: false })
    expect(apart.conflicts).toEqual([])
  })

  test('the office of another city sees no door', async () => {
    const other = await house.signIn('chain_office', { cityCode: '320400' })
    expect((await send('GET', `/conflicts?${scope}`, undefined, other)).status).toBe(403)
    expect((await send('POST', '/values', figure({ period: '2018' }), other)).status).toBe(403)
  })
})
