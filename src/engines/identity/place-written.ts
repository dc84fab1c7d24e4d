/** Whole legal names that differ in nothing but how, or whether, they write the place (株洲市甲 …, 湖南株洲甲 …, 甲(株洲) …). */
import { type NameEntry, soundOf } from './entry.ts'
import type { Known } from './known.ts'

/** A shorter brand (铝业 of 中国铝业) says too little without its place. */
const SHORTEST_BRAND = 2

/**
 * What two such names have in common, as written and as it sounds (欣达 for 新达); null for a name that is no whole legal one
 * or has no brand of its own.
 */
export function placelessKeys(entry: NameEntry): { written: string; spoken: string } | null {
  const { brand, trade, branch } = entry.parts
  if (!entry.isLegal || brand.length < SHORTEST_BRAND) return null
  const bare = (brand + trade).replace('集团', '').replace(/[()]/g, '')
  const form = [branch, entry.isShareCompany, entry.isGroup]
  const sounds = [...bare].map((character) => soundOf(character) || character)
  return { written: JSON.stringify([bare, ...form]), spoken: JSON.stringify([sounds, ...form]) }
}

/**
 * How two names that are written alike but for the place stand to each other: the same division in other words is one organisation (a
 * registry lets no second one bear that name there); one place wider than the other, or not told, may be.
 */
export function placeFit(query: Known, candidate: Known): 'same' | 'open' {
  const [a, b] = [query.entry.parts.placeCode, candidate.entry.parts.placeCode]
  return a !== null && a === b ? 'same' : 'open'
}
