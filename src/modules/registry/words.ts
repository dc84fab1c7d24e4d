// What the room says in Chinese and English; each part of the room adds its file here.
import './notice-kinds.ts'
import './claims/words.ts'
import './libraries/words.ts'
import './words/facts.ts'
import './words/collections.ts'
import './words/imports.ts'
import './words/organisations.ts'
import './words/parts.ts'
