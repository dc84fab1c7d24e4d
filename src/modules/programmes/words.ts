import { documentWords as engineWords } from '../../engines/documents/index.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'
import { documentWords } from './words/documents.ts'

registerWords('programmes', catalogueOf({ ...documentWords }))
registerWords('documents', catalogueOf({ ...engineWords }))
