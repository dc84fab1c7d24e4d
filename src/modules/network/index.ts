import './words.ts'

export { relationImporter } from './import/relation-importer.ts'
