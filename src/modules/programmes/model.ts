export * from './model/documents.ts'
export * from './model/proposals.ts'
export * from './model/task-input.ts'
export * from './model/tasks.ts'
