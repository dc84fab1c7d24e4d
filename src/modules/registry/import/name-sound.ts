import { pinyin } from 'pinyin-pro'

/** Full pinyin and initials of a name, lower case, for search; other characters stay. */
export function soundOf(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    pinyin: syllables.join('').toLowerCase().slice(0, 400),
    initials: syllables
      .map((syllable) => syllable[0] ?? '')
      .join('')
      .toLowerCase(),
  }
}
