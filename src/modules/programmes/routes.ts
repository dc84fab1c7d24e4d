import { accessRouter } from '../access/index.ts'
import { documentRoutes } from './routes/documents.ts'
import { orderRoutes } from './routes/orders.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { taskRoutes } from './routes/tasks.ts'

/** Programmes over HTTP; one file a part. */
export function programmeRoutes() {
  const router = accessRouter()
  for (const routes of [documentRoutes, taskRoutes, orderRoutes, proposalRoutes]) router.route('/', routes())
  return router
}
