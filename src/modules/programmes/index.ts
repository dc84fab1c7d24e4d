import './words.ts'

export * from './model.ts'
export { programmeRoutes } from './routes.ts'
