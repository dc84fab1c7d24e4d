// Every row of the list of targets (L01 to L28): what the plan and the replies promise or state, typed from the documents
// by hand, against what the board shows; and that a figure told for a target moves what is lacking and its light.
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdIndicators } from './fixtures.ts'
import type { BoardRow, BoardTarget } from './model.ts'

/** Row, indicator, scope words, comparator, figure, unit, last day (- where the text names none), words of the sentence. */
const promised = `
L01 cluster-output 轨道交通装备产业 ~ 2000 亿元 2024-12-31 向2000亿元迈进
L02 firms-revenue-500 轨道交通装备产业 = 1 家 2024-12-31 营收过500亿企业1家
L03 firms-revenue-100 轨道交通装备产业 = 4 家 2024-12-31 过百亿企业4家
L06 single-champion-firms 轨道交通装备产业 = 6 家 2024-12-31 单项冠军企业6家
L07 pilot-leader-firms 轨道交通装备产业 = 1 家 2024-12-31 领航企业1家
L08 internationalisation-index 主机企业 > 30 % 2024-12-31 国际化经营指数超过30%
L09 local-sourcing-ratio 核心部件、器件、软件 >= 50 % 2024-12-31 本地配套率达50%
L10 rd-intensity 产业集群规上企业 >= 8 % 2024-12-31 研发投入强度达到8%
L11 international-standards 轨道交通装备产业 >= 100 项 2024-12-31 累计达100项以上
L12 national-standards 轨道交通装备产业 >= 200 项 2024-12-31 累计达200项以上
L13 national-innovation-platforms-new 轨道交通装备产业 = 1 家 2024-12-31 1家国家级创新平台
L14 national-iiot-demo-new 轨道交通装备产业 = 1 家 2024-12-31 1家国家工业互联网试点示范平台
L15 provincial-innovation-platforms-new 轨道交通装备产业 = 20 家 2024-12-31 新增省级以上创新平台20家
L16 innovation-coverage 规模工业企业 = 100 % 2024-12-31 创新活动全覆盖
L17 suppliers-attracted 上下游配套企业 = 50 家 2024-12-31 新引进上下游配套企业50家
L18 projects-completed 轨道交通装备产业 >= 50 个 2024-12-31 竣工重大项目50个以上
L19 intercity-railways 长株潭 = 10 条 - 10条城际铁路
L20 digital-supply-platforms 龙头企业 = 6 家 - 6家数字化供应链平台
L21 cloud-benchmarks 省级以上 = 10 家 - 上云用云10家
L22 chain-credit-growth 链上企业、项目 >= 15 % - 年均增长达到15%
L23 leading-firm-revenue 中车株机 >= 300 亿元 - 300亿元、500亿元台阶
L23 leading-firm-revenue 中车株所 >= 500 亿元 - 300亿元、500亿元台阶
L24 bottleneck-devices 基础器件 = 20 项 - 20大基础器件
L24 bottleneck-systems 关键系统 = 9 项 - 9大关键系统`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string, string, string, string, string, string])

