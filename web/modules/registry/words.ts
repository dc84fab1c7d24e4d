import { words } from '../../ui/words.ts'
import { collectionWords } from './collection-words.ts'
import { importWords } from './import-words.ts'
import { organisationWords } from './organisation-words.ts'

// The words of the room's pages, one file a part of it.
const all = { ...organisationWords, ...importWords, ...collectionWords }

export const t = words<keyof typeof all>(all)
