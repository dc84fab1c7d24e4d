import { accessRouter } from '../access/index.ts'
import { artefactRoutes } from './routes/artefacts.ts'
import { cockpitRoutes } from './routes/cockpit.ts'
import { issueRoutes } from './routes/issues.ts'

/** Reports, artefacts and cockpit over HTTP. */
export function reportRoutes() {
  return accessRouter().route('/', issueRoutes()).route('/', artefactRoutes()).route('/', cockpitRoutes())
}
