import { accessRouter } from '../access/index.ts'
import { cadreRoutes } from './routes/cadres.ts'
import { documentRoutes } from './routes/documents.ts'
import { occasionRoutes } from './routes/occasions.ts'
import { orderRoutes } from './routes/orders.ts'
import { planTargetRoutes } from './routes/plan-targets.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { caseRoutes, showcaseRoutes } from './routes/showing.ts'
import { taskRoutes } from './routes/tasks.ts'

const parts = [
  documentRoutes,
  planTargetRoutes,
  taskRoutes,
  orderRoutes,
  proposalRoutes,
  occasionRoutes,
  cadreRoutes,
  caseRoutes,
  showcaseRoutes,
]

/** Programmes over HTTP; one file a part. */
export function programmeRoutes() {
  const router = accessRouter()
  for (const routes of parts) router.route('/', routes())
  return router
}
