import { describe, expect, test } from 'vitest'
import { isAnonymousName, nameParts, normaliseName } from './index.ts'

describe('normaliseName', () => {
  test.each([
    ['宁波金田铜业（集团）股份有限公司', '宁波金田铜业(集团)股份有限公司'],
    ['ＴＣＬ科技集团　股份有限公司', 'TCL科技集团股份有限公司'],
    ['四川美富特环境治理有限责任公司', '四川美富特环境治理有限公司'],
    ['Google Inc.', 'GOOGLEINC'],
    ['NITTO BOSEKI CO.,LTD.', 'NITTO BOSEKI CO., LTD'],
    ['梅特勒—托利多〔上海〕有限公司\u200b', '梅特勒-托利多(上海)有限公司'],
  ])('%s and %s are one name', (a, b) => expect(normaliseName(a)).toBe(normaliseName(b)))

  test.each([
    ['甲乙机械有限公司', '甲乙机械股份有限公司'],
    ['江苏骥洋食品有限公司,靖江市上味食品有限公司', '江苏骥洋食品有限公司靖江市上味食品有限公司'],
  ])('%s and %s stay two', (a, b) => expect(normaliseName(a)).not.toBe(normaliseName(b)))
})

describe('isAnonymousName', () => {
  const nobody =
    '公司|A公司|A 公司|Ｂ公司|第一名|第二大供应商|供应商一|供应商二(公司关联方)|客户A|单位1|某公司|自然人|自然人2|甲公司|XX公司|' +
    '上海**有限公司|××股份有限公司|C 电子科技有限公司|军工系统A公司|国内某大型商业银行上海分行|其他|合计|无|-|—|#N/A||  |3|A|' +
    'FTSDKJ有限公司|D Group Limited|丁智奇控制的公司|匿名客户'
  test.each(nobody.split('|'))('"%s" names nobody', (name) => expect(isAnonymousName(name)).toBe(true))

  const somebody =
    '甲骨文(中国)软件系统有限公司|SMC集团|第一名山东华建铝业集团有限公司|名幸电子(武汉)有限公司|供应商1:中船集团及所属企业(下同)|' +
    '中国第一汽车股份有限公司|国铁集团下属单位|云南铜业股份有限公司及同一控制下的企业|容汇锂业及其实际控制的公司|SK有限公司|' +
    '中建一局一公司|Google Inc.|V-Gen Ltd|辛集市澳森钢铁有限公司|ABB机器人(珠海)有限公司|苹果公司|宏厦一公司'
  test.each(somebody.split('|'))('"%s" names somebody', (name) => expect(isAnonymousName(name)).toBe(false))
})

describe('nameParts', () => {
  const parts = (name: string) => {
    const { place, brand, trade, form, branch } = nameParts(name)
    return [place, brand, trade, form, branch].join('|')
  }
  test.each([
    ['株洲齿轮有限责任公司', '|株洲齿轮||有限公司|'],
    ['常州戚墅堰机车有限公司', '常州|戚墅堰|机车|有限公司|'],
    ['华辰精密装备（昆山）股份有限公司', '昆山|华辰|精密装备|股份有限公司|'],
    ['SMC(中国)有限公司上海分公司', '中国|SMC||有限公司|上海分公司'],
    ['东方电气股份有限公司', '|东方|电气|股份有限公司|'],
    ['安正时尚集团股份有限公司', '|安正时尚||集团股份有限公司|'],
    ['江苏省常州市武进区和美机械厂', '江苏省常州市武进区|和美|机械|厂|'],
    ['北京银行股份有限公司杭州分行', '|北京银行||股份有限公司|杭州分行'],
    ['上海灵埔投资中心(有限合伙)', '上海|灵埔|投资|中心(有限合伙)|'],
  ])('%s is %s', (name, expected) => expect(parts(name)).toBe(expected))

  test('the most exact place gives the division code', () => {
    expect(nameParts('江苏省常州市武进区和美机械厂').placeCode).toBe('320412')
    expect(nameParts('步步高商业连锁股份有限公司').placeCode).toBeNull()
  })

  test('no text makes it fail or lose a character but those made even', () => {
    for (const name of ['', '()', '(', '公司', '有限公司', '上海', '\u{20000}\ud800', '((((', '集团(集团)'])
      expect(typeof nameParts(name).brand).toBe('string')
  })
})
