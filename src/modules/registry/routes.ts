import { accessRouter } from '../access/index.ts'
import { importRoutes } from './routes/imports.ts'
import { organisationRoutes } from './routes/organisations.ts'

/** The register, its libraries and its imports over HTTP; each part of the room adds its routes here. */
export function registryRoutes() {
  const router = accessRouter()
  for (const routes of [organisationRoutes, importRoutes]) router.route('/', routes())
  return router
}
