import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { describeApi } from '../../app.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { roles } from '../access/index.ts'
import { holdPlaces, importCsv } from '../registry/fixtures.ts'

const house = signedInApp()
const ids: Record<string, string> = {}
/** Stands in every line of the ledger and nowhere else. */
const secret = '密匣'
const firms = ['甲整车', '乙整车', '丙整车', '丁整车']
const csv = [
  '供应商名称,供应商所在市,采购内容,类别,采购金额（万元）',
  `株洲${secret}轴承有限公司,,轴承${secret},核心部件,300`,
  `上海${secret}芯片有限公司,,芯片${secret},器件,200`,
  `${secret}不知在哪有限公司,,杂项${secret},其他,500`,
].join('\n')

beforeEach(async () => {
  await holdPlaces(house)
  await importCsv(
    house,
    ['企业名称,所在地市', ...firms.map((name) => `株洲${name}有限公司,株洲市`)].join('\n'),
  )
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation`.execute(house.database.owner)
  for (const { id, name } of rows) ids[name.slice(2, 3)] = String(id)
})

const firm = (name: string) =>
  house.signIn('leading_firm', { organisationId: ids[name]!, cityCode: '430200' })
async function upload(cookie: string, more: Record<string, string> = {}, text = csv) {
  const form = new FormData()
  const terms = { mode: 'run', dataset: 'held', year: '2024', isWhole: 'true', isCounted: 'true', ...more }
  for (const [key, value] of Object.entries(terms)) form.set(key, value)
  form.set('file', new File([text], `${secret}台账.csv`))
  return bodyOf(house.send('POST', '/api/network/ledgers/file', form, cookie))
}
const ledgersOf = async (cookie: string) =>
  (await bodyOf(house.send('GET', '/api/network/ledgers?dataset=held', undefined, cookie))).items

describe('a private purchase ledger', () => {
  test('is checked line by line, kept once, and gives its own firm its own ratios', async () => {
    const cookie = await firm('甲')
    const bad = `${csv}\n,,x,其他,1\n株洲戊有限公司,,y,其他,很多`
    const check = await upload(cookie, { mode: 'check' }, bad)
    expect(check).toMatchObject({ isRun: false, lines: 5, usable: 3, refused: 2, ledgerId: null })
    expect(check.problems.map(({ line }: { line: number }) => line)).toEqual([5, 6])
    expect(await ledgersOf(cookie)).toEqual([])
    const { ledgerId } = await upload(cookie)
    expect((await upload(cookie)).ledgerId).toBe(ledgerId)
    const [ledger] = await ledgersOf(cookie)
    const own = (scope: string) =>
      ledger.own.find((one: { reach: string; scope: string }) => one.reach === 'city' && one.scope === scope)
    // 300 local, 200 elsewhere, 500 nobody knows where
    expect(own('all')).toMatchObject({ ratio: 0.6, low: 0.3, high: 0.8, coverageRatio: 0.5 })
    expect(own('core')).toMatchObject({ ratio: 0.6, coverageRatio: 1 })
    expect(own('software')).toMatchObject({ ratio: null })
  })

  test('columns can be mapped by hand, a band is kept as a band', async () => {
    const cookie = await firm('甲')
    const text = '卖方,区间（万元）\n株洲甲乙有限公司,100-500'
    const mapping = JSON.stringify({ 卖方: 'supplierName', '区间（万元）': 'band' })
    const kept = await upload(cookie, { mapping }, text)
    expect(kept.sample).toMatchObject([
      { amountFen: null, amountLowFen: '100000000', amountHighFen: '500000000' },
    ])
    const broken = await upload(cookie, { mapping: '{' }, text)
    expect(broken.code).toBe('network.ledger_mapping')
  })

  test('deleted by its firm nothing of it is left, and its consent is withdrawn', async () => {
    const cookie = await firm('甲')
    const { ledgerId } = await upload(cookie)
    expect(
      (await house.send('DELETE', `/api/network/ledgers/${ledgerId}`, undefined, await firm('乙'))).status,
    ).toBe(404)
    expect((await house.send('DELETE', `/api/network/ledgers/${ledgerId}`, undefined, cookie)).status).toBe(
      204,
    )
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from network.ledger_line`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(0n)
    const { consents } = await bodyOf(house.send('GET', '/api/confided', undefined, cookie))
    expect(consents).toMatchObject([{ kind: 'network.ledger', state: 'withdrawn', readers: [] }])
  })
})

