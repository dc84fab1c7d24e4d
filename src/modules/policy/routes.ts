import { accessRouter } from '../access/index.ts'
import { assessmentRoutes } from './routes/assessment.ts'
import { editorRoutes } from './routes/editor.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { libraryRoutes } from './routes/library.ts'

/** Policies over HTTP; one file a part. */
export function policyRoutes() {
  const router = accessRouter()
  for (const routes of [libraryRoutes, assessmentRoutes, forecastRoutes, editorRoutes])
    router.route('/', routes())
  return router
}
