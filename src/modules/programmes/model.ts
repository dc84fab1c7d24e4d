export * from './model/documents.ts'
export * from './model/tasks.ts'
