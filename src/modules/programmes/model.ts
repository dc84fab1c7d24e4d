export * from './model/documents.ts'
