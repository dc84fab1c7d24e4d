import { pinyin } from 'pinyin-pro'
import { cutText } from '../../../kernel/cut-text.ts'

/** Full pinyin and initials of a name, lower case, for search; other characters stay. */
export function soundOf(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    pinyin: cutText(syllables.join('').toLowerCase(), 400),
    initials: syllables
      .map((syllable) => Array.from(syllable)[0] ?? '')
      .join('')
      .toLowerCase(),
  }
}
