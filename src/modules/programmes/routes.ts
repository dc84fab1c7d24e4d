import { accessRouter } from '../access/index.ts'
import { documentRoutes } from './routes/documents.ts'

/** Programmes over HTTP; one file a part. */
export function programmeRoutes() {
  const router = accessRouter()
  for (const routes of [documentRoutes]) router.route('/', routes())
  return router
}
