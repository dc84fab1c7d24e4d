import { accessRouter } from '../access/index.ts'
import { claimRoutes } from './claims/routes.ts'
import { libraryRoutes } from './libraries/library-routes.ts'
import { projectRoutes } from './libraries/routes.ts'
import { collectionRoutes } from './routes/collections.ts'
import { factRoutes } from './routes/facts.ts'
import { importRoutes } from './routes/imports.ts'
import { joinRoutes } from './routes/joins.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { viewRoutes } from './routes/views.ts'
import type { ImportDoor } from './service/import-jobs.ts'

/** The register, its libraries and its imports over HTTP; each part of the room adds its routes here. */
export function registryRoutes(imports: ImportDoor) {
  const router = accessRouter()
  for (const routes of [
    joinRoutes,
    factRoutes,
    viewRoutes,
    claimRoutes,
    projectRoutes,
    libraryRoutes,
    organisationRoutes,
    () => importRoutes(imports),
    collectionRoutes,
  ])
    router.route('/', routes())
  return router
}
