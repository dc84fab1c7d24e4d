import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decode.ts'
import { extractDocument } from './extract.ts'

const folder = new URL('../../../../shared/mission/seeds/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder))

describe.skipIf(!existsSync(folder))('the replies of Changzhou', () => {
  test('heads: title, number, addressee, signer, handler, copies', () => {
    const { head } = extractDocument(decodeText(read('000_6b37833c3dd10c4b.txt')).text)
    expect(head).toEqual({
      title: '关于对市政协十五届一次会议提案第0277号的答复',
      number: '常工信复〔2022〕第57号',
      date: null,
      addressee: '梁雪锋委员',
      signer: '张志强',
      handler: '周忆峥',
      copies: ['市政府办公室', '市政协提案委'],
    })
    expect(extractDocument(decodeText(read('004_5ce730795f2056aa.txt')).text).head.addressee).toBe(
      '赵彤、李青等委员',
    )
  })

  test('subsidies of 001: rates stay as written, caps are ceilings', () => {
    const { subsidies } = extractDocument(decodeText(read('001_1b8b67bbe8686905.txt')).text)
    expect(subsidies.map(({ rate, capCny, isCeiling }) => [rate, capCny, isCeiling])).toEqual([
      ['国家拨付资金的50%', 5_000_000, true],
      ['省拨付资金的30%', 2_000_000, true],
      ['不超过项目实际付款额的30%', 5_000_000, true],
      [null, 2_000_000, true],
      [null, 1_000_000, true],
      [null, 500_000, true],
      ['全额', null, false],
      [null, 100_000_000, true],
    ])
  })

  test('subsidies of 004: 不超过6%, 最高500万元 and the range up to 1亿元', () => {
    const { subsidies } = extractDocument(decodeText(read('004_5ce730795f2056aa.txt')).text)
    expect(subsidies.map(({ rate, capCny, isCeiling }) => [rate, capCny, isCeiling])).toEqual([
      ['不超过6%', 5_000_000, true],
      [null, 500_000, true],
      [null, 100_000_000, true],
    ])
  })

  test('commitments of 000 are the three sentences that look ahead', () => {
    const { commitments } = extractDocument(decodeText(read('000_6b37833c3dd10c4b.txt')).text)
    expect(commitments.map(({ text, dueDate }) => [text.slice(0, 8), dueDate])).toEqual([
      ['“十四五”期间，', '2025-12-31'],
      ['“十四五”期间，', '2025-12-31'],
      ['2022年将坚持', '2022-12-31'],
    ])
  })

  test('the broken encoding of 002 comes out more than 99 per cent as the text mended by hand', () => {
    const mended = decodeText(read('002_6154cac39ff35275.mojibake.txt'))
    const byHand = read('002_6154cac39ff35275.repaired.txt').toString('utf8').split('\n').slice(1).join('')
    const wanted = [...byHand.replace(/\s+/g, '').replace('(?)', '')]
    const got = [...mended.text.replace(/\s+/g, '')]
    expect(mended.repaired).toBe(true)
    expect(got).toHaveLength(wanted.length)
    const wrong = got.filter((char, i) => char !== wanted[i]).length
    expect(wrong / wanted.length).toBeLessThan(0.01)
    expect(mended.uncertain.length).toBeGreaterThan(0)
    for (const { span, guess } of mended.uncertain) expect(mended.text.slice(...span)).toBe(guess)
    expect(extractDocument(mended.text).head.addressee).toBe('何银刚委员')
  })
})
