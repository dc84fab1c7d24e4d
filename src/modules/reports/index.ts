import './words.ts'

export * from './model.ts'
export { artefactSection, templateSection } from './pack-sections.ts'
export { reportRoutes } from './routes.ts'
export { dayStateJob } from './service/day-state-job.ts'
export { fileJob } from './service/file-job.ts'
