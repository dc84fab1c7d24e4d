import { catalogueOf, registerWords } from '../../platform/words.ts'
import { registerNoticeKinds } from '../access/index.ts'
import { assessmentWords } from './words/assessment.ts'
import { editorWords } from './words/editor.ts'
import { forecastWords } from './words/forecast.ts'
import { libraryWords } from './words/library.ts'

registerWords(
  'policy',
  catalogueOf({ ...libraryWords, ...assessmentWords, ...editorWords, ...forecastWords }),
)
registerNoticeKinds('policy', [
  { kind: 'policy.notice.entitled', roles: ['firm', 'leading_firm'] },
  { kind: 'policy.notice.window', roles: ['firm', 'leading_firm'] },
  { kind: 'policy.notice.expiring', roles: ['chain_office'] },
])
