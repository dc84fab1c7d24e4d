import './words.ts'

export * from './model.ts'
export { policyRoutes } from './routes.ts'
