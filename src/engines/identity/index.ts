export { isAnonymousName, normaliseName } from './name.ts'
export { type NameParts, nameParts } from './name-parts.ts'
