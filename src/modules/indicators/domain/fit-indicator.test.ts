import { describe, expect, test } from 'vitest'
import { type Fitting, fitIndicator } from './fit-indicator.ts'

const definition = (id: string, zh: string, unit: string) => ({ id, name: { zh, en: id }, unit })
const definitions = [
  definition('firms-500', '营收过500亿企业数', '家'),
  definition('firms-100', '营收过百亿企业数', '家'),
  definition('srdi', '专精特新中小企业数', '家'),
  definition('platforms', '新增国家级创新平台', '家'),
  definition('platforms-provincial', '新增省级创新平台', '家'),
  definition('standards', '国际标准制定数（累计）', '项'),
  definition('leading', '头部企业营收台阶', '亿元'),
]
const from: Fitting = { title: '试点方案', definitions, held: [], remembered: [] }
const read = (name: string, more: object = {}) => ({
  name,
  scope: null,
  value: 40,
  unit: '家',
  sentence: `培育${name}40家`,
  ...more,
})

describe('which indicator a target that was read belongs to', () => {
  test.each([
    ['营收过500亿企业', null, 'firms-500'],
    ['过百亿企业', null, 'firms-100'],
    ['省级专精特新中小企业', '省级', 'srdi'],
    ['新增省级以上创新平台', '省级以上', 'platforms-provincial'],
    ['新增国家级创新平台', '国家级', 'platforms'],
    ['城市绿化', null, null],
  ])('%s in the scope %s is %s', (name, scope, id) => {
    expect(fitIndicator(read(name, { scope }), from).indicator).toBe(id)
  })

  test('another unit makes a name less alike, and scope words stay as written', () => {
    expect(fitIndicator(read('主导国际标准制定累计', { unit: '项' }), from).indicator).toBe('standards')
    // 8 of 10 and 7 letters: two thirds of the pairs, times three quarters, is no longer a half.
    expect(fitIndicator(read('国际标准宣贯', { unit: '场' }), from).indicator).toBeNull()
    expect(fitIndicator(read('省级专精特新中小企业', { scope: '省级' }), from).scope).toEqual({
      zh: '省级',
      en: '省级',
    })
  })

  const held = [
    {
      id: 'l04',
      indicator: 'srdi',
      chain: 'rail',
      subject: null,
      scope: { zh: '省级', en: 'Provincial' },
      value: 40,
      source: { document: 'plan', place: '三', sentence: '培育省级专精特新中小企业40家' },
      title: '试点方案',
    },
    {
      id: 'l23',
      indicator: 'leading',
      chain: 'rail',
      subject: null,
      scope: { zh: '中车株机', en: 'Locomotive' },
      value: 300,
      source: { document: 'plan', place: '四', sentence: '中车株机迈上300亿元台阶' },
      title: '试点方案',
    },
  ]
  test('the same sentence of the same document with the same figure is the same statement; another figure or document is not', () => {
    const target = read('省级专精特新中小企业', {
      scope: '省级',
      sentence: '到2024年，培育省级专精特新中小企业40家；领航企业1家。',
    })
    expect(fitIndicator(target, { ...from, held })).toMatchObject({ by: 'same', same: 'l04', chain: 'rail' })
    expect(fitIndicator({ ...target, value: 50 }, { ...from, held })).toMatchObject({
      by: 'name',
      same: null,
      scope: { zh: '省级', en: 'Provincial' },
    })
    expect(fitIndicator(target, { ...from, held, title: '另一方案' }).same).toBeNull()
  })

  test('a target of one organisation is known by the scope words of the statement that is held', () => {
    const target = read('中车株机', {
      value: 300,
      unit: '亿元',
      sentence: '推动中车株机迈上300亿元台阶',
    })
    expect(fitIndicator(target, { ...from, held })).toMatchObject({ by: 'same', same: 'l23' })
    expect(fitIndicator(target, from).indicator).toBeNull()
  })

  test('what a person confirmed for the same words comes before the name', () => {
    const remembered = [
      {
        name: '过百亿企业',
        readScope: null,
        indicator: 'leading',
        subject: null,
        scope: { zh: '头部', en: 'Leading' },
      },
    ]
    expect(fitIndicator(read('过百亿企业'), { ...from, remembered })).toMatchObject({
      by: 'remembered',
      indicator: 'leading',
      scope: { zh: '头部' },
    })
    expect(fitIndicator(read('过百亿企业', { scope: '省级' }), { ...from, remembered }).by).toBe('name')
  })
})
