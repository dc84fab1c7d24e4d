import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decode.ts'

const sentence =
  '关于推动产业链供应链协同发展的实施意见：到2025年，培育链主企业10家，核心零部件本地配套率达到60%。牵头单位：市工业和信息化局。'
const utf8 = Buffer.from(sentence, 'utf8')

describe('text in the encodings that offices send', () => {
  test.each([
    ['utf-8', utf8],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8])],
    ['gb18030', iconv.encode(sentence, 'gb18030')],
    ['utf-16le', iconv.encode(sentence, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(sentence, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(`ABC 2025 ${sentence}`, 'utf-16le', { addBOM: false })],
  ])('%s', (encoding, bytes) => {
    const decoded = decodeText(bytes)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.text.replace('ABC 2025 ', '')).toBe(sentence)
    expect(decoded).toMatchObject({ repaired: false, uncertain: [] })
  })
})

describe('a wrong decoding before is undone', () => {
  test('UTF-8 taken for GB18030: what was thrown away is marked', () => {
    const broken = new TextDecoder('gb18030').decode(Buffer.from(`${sentence}。`, 'utf8'))
    const decoded = decodeText(Buffer.from(broken, 'utf8'))
    expect(decoded.repaired).toBe(true)
    expect(decoded.text).toContain('关于推动产业链供应链协同发展的实施意见')
    expect(decoded.text).toContain('市工业和信息化局')
    const places = decoded.uncertain.map(({ span }) => decoded.text.slice(...span))
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) expect(place).toMatch(/^\ufffd+$/)
  })

  test('GB18030 taken for Latin-1', () => {
    const broken = iconv.decode(iconv.encode(sentence, 'gb18030'), 'latin1')
    expect(decodeText(Buffer.from(broken, 'utf8'))).toMatchObject({
      text: sentence,
      repaired: true,
      uncertain: [],
    })
  })

  test('UTF-8 taken for Windows-1252 with lost bytes: guessed from words, what is unsure is marked', () => {
    const broken = [...utf8]
      .filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad].includes(byte))
      .map((byte) => iconv.decode(Buffer.from([byte]), 'win1252'))
      .join('')
    const decoded = decodeText(Buffer.from(broken, 'utf8'))
    const wrong = [...decoded.text].filter((char, i) => char !== [...sentence][i]).length
    expect(decoded.repaired).toBe(true)
    expect(decoded.text).toHaveLength(sentence.length)
    expect(wrong).toBeLessThanOrEqual(2)
    for (const { span, guess, alternatives } of decoded.uncertain) {
      expect(decoded.text.slice(...span)).toBe(guess)
      expect(alternatives.length).toBeGreaterThan(0)
    }
  })

  test('characters that are gone are marked, not made up', () => {
    const lossy = new TextDecoder('utf-8').decode(Buffer.concat([utf8, Buffer.from([0xff, 0xfe]), utf8]))
    const { text, uncertain } = decodeText(Buffer.from(lossy, 'utf8'))
    expect(uncertain).toHaveLength(1)
    expect(text.slice(...(uncertain[0]?.span ?? [0, 0]))).toBe('\ufffd\ufffd')
  })
})

describe('what is no document is refused', () => {
  test.each([
    ['documents.empty', Buffer.alloc(0)],
    ['documents.empty', Buffer.from('\ufeff \n')],
    ['documents.not_text', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 32))],
  ])('%s', (code, bytes) => {
    expect(() => decodeText(bytes)).toThrow(code)
  })
})
