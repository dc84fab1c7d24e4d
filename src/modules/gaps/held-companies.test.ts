import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { signedInApp } from '../access/fixtures.ts'
import { importCsv } from '../registry/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'
import { getChainGaps } from './service/chain-gaps.ts'
import './words.ts'

const folder = '../shared/data/companies'

describe.skipIf(!existsSync(folder))('listed companies and their suppliers', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const run = (kind: string, fileName: string) =>
    importCsv(house, readFileSync(`${folder}/${fileName}`, 'utf8'), {
      kind,
      options: { dataset: 'held', fileName, partner: null },
    })
  const gapsOf = (city: string) =>
    house.asSystem((ctx) => getChainGaps(ctx, { city, chain: 'rail-transit', dataset: 'held' }))

  beforeAll(async () => {
    await loadProjectPacks(house.database)
    await run('firms', 'a_share_companies_2020.csv')
    await run('firms', 'rail_related_listed_2020.csv')
    await run('relations', 'listed_suppliers_2017_2019.csv')
  }, 120_000)

  test('D03: the ratio of Zhuzhou reads unknown with a coverage of 0 %', async () => {
    const { localSourcing } = await gapsOf('430200')
    expect(localSourcing).toMatchObject({
      ratio: null,
      coverageRatio: 0,
      byBuyer: [],
      reason: { code: 'no_purchases' },
    })
  })

  test('D03: the seven buyers of Changzhou show what is held, each on its own basis', async () => {
    const { localSourcing } = await gapsOf('320400')
    expect(localSourcing.ratio).toBeNull()
    const byBuyer = Object.fromEntries(localSourcing.byBuyer!.map(({ name, ...rest }) => [name, rest]))
    expect(Object.keys(byBuyer)).toHaveLength(7)
    // 2018: 常州市长江热能 8.51 and 常州市立新石墨 3.02 are local; 江阴 and the branch and bracket names have no
    // city at their head, so they stay unplaced
    expect(byBuyer.中简科技股份有限公司).toMatchObject({ year: 2018, ratio: 1, coverageRatio: 0.1153 })
    // 2019: 87.54 + 8.16 + 3.32 + 0.32 of 常州; 江苏金坛 names no prefecture
    expect(byBuyer.江苏华盛天龙光电设备股份有限公司).toMatchObject({
      year: 2019,
      ratio: 1,
      coverageRatio: 0.9934,
    })
  })

  test('C01: firms by product words alone make no node strong, and nothing is missing without a statement', async () => {
    for (const city of ['430200', '320400']) {
      const { nodes } = await gapsOf(city)
      expect(nodes.some(({ unconfirmed }) => unconfirmed > 0)).toBe(true)
      expect(nodes.filter(({ status }) => status === 'strong' || status === 'missing')).toEqual([])
    }
  })
})
