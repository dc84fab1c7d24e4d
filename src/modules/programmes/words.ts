import './notice-kinds.ts'
import { documentWords as engineWords } from '../../engines/documents/index.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'
import { documentWords } from './words/documents.ts'
import { leaderWords } from './words/leaders.ts'
import { proposalWords } from './words/proposals.ts'
import { taskWords } from './words/tasks.ts'

registerWords('programmes', catalogueOf({ ...documentWords, ...leaderWords, ...proposalWords, ...taskWords }))
registerWords('documents', catalogueOf({ ...engineWords }))
