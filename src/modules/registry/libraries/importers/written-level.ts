import type { EntryRow } from './entry-row.ts'

const levels: ReadonlyMap<string, EntryRow['level']> = new Map([
  ['国家级', 'national'],
  ['国家', 'national'],
  ['省级', 'provincial'],
  ['省', 'provincial'],
  ['市级', 'municipal'],
  ['市', 'municipal'],
])

/** The level that a word of an office names; undefined where it names none. */
export const levelOf = (word: string) => levels.get(word)
