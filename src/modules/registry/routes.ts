import { accessRouter } from '../access/index.ts'
import { importRoutes } from './routes/imports.ts'
import { organisationRoutes } from './routes/organisations.ts'
import type { ImportDoor } from './service/import-jobs.ts'

/** The register, its libraries and its imports over HTTP; each part of the room adds its routes here. */
export function registryRoutes(imports: ImportDoor) {
  const router = accessRouter()
  for (const routes of [organisationRoutes, () => importRoutes(imports)]) router.route('/', routes())
  return router
}
