import { describe, expect, test } from 'vitest'
import { placeOfSentence, plainTitle } from './place-of-sentence.ts'

describe('where a sentence stands', () => {
  test('line breaks and spaces inside it do not matter; the place is that of the text', () => {
    const text = '一、目标\n到2026年，培育企业\n　　40家。其余略。'
    const found = placeOfSentence(text, '到2026年，培育企业40家。')
    expect(text.slice(...found!)).toBe('到2026年，培育企业\n　　40家。')
    expect(placeOfSentence(text, '到2027年')).toBeNull()
    expect(placeOfSentence(text, ' ')).toBeNull()
  })

  test('titles are compared without marks and notes', () => {
    expect(plainTitle('溪州市“两图”方案（2025—2026年）（征求意见稿）')).toBe(
      plainTitle('溪州市两图方案(2025-2026年)'),
    )
  })
})
