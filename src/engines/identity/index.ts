export { Matcher, type MatchOptions } from './match.ts'
export { isAnonymousName, normaliseName } from './name.ts'
export { type NameParts, nameParts } from './name-parts.ts'
export type { Band, Candidate, Ground, Match, Organisation, Veto } from './organisation.ts'
