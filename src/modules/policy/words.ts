import { catalogueOf, registerWords } from '../../platform/words.ts'
import { libraryWords } from './words/library.ts'

registerWords('policy', catalogueOf({ ...libraryWords }))
