import { describe, expect, test } from 'vitest'
import { creditCodeCheckCharacter } from '../../kernel/credit-code.ts'
import { hasGold, loadGold, measure } from './gold.ts'
import { Matcher, type Organisation } from './index.ts'

const code = (first17: string) => first17 + creditCodeCheckCharacter(first17)
const [CODE_A, CODE_B] = [code('91430200000000001'), code('91320400000000002')]
const named = (...names: string[]): Organisation[] => names.map((name, i) => ({ id: `c${i}`, name }))
const firms = named(
  '株洲和美机械有限公司',
  '常州龙城轨道交通设备股份有限公司',
  '常州龙城轨道交通设备股份有限公司无锡分公司',
  '江苏河池化工集团股份有限公司',
  '苏州第一建筑集团有限公司',
  '苏州第二建筑集团有限公司',
  '湖南湘江电子有限公司',
  '湖南湘江电子科技有限公司',
  '广东省高速公路发展股份有限公司',
  '宁波金甬铜业(集团)股份有限公司',
)
const ask = (name: string, more: Partial<Organisation> = {}, known: readonly Organisation[] = firms) =>
  new Matcher(known).match({ id: 'q', name, ...more })

describe('exact evidence', () => {
  test('a valid code decides, whatever the name', () => {
    const known = [{ id: 'a', name: '甲机械有限公司', uscc: CODE_A }, ...firms]
    const found = ask('完全不同的名字有限公司', { uscc: ` ${CODE_A.toLowerCase()} ` }, known)
    expect(found).toMatchObject({ band: 'auto', ground: 'code', candidates: [{ id: 'a', score: 1 }] })
  })

  test('one code twice among the candidates goes to a person', () => {
    const known = [
      { id: 'a', name: '甲机械有限公司', uscc: CODE_A },
      { id: 'b', name: '乙机械有限公司', uscc: CODE_A },
    ]
    expect(ask('甲机械有限公司', { uscc: CODE_A }, known).band).toBe('review')
  })

  test('an invalid code is unknown, not wrong: the name decides', () => {
    expect(ask('株洲和美机械有限责任公司', { uscc: '9143020000000000I1' })).toMatchObject({
      band: 'auto',
      ground: 'name',
      candidates: [{ id: 'c0' }],
    })
  })

  test('width, brackets, spaces and 有限责任公司 make no second firm', () => {
    for (const name of ['宁波金甬铜业（集团）股份有限公司', ' 宁波金甬铜业 (集团) 股份有限公司'])
      expect(ask(name)).toMatchObject({ band: 'auto', candidates: [{ id: 'c9', score: 1 }] })
    expect(ask('宁波金甬铜业集团股份有限公司')).toMatchObject({ candidates: [{ id: 'c9' }] })
  })
})

describe('vetoes', () => {
  test('two different valid codes are never one, even under one name', () => {
    const known = [{ id: 'a', name: '株洲和美机械有限公司', uscc: CODE_A }]
    const found = ask('株洲和美机械有限公司', { uscc: CODE_B }, known)
    expect(found.band).toBe('new')
    expect(found.candidates).toEqual([{ id: 'a', score: 0, veto: 'code' }])
  })

  test('another branch is another organisation', () => {
    const found = ask('常州龙城轨道交通设备股份有限公司上海分公司')
    expect(found.band).not.toBe('auto')
    expect(found.candidates.filter(({ veto }) => veto === 'branch').map(({ id }) => id)).toContain('c1')
    expect(ask('常州龙城轨道交通设备股份有限公司无锡分公司')).toMatchObject({
      band: 'auto',
      candidates: [{ id: 'c2' }],
    })
  })

  test('a contradicting county rules out, a missing place does not', () => {
    const known = [{ id: 'a', name: '和美机械有限公司', address: '湖南省株洲市天元区黄河路1号' }]
    const at = (address: string | null) => ask('和美机械有限公司', { address }, known)
    expect(at('江苏省常州市武进区人民路2号')).toMatchObject({ band: 'new', candidates: [{ veto: 'place' }] })
    expect(at(null)).toMatchObject({ band: 'auto', candidates: [{ veto: null }] })
    expect(at('湖南省株洲市')).toMatchObject({ band: 'auto' })
  })
})

