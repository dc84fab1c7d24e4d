/** Pages of the four maps and of leads. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { root } from './root.tsx'
import { digitsOf, text } from './search.ts'

type FilterSearch = { chain?: string | undefined; segment?: string | undefined; node?: string | undefined }
type RingSearch = { centre?: string | undefined; radius?: number | undefined; chain?: string | undefined }
type PeriodSearch = { from?: string | undefined; to?: string | undefined }

const atlas = createRoute({
  getParentRoute: () => root,
  path: '/atlas',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/atlas/$layer', params: { layer: 'layout' }, search, replace: true })
  },
})

const layer = createRoute({
  getParentRoute: () => root,
  path: '/atlas/$layer',
  validateSearch: (search: Record<string, unknown>): FilterSearch => ({
    chain: text(search.chain),
    segment: text(search.segment),
    node: text(search.node),
  }),
  component: lazyRouteComponent(() => import('../modules/atlas/AtlasPage.tsx'), 'AtlasPage'),
})

const rings = createRoute({
  getParentRoute: () => root,
  path: '/atlas/rings',
  validateSearch: (search: Record<string, unknown>): RingSearch => ({
    centre: digitsOf(search.centre),
    radius: typeof search.radius === 'number' ? search.radius : undefined,
    chain: text(search.chain),
  }),
  component: lazyRouteComponent(() => import('../modules/atlas/RingsPage.tsx'), 'RingsPage'),
})

const strengths = createRoute({
  getParentRoute: () => root,
  path: '/atlas/strengths',
  component: lazyRouteComponent(() => import('../modules/atlas/StrengthsPage.tsx'), 'StrengthsPage'),
})

const themes = createRoute({
  getParentRoute: () => root,
  path: '/atlas/themes',
  component: lazyRouteComponent(() => import('../modules/atlas/ThemesPage.tsx'), 'ThemesPage'),
})

const releases = createRoute({
  getParentRoute: () => root,
  path: '/atlas/releases',
  component: lazyRouteComponent(() => import('../modules/atlas/ReleasesPage.tsx'), 'ReleasesPage'),
})

const leads = createRoute({
  getParentRoute: () => root,
  path: '/leads',
  component: lazyRouteComponent(() => import('../modules/atlas/LeadsPage.tsx'), 'LeadsPage'),
})

const lead = createRoute({
  getParentRoute: () => root,
  path: '/leads/$leadId',
  component: lazyRouteComponent(() => import('../modules/atlas/LeadPage.tsx'), 'LeadPage'),
})

const results = createRoute({
  getParentRoute: () => root,
  path: '/leads/results',
  validateSearch: (search: Record<string, unknown>): PeriodSearch => ({
    from: text(search.from),
    to: text(search.to),
  }),
  component: lazyRouteComponent(() => import('../modules/atlas/ResultsPage.tsx'), 'ResultsPage'),
})

/** Stands without a session: the shell shows it before it asks who is there. */
const invest = createRoute({ getParentRoute: () => root, path: '/invest', component: () => null })

export const atlasPages = [
  atlas,
  layer,
  rings,
  strengths,
  themes,
  releases,
  leads,
  lead,
  results,
  invest,
] as const
