import './words.ts'

export * from './model.ts'
export { supervisionSection } from './pack-sections.ts'
export { planSection } from './plan-section.ts'
export { programmeRoutes } from './routes.ts'
export { escalateTasks, taskEscalationJob } from './service/escalate.ts'
export { taskTodo } from './service/todo.ts'
