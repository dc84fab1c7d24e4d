import './words.ts'

export * from './model.ts'
export { cultivationSections } from './pack-sections.ts'
export { cultivationRoutes } from './routes.ts'
export { ensureDemoLadder } from './service/demo.ts'
export { showFirmLadder } from './service/firm-ladder.ts'
export { showLadder } from './service/show-ladder.ts'
export { cultivationTodo } from './service/waiting.ts'
