import { accessRouter } from '../access/index.ts'
import { libraryRoutes } from './routes/library.ts'

/** Policies over HTTP; one file a part. */
export function policyRoutes() {
  const router = accessRouter()
  for (const routes of [libraryRoutes]) router.route('/', routes())
  return router
}
