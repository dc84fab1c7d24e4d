import { words } from '../../ui/words.ts'
import { budgetWords } from './budget-words.ts'
import { editorWords } from './editor-words.ts'
import { firmWords } from './firm-words.ts'
import { libraryWords } from './library-words.ts'

export const policyWords = { ...libraryWords, ...firmWords, ...budgetWords, ...editorWords }

export const t = words<keyof typeof policyWords>(policyWords)
