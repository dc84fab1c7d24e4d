import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'
import { assessmentWords } from './words/assessment.ts'
import { editorWords } from './words/editor.ts'
import { forecastWords } from './words/forecast.ts'
import { libraryWords } from './words/library.ts'

registerWords(
  'policy',
  catalogueOf({ ...libraryWords, ...assessmentWords, ...editorWords, ...forecastWords }),
)
