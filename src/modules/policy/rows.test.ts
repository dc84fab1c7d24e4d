// Every rule of the requirement rows, through HTTP as a firm meets it, with figures done by hand.
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../platform/config.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces } from '../registry/fixtures.ts'
import { holdEffects, holdFirms, holdLibrary, holdPolicies } from './fixtures.ts'

const wan = 1_000_000n

describe('the rows of the requirement list', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const at: { firm: string; office: string } = { firm: '', office: '' }
  beforeAll(async () => {
    await holdPlaces(house)
    await holdPolicies(house, 'changzhou')
    await holdLibrary(house, 'changzhou')
    await holdEffects(house, 'changzhou')
    const [firm] = await holdFirms(house, [{ name: '逐条试算' }])
    Object.assign(at, { firm, office: await house.signIn('chain_office') })
  }, 60_000)

  /** What the simulator says of one clause for given facts. */
  async function told(clause: string, facts: Record<string, string>, on = '2026-03-01') {
    const answer = await house.send('POST', `/api/policy/firms/${at.firm}/what-if`, { on, facts }, at.office)
    expect(answer.status).toBe(200)
    const { clauses } = await bodyOf(answer)
    const { verdict, amountFen, ceilingFen } = clauses.find(
      (one: { clause: string }) => one.clause === clause,
    )
    return { verdict, amountFen, ceilingFen }
  }
  const ceiling = (wanYuan: bigint) => ({
    verdict: 'entitled',
    amountFen: null,
    ceilingFen: String(wanYuan * wan),
  })
  const amount = (wanYuan: bigint) => ({
    verdict: 'entitled',
    amountFen: String(wanYuan * wan),
    ceilingFen: null,
  })

  test('E09: 30 % of 10 million paid is a ceiling of 3 million, of 20 million one of 5 million', async () => {
    expect(await told('challenge', { is_challenge_project: '是', challenge_paid: '1000万元' })).toEqual(
      ceiling(300n),
    )
    expect(await told('challenge', { is_challenge_project: '是', challenge_paid: '2000万元' })).toEqual(
      ceiling(500n),
    )
  })
  test('E10: half of a national grant of 9 million is 4.5 million', async () => {
    expect(
      await told('national-core', { has_national_core_project: '是', national_grant: '900万元' }),
    ).toEqual(amount(450n))
  })
  test('E11: 30 % of a provincial grant of 5 million is 1.5 million, of 8 million 2 million', async () => {
    const facts = { has_provincial_core_project: '是', provincial_grant: '500万元' }
    expect(await told('provincial-core', facts)).toEqual(amount(150n))
    expect(await told('provincial-core', { ...facts, provincial_grant: '800万元' })).toEqual(amount(200n))
  })
  test('F08: a new national champion may get up to 2 million, one of two years ago nothing', async () => {
    expect(await told('champion', { titles: '国家制造业单项冠军@2025-06-01' })).toEqual(ceiling(200n))
    expect((await told('champion', { titles: '国家制造业单项冠军@2024-02-01' })).verdict).toBe('not_eligible')
  })
  test('F09: a new national little giant may get up to 1 million', async () => {
    expect(await told('national-giant', { titles: '国家专精特新小巨人@2025-06-01' })).toEqual(ceiling(100n))
  })
  test('F10: a new provincial little giant may get up to 0.5 million', async () => {
    expect(await told('provincial-giant', { titles: '省级专精特新小巨人@2025-06-01' })).toEqual(ceiling(50n))
  })
  test('F11: without the city growth it is not computable; at 5 % growth and 40 % local share 13 after 10 million gives 0.8', async () => {
    const facts = { titles: '国家专精特新小巨人', tax: '1300万元', tax_last: '1000万元' }
    expect((await told('tax-growth', facts)).verdict).toBe('not_computable')
    for (const [name, value] of [
      ['tax_growth', '5%'],
      ['local_share', '40%'],
    ]) {
      const body = { city: '320400', name, value, validFrom: '2026-01-01', source: '手算' }
      expect((await house.send('POST', '/api/policy/city-values', body, at.office)).status).toBe(201)
    }
    expect(await told('tax-growth', facts)).toEqual(amount(80n))
  })
  test('F12: equipment of exactly 50 million reaches the award of major projects, one fen less does not', async () => {
    const facts = { titles: '市级专精特新', equipment: '5000万元', major_project_award: '300万元' }
    expect(await told('upgrade-as-major', facts)).toEqual(ceiling(300n))
    expect((await told('upgrade-as-major', { ...facts, equipment: '49999999.99元' })).verdict).toBe('near')
  })
  test('F13: 6 % of 60 million is a ceiling of 3.6 million, of 100 million one of 5 million', async () => {
    const facts = { has_smart_project: '是', smart_equipment: '5000万元', smart_software: '1000万元' }
    expect(await told('smart-upgrade', facts)).toEqual(ceiling(360n))
    expect(await told('smart-upgrade', { ...facts, smart_equipment: '9000万元' })).toEqual(ceiling(500n))
  })
  test('F14: a new provincial smart workshop may get up to 0.5 million', async () => {
    expect(await told('smart-workshop', { titles: '省级智能示范车间@2025-06-01' })).toEqual(ceiling(50n))
  })
  test('I03: a district talent award of 0.8 million is matched one to one', async () => {
    expect(await told('gather-talent', { district_talent_award: '80万元' })).toEqual(amount(80n))
  })
  test('F17: the policy stands in the library with its eight clauses, first day and version', async () => {
    const document = await bodyOf(
      house.send('GET', '/api/policy/documents/changzhou-industry-quality?city=320400', undefined, at.office),
    )
    expect(document).toMatchObject({
      title: '关于促进产业高质量发展的若干政策',
      validFrom: '2021-01-01',
      version: 1,
    })
    expect(document.clauseTexts).toHaveLength(8)
  })
  test('N01: the five documents of the line stand in order, three more beside it', async () => {
    const { documents } = await bodyOf(
      house.send('GET', '/api/policy/documents?city=320400', undefined, at.office),
    )
    const find = (id: string) => documents.find((one: { id: string }) => one.id === id)
    const line = ['changzhou-fourteenth-five-year-smart']
    for (let next = find(line[0]!).follows[0]; next; next = find(next).follows[0]) line.push(next)
    expect(line.reverse()).toEqual([
      'changzhou-five-industries-2009',
      'changzhou-thirteenth-five-year-2016',
      'changzhou-star-city-opinion-2019',
      'changzhou-star-city-plan-2020',
      'changzhou-fourteenth-five-year-smart',
    ])
    for (const id of ['changzhou-innovation-centre-plan', 'changzhou-first-purchase', 'jiangsu-smart-2021'])
      expect(find(id)).toMatchObject({ clauses: null })
  })
  test('N10: 129.3 hundred million moved by 3.54 of fiscal money is a leverage of 35.5254', async () => {
    const { effects } = await bodyOf(
      house.send('GET', '/api/policy/forecast?city=320400', undefined, at.office),
    )
    // (129.3 − 3.54) ÷ 3.54 = 35.52542…, cut after four decimals.
    expect(effects).toEqual([
      expect.objectContaining({
        projects: 355,
        totalInvestmentFen: '1293000000000',
        fiscalFen: '35400000000',
        leverageRatio: 35.5254,
      }),
    ])
  })
})

test('every worked line of the notices is a case of the pack of examples', async () => {
  const { readdirSync, readFileSync } = await import('node:fs')
  const folder = join(projectFolder, 'packs/examples')
  const sources = readdirSync(folder).flatMap((file) => {
    const { clauses = [] } = parse(readFileSync(join(folder, file), 'utf8'), { merge: true })
    return clauses.flatMap((clause: { cases?: { source?: string }[] }) =>
      (clause.cases ?? []).map(({ source }) => source),
    )
  })
  // How many figures each notice works out.
  const worked = { P01: 3, P03: 3, P05: 2, P10: 2, P11: 1, P13: 2, P16: 2, P28: 2 }
  for (const [notice, least] of Object.entries(worked))
    expect([notice, sources.filter((source) => source === `cases.md ${notice}`).length >= least]).toEqual([
      notice,
      true,
    ])
})