describe('likeness', () => {
  test.each([
    ['龙城轨道', 'c1'],
    ['*ST河化', 'c3'],
    ['粤高速A', 'c8'],
    ['和美机械', 'c0'],
    ['株州和美机械', 'c0'],
  ])('%s is found first', (name, id) => {
    const { candidates } = ask(name)
    expect(candidates[0]?.id).toBe(id)
    expect(candidates[0]?.score).toBeGreaterThan(candidates[1]?.score ?? 0)
  })

  test('two legal names that differ by a word are left to a person', () => {
    const others = firms.filter(({ id }) => id !== 'c7' && id !== 'c5')
    for (const name of ['湖南湘江电子科技有限公司', '苏州第二建筑集团有限公司', '湖南湘江电子股份有限公司'])
      expect(ask(name, {}, others).band).not.toBe('auto')
  })

  test('a name that nothing resembles is new', () => {
    expect(ask('乌鲁木齐雪莲食品厂').band).toBe('new')
    expect(ask('龙城轨道', {}, []).candidates).toEqual([])
  })

  test('names that name nobody are joined with nobody, not even with themselves', () => {
    const known = named('A公司', '客户一', '公司')
    for (const name of ['A公司', '客户一', '公司', '供应商二', ''])
      expect(ask(name, {}, known)).toEqual({ id: 'q', band: 'review', ground: 'anonymous', candidates: [] })
  })

  test('what other names of one list claim counts less, in any order of the list', () => {
    const known = named('陕西黑石焦化股份有限公司', '江西黑石炭黑股份有限公司')
    const matcher = new Matcher(known)
    const list = [
      { id: '1', name: '黑石股份' },
      { id: '2', name: '陕西黑石' },
    ]
    const alone = matcher.match(list[0]!).candidates.find(({ id }) => id === 'c0')?.score ?? 0
    const [first] = matcher.matchList(list)
    expect(first?.candidates[0]?.id).toBe('c1')
    expect(first?.candidates.find(({ id }) => id === 'c0')?.score).toBeLessThan(alone)
    expect(matcher.matchList([...list].reverse()).reverse()).toEqual(matcher.matchList(list))
  })

  test('scores are shares: none below 0, their sum at most 1, best first', () => {
    for (const { name } of firms) {
      const scores = ask(name.slice(0, 4)).candidates.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
      expect(scores.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-9)
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0)
    }
  })

  test('hostile names do no harm', () => {
    const matcher = new Matcher([...firms, ...named('__proto__', 'constructor', '\ud800', '字'.repeat(5000))])
    for (const name of ['__proto__', 'constructor', '\ud800企业', '(((', '字'.repeat(5000), '=cmd|x', '%00'])
      expect(['auto', 'review', 'new']).toContain(matcher.match({ id: 'q', name }).band)
  })
})

describe.skipIf(!hasGold)('short names of listed firms among 11,000 legal names', () => {
  test('the held half, of which nothing is in the weights, asked with the whole list', async () => {
    const gold = await loadGold()
    const list = [...gold.tuning, ...gold.held].map(({ shortName }, i) => ({ id: `q${i}`, name: shortName }))
    const matches = new Matcher(gold.candidates).matchList(list)
    const figures = measure(gold.held, matches.slice(gold.tuning.length), gold.isAnyRight)
    expect(figures.first).toBeGreaterThanOrEqual(0.95)
    expect(figures.five).toBeGreaterThanOrEqual(0.985)
    expect(figures.autoRight).toBeGreaterThanOrEqual(0.995)
    // joining nothing would be right always: half must be joined
    expect(figures.autoShare).toBeGreaterThan(0.45)
  })
})

describe('whole names that write their place otherwise', () => {
  const held = [
    { id: 'shidai', name: '株洲时代新材料科技股份有限公司' },
    { id: 'aileda', name: '成都爱乐达航空制造股份有限公司' },
    { id: 'yuanfang', name: '长沙远方机械有限公司' },
    { id: 'other', name: '上海甲乙物流有限公司' },
  ]
  const bandOf = (name: string, uscc: string | null = null) => {
    const { band, candidates } = new Matcher(held).match({ id: 'q', name, uscc })
    return [band, candidates[0]?.id]
  }
  test.each([
    '株洲市时代新材料科技股份有限公司',
    '湖南省株洲市时代新材料科技股份有限公司',
    '湖南株洲时代新材料科技股份有限公司',
    '时代(株洲)新材料科技股份有限公司',
  ])('%s is the firm of that city', (name) => {
    expect(bandOf(name)).toEqual(['auto', 'shidai'])
  })
  test.each([
    ['湖南时代新材料科技股份有限公司', 'shidai'],
    ['成都爱乐答航空制造股份有限公司', 'aileda'],
    ['成都市爱乐达航空制造股份有限公司武侯分公司', null],
  ])('%s is asked about, or nobody', (name, id) => {
    expect(bandOf(name)).toEqual(id ? ['review', id] : ['new', expect.anything()])
  })
  test('another place, another form or another code is another firm', () => {
    expect(bandOf('长春远方机械有限公司')[0]).toBe('new')
    expect(bandOf('株洲时代新材料科技有限公司')[0]).not.toBe('auto')
    const coded = [{ id: 'a', name: '株洲甲轴承有限公司', uscc: '91430200712106524U' }]
    const asked = { id: 'q', name: '株洲市甲轴承有限公司', uscc: '914403001922038216' }
    expect(new Matcher(coded).match(asked).band).toBe('new')
  })
  test('two held ones that differ only so are for a person', () => {
    const doubled = ['株洲时代新材料科技股份有限公司', '株洲市时代新材料科技股份有限公司']
    const matcher = new Matcher(doubled.map((name) => ({ id: name, name })))
    expect(matcher.match({ id: 'q', name: '湖南株洲时代新材料科技股份有限公司' }).band).toBe('review')
  })
})