describe('what was promised and stated', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  beforeAll(async () => {
    await holdIndicators(house)
    office = await house.signIn('chain_office')
  }, 120_000)
  const board = async (query: string): Promise<BoardRow[]> =>
    (await bodyOf(house.send('GET', `/api/indicators/board?dataset=held&${query}`, undefined, office))).items
  const find = (rows: BoardRow[], id: string, scope: string) =>
    rows.flatMap((row) =>
      row.targets.flatMap((target) =>
        row.indicator === id && target.scope.zh === scope ? [{ row, target }] : [],
      ),
    )
  const tell = (row: BoardRow, period: string, value: string) =>
    house.send(
      'POST',
      '/api/indicators/values',
      {
        city: '430200',
        indicator: row.indicator,
        chain: row.chain,
        subject: row.subject,
        scope: row.scope,
        period,
        value,
        sourceTitle: '年度报告',
        sourceDate: '2024-06',
      },
      office,
    )

  test('L01, L02, L03, L06, L07, L08, L09, L10, L11, L12, L13, L14, L15, L16, L17, L18, L19, L20, L21, L22, L23, L24, C24, C25: each target stands on the board as the plan writes it', async () => {
    const rows = await board('city=430200&on=2024-06-30')
    for (const [row, indicator, scope, comparator, value, unit, due, words] of promised) {
      const found = find(rows, indicator, scope)
      expect(found.length, `${row} ${indicator} ${scope}`).toBeGreaterThan(0)
      for (const { target } of found) {
        const said = [target.row, target.comparator, String(target.value), target.unit, target.dueDate ?? '-']
        expect(said, row).toEqual([row, comparator, value, unit, due])
      }
      expect(
        found.some(({ target }) => target.sentence?.includes(words)),
        `${row}: ${words}`,
      ).toBe(true)
      expect(found[0]!.row.value, `${row} is unknown until somebody tells a figure`).toBeNull()
    }
  })

  test('a figure told for a target moves what is lacking, progress and light; without a deadline there is no light', async () => {
    const before = await board('city=430200&on=2024-06-30')
    for (const [, indicator, scope, , value] of promised) {
      const { row } = find(before, indicator, scope)[0]!
      expect((await tell(row, '2022', String(Number(value) / 2))).status).toBe(201)
      expect((await tell(row, '2023', String(Number(value) * 0.9))).status).toBe(201)
    }
    const half = await board('city=430200&on=2023-06-30')
    const now = await board('city=430200&on=2024-06-30')
    for (const [row, indicator, scope, , value, , due] of promised) {
      const of = (rows: BoardRow[]): BoardTarget => find(rows, indicator, scope)[0]!.target
      expect(Number(of(half).gap), row).toBeCloseTo(Number(value) / 2, 9)
      expect(of(half).progressRatio, row).toBeCloseTo(0.5, 9)
      expect(Number(of(now).gap), row).toBeCloseTo(Number(value) / 10, 9)
      // Four fifths of the way in half of the time: ahead of the pace that is needed.
      const expected = due === '-' ? ['unknown', 'no_deadline'] : ['on_course', 'pace']
      expect([of(now).light, of(now).reason], row).toEqual(expected)
    }
  })

  test('L04, L05, C26: both figures stand with their place, undecided', async () => {
    const rows = await board('city=430200&on=2024-06-30')
    const said = (id: string) =>
      rows
        .filter(({ indicator }) => indicator === id)
        .flatMap(({ targets }) => targets)
        .map((each) => [each.row, each.scope.zh, each.value, each.place, each.binds])
    expect(said('srdi-firms')).toEqual([
      ['L04', '省级', 40, '三', null],
      ['L04', '省级', 50, '附件1第7项', null],
    ])
    expect(said('little-giant-firms')).toEqual([
      ['L05', '国家', 15, '三', null],
      ['L05', '国省级', 20, '附件1第7项', null],
    ])
  })

  test('L25, L26, L27, L28: targets and figures of the replies stand with their sentence', async () => {
    const rows = await board('city=320400&on=2022-12-31')
    const targets = [
      ['talent-flats', '>=', 3, '万套'],
      ['talent-new', '=', 11, '万人'],
      ['skilled-new', '>=', 1.3, '万人'],
    ]
    for (const [id, comparator, value, unit] of targets) {
      const [target] = rows.find(({ indicator }) => indicator === id)!.targets
      expect(target).toMatchObject({ row: 'L25', comparator, value, unit, dueDate: '2022-12-31' })
      expect(target!.sentence).toContain('全年')
    }
    const stated = [
      ['bottleneck-list', '=', '87', '2021-12-31'],
      ['provincial-key-projects-new', '=', '5', '2021-12-31'],
      ['provincial-guide-projects-new', '=', '137', '2021-12-31'],
      ['cloud-firms-new', '>', '3600', '2020-12-31'],
      ['cloud-firms', '>', '9000', '2020-12-31'],
      ['star-cloud-firms', '=', '357', '2020-12-31'],
      ['smart-cluster-output', '=', '2091', '2021-12-31'],
      ['smart-cluster-output-growth', '=', '18', '2021-12-31'],
    ]
    for (const [id, comparator, value, asOf] of stated) {
      const row = rows.find(({ indicator }) => indicator === id)!
      expect(row, id!).toMatchObject({ comparator, value, asOf, origin: 'document' })
      expect(row.source!.sentence, id!).toBeTruthy()
    }
  })
})
