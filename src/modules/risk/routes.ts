import { accessRouter } from '../access/index.ts'
import { rankingRoutes } from './routes/ranking.ts'
import { stressRoutes } from './routes/stress.ts'

/** Risk over HTTP; one file a part. */
export function riskRoutes() {
  const router = accessRouter()
  for (const routes of [rankingRoutes, stressRoutes]) router.route('/', routes())
  return router
}
