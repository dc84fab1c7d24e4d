import './applications/words.ts'
import './words.ts'

export { workflowSection } from './applications/pack-section.ts'
export * from './model.ts'
export { librarySection, policySection, policySections } from './pack-sections.ts'
export { policyRoutes } from './routes.ts'
export { loadExamples } from './service/load-packs.ts'
export { reviewTodoSource } from './service/todo.ts'
