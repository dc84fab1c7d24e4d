// What the room says in Chinese and English; each part of the room adds its file here.
import './words/imports.ts'
import './words/organisations.ts'
