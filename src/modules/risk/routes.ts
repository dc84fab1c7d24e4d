import { accessRouter } from '../access/index.ts'
import { monitoringRoutes } from './routes/monitoring.ts'
import { rankingRoutes } from './routes/ranking.ts'
import { stressRoutes } from './routes/stress.ts'

/** Risk over HTTP; one file a part. */
export function riskRoutes() {
  const router = accessRouter()
  for (const routes of [rankingRoutes, stressRoutes, monitoringRoutes]) router.route('/', routes())
  return router
}
