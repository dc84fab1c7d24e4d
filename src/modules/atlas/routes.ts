import { accessRouter } from '../access/index.ts'
import { leadRoutes } from './routes/leads.ts'
import { mapRoutes } from './routes/maps.ts'

/** The room over HTTP. */
export function atlasRoutes() {
  return accessRouter().route('/', mapRoutes()).route('/', leadRoutes())
}
