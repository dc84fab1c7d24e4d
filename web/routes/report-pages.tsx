/** Pages of reports, artefacts and the cockpit. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'
import { text } from './search.ts'

const cockpit = createRoute({
  getParentRoute: () => root,
  path: '/cockpit',
  validateSearch: (search: Record<string, unknown>): { wall?: true | undefined } => ({
    wall: search.wall === true || search.wall === 1 || search.wall === '1' ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../modules/reports/CockpitPage.tsx'), 'CockpitPage'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  component: lazyRouteComponent(() => import('../modules/reports/ReportsPage.tsx'), 'ReportsPage'),
})

const issue = createRoute({
  getParentRoute: () => root,
  path: '/reports/$issueId',
  component: lazyRouteComponent(() => import('../modules/reports/IssuePage.tsx'), 'IssuePage'),
})

const artefacts = createRoute({
  getParentRoute: () => root,
  path: '/artefacts',
  validateSearch: (search: Record<string, unknown>): { chain?: string | undefined } => ({
    chain: text(search.chain),
  }),
  component: lazyRouteComponent(() => import('../modules/reports/ArtefactsPage.tsx'), 'ArtefactsPage'),
})

export const reportPages = [cockpit, reports, issue, artefacts]
