/** Pages of the ranking, stress tests and monitoring. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'
import { digitsOf, text } from './search.ts'

const ranking = createRoute({
  getParentRoute: () => root,
  path: '/risk',
  validateSearch: (search: Record<string, unknown>): { firm?: string | undefined } => ({
    firm: digitsOf(search.firm),
  }),
  component: lazyRouteComponent(() => import('../modules/risk/RankingPage.tsx'), 'RankingPage'),
})

const stressList = createRoute({
  getParentRoute: () => root,
  path: '/risk/stress-tests',
  validateSearch: (
    search: Record<string, unknown>,
  ): { firms?: string | undefined; node?: string | undefined } => ({
    firms: digitsOf(search.firms),
    node: text(search.node),
  }),
  component: lazyRouteComponent(() => import('../modules/risk/StressListPage.tsx'), 'StressListPage'),
})

const stressTest = createRoute({
  getParentRoute: () => root,
  path: '/risk/stress-tests/$testId',
  component: lazyRouteComponent(() => import('../modules/risk/StressPage.tsx'), 'StressPage'),
})

const comparison = createRoute({
  getParentRoute: () => root,
  path: '/risk/compare',
  validateSearch: (search: Record<string, unknown>): { a?: string | undefined; b?: string | undefined } => ({
    a: digitsOf(search.a),
    b: digitsOf(search.b),
  }),
  component: lazyRouteComponent(() => import('../modules/risk/ComparePage.tsx'), 'ComparePage'),
})

const monitoring = createRoute({
  getParentRoute: () => root,
  path: '/monitoring',
  validateSearch: (search: Record<string, unknown>): { alert?: string | undefined } => ({
    alert: digitsOf(search.alert),
  }),
  component: lazyRouteComponent(() => import('../modules/risk/MonitoringPage.tsx'), 'MonitoringPage'),
})

export const riskPages = [ranking, stressList, stressTest, comparison, monitoring]