describe('what leaves a ledger', () => {
  test('not one of its words, by any route, to any other role or firm; nor by hand-written SQL', async () => {
    const { ledgerId } = await upload(await firm('甲'))
    const paths = Object.entries(describeApi().paths ?? {}).filter(([, item]) => item?.get)
    expect(paths.length).toBeGreaterThan(100)
    const asked = paths.map(([path, item]) => {
      const samples: Record<string, string> = {
        city: '430200',
        dataset: 'held',
        kind: 'firms',
        name: 'x',
        q: secret,
      }
      const sampleOf = (name: string) => samples[name] ?? (name === 'id' ? ledgerId : ids.甲!)
      const parameters = (item!.get!.parameters ?? []) as { name: string; in: string; required?: boolean }[]
      const query = parameters
        .filter((one) => one.in === 'query' && (one.required || ['q', 'dataset', 'city'].includes(one.name)))
        .map(({ name }) => `${name}=${encodeURIComponent(sampleOf(name))}`)
      return `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => sampleOf(name))}?${query.join('&')}`
    })
    for (const role of roles) {
      const of = role === 'firm' || role === 'leading_firm' ? { organisationId: ids.乙! } : {}
      const cookie = await house.signIn(role, of)
      for (const address of asked) {
        const answer = await house.send('GET', address, undefined, cookie)
        // A word that the question itself holds may come back in an error's words.
        const text = (await answer.text()).replaceAll(/"q":"[^"]*"/g, '')
        if (answer.status === 200) expect(text.includes(secret), `${role} ${address}`).toBe(false)
      }
      for (const table of ['network.ledger', 'network.ledger_line'])
        expect(await house.rowsSeenBy(role, table), `${role} ${table}`).toBe(0)
    }
    for (const table of ['network.ledger', 'network.ledger_line'])
      expect(await house.rowsSeenBy('system', table)).toBe(0)
    const { rows } = await sql<{
      n: bigint
    }>`select count(*) as n from access.audit_entry where detail::text like ${`%${secret}%`}`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(0n)
    // And its own people still read it.
    const lines = await house.send(
      'GET',
      `/api/network/ledgers/${ledgerId}/lines`,
      undefined,
      await firm('甲'),
    )
    expect(await lines.text()).toContain(secret)
  }, 120_000)

  const shown = async () =>
    (
      await bodyOf(
        house.send(
          'GET',
          '/api/network/local-sourcing/definitions?city=430200&dataset=held',
          undefined,
          await house.signIn('chain_office'),
        ),
      )
    ).withPrivate
  /** Three local suppliers and three elsewhere, of equal size. */
  const ledger = (name: string) =>
    [
      '供应商名称,采购金额（元）',
      ...['子', '丑', '寅'].flatMap((one) => [
        `株洲${name}${one}有限公司,100`,
        `上海${name}${one}有限公司,100`,
      ]),
    ].join('\n')

  test('a ratio from three firms with consent on, also for the office; withdrawn it is gone', async () => {
    await upload(await firm('甲'), {}, ledger('一'))
    await upload(await firm('乙'), {}, ledger('二'))
    expect(await shown()).toMatchObject({ firms: null })
    const { ledgerId } = await upload(await firm('丙'), { isCounted: 'false' }, ledger('三'))
    expect(await shown()).toMatchObject({ firms: null })
    await house.send('PUT', `/api/network/ledgers/${ledgerId}/consent`, { isCounted: true }, await firm('丙'))
    const { firms: behind, now } = await shown()
    const [city] = now.filter(
      (one: { reach: string; scope: string }) => one.reach === 'city' && one.scope === 'all',
    )
    expect([behind, city]).toMatchObject([3, { ratio: 0.5, isHeldBack: false }])
    await house.send(
      'PUT',
      `/api/network/ledgers/${ledgerId}/consent`,
      { isCounted: false },
      await firm('丙'),
    )
    expect(await shown()).toMatchObject({ firms: null })
    const again = await house.send(
      'PUT',
      `/api/network/ledgers/${ledgerId}/consent`,
      { isCounted: true },
      await firm('丙'),
    )
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'network.ledger_consent_closed'])
  })

  test('of two files of a year the one chosen last counts, and the first can be chosen again', async () => {
    const cookie = await firm('甲')
    const first = (await upload(cookie, {}, ledger('一'))).ledgerId
    const second = (await upload(cookie, {}, ledger('二'))).ledgerId
    const counted = async () =>
      (await ledgersOf(cookie)).flatMap((one: { id: string; isCounted: boolean }) =>
        one.isCounted ? [one.id] : [],
      )
    expect(await counted()).toEqual([second])
    const answer = await house.send(
      'PUT',
      `/api/network/ledgers/${first}/consent`,
      { isCounted: true },
      cookie,
    )
    expect(answer.status).toBe(200)
    expect(await counted()).toEqual([first])
    // Both consents stand; no longer counted, the one that was is withdrawn.
    await house.send('PUT', `/api/network/ledgers/${first}/consent`, { isCounted: false }, cookie)
    const { consents } = await bodyOf(house.send('GET', '/api/confided', undefined, cookie))
    expect(consents.map(({ state }: { state: string }) => state)).toEqual(['open', 'withdrawn'])
  })
})
