import { accessRouter } from '../access/index.ts'
import { callRoutes } from './applications/call-routes.ts'
import { grantRoutes } from './applications/grant-routes.ts'
import { moneyRoutes } from './applications/money-routes.ts'
import { applicationRoutes } from './applications/routes.ts'
import { statementRoutes } from './applications/statement-routes.ts'
import { assessmentRoutes } from './routes/assessment.ts'
import { editorRoutes } from './routes/editor.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { libraryRoutes } from './routes/library.ts'

/** Policies over HTTP; one file a part. */
export function policyRoutes() {
  const router = accessRouter()
  for (const routes of [libraryRoutes, assessmentRoutes, forecastRoutes, editorRoutes])
    router.route('/', routes())
  for (const routes of [applicationRoutes, grantRoutes, moneyRoutes, statementRoutes, callRoutes])
    router.route('/', routes())
  return router
}
