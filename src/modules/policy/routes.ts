import { accessRouter } from '../access/index.ts'
import { assessmentRoutes } from './routes/assessment.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { libraryRoutes } from './routes/library.ts'

/** Policies over HTTP; one file a part. */
export function policyRoutes() {
  const router = accessRouter()
  for (const routes of [libraryRoutes, assessmentRoutes, forecastRoutes]) router.route('/', routes())
  return router
}
