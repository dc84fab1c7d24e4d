import './words.ts'

export * from './model.ts'
export { supervisionSection, unitNamesSection } from './pack-sections.ts'
export { planSection } from './plan-section.ts'
export { programmeRoutes } from './routes.ts'
export { escalateTasks, taskEscalationJob } from './service/escalate.ts'
export { readTaskState, type StateTask, type TaskState, type TaskStateQuery } from './service/task-state.ts'
export { taskTodo } from './service/todo.ts'
