import { accessRouter } from '../access/index.ts'
import { rankingRoutes } from './routes/ranking.ts'

/** Risk over HTTP; one file a part. */
export function riskRoutes() {
  const router = accessRouter()
  for (const routes of [rankingRoutes]) router.route('/', routes())
  return router
}
