/** Pages of the city, its chains and gaps. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ViewId, viewIds } from '../modules/gaps/register-rows.ts'
import { root } from './root.tsx'
import { digitsOf, text } from './search.ts'

/** What a page shows, beside the scope. */
type MapSearch = { node?: string | undefined; level?: 'segments' | 'firms' | undefined }

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../firm-home/FirmHome.tsx'), 'HomePage'),
})

/** The city's overview for those whose first page is their own. */
const cityOverview = createRoute({
  getParentRoute: () => root,
  path: '/overview',
  component: lazyRouteComponent(() => import('../modules/gaps/OverviewPage.tsx'), 'OverviewPage'),
})

const chainList = createRoute({
  getParentRoute: () => root,
  path: '/chains',
  component: lazyRouteComponent(() => import('../modules/chains/ChainListPage.tsx'), 'ChainListPage'),
})

const chainMap = createRoute({
  getParentRoute: () => root,
  path: '/chains/$chainId',
  validateSearch: (search: Record<string, unknown>): MapSearch => ({
    node: text(search.node),
    level: search.level === 'segments' || search.level === 'firms' ? search.level : undefined,
  }),
  component: lazyRouteComponent(() => import('../modules/gaps/ChainMapPage.tsx'), 'ChainMapPage'),
})

const chainTiers = createRoute({
  getParentRoute: () => root,
  path: '/chains/$chainId/tiers',
  validateSearch: (search: Record<string, unknown>): { on?: string | undefined } => ({
    on: text(search.on),
  }),
  component: lazyRouteComponent(() => import('../modules/chains/TierPage.tsx'), 'TierPage'),
})

const chainAbout = createRoute({
  getParentRoute: () => root,
  path: '/chains/$chainId/about',
  component: lazyRouteComponent(() => import('../modules/chains/AboutPage.tsx'), 'AboutPage'),
})

const chainCatalogue = createRoute({
  getParentRoute: () => root,
  path: '/chain-catalogue',
  component: lazyRouteComponent(() => import('../modules/chains/CataloguePage.tsx'), 'CataloguePage'),
})

const chainBodies = createRoute({
  getParentRoute: () => root,
  path: '/chain-bodies',
  component: lazyRouteComponent(() => import('../modules/chains/BodiesPage.tsx'), 'BodiesPage'),
})

const chainBody = createRoute({
  getParentRoute: () => root,
  path: '/chain-bodies/$bodyId',
  component: lazyRouteComponent(() => import('../modules/chains/BodyPage.tsx'), 'BodyPage'),
})

const chainGroupings = createRoute({
  getParentRoute: () => root,
  path: '/chain-groupings',
  component: lazyRouteComponent(() => import('../modules/chains/GroupingsPage.tsx'), 'GroupingsPage'),
})

const chainGrouping = createRoute({
  getParentRoute: () => root,
  path: '/chain-groupings/$groupingId',
  component: lazyRouteComponent(() => import('../modules/chains/GroupingPage.tsx'), 'GroupingPage'),
})

const mapList = createRoute({
  getParentRoute: () => root,
  path: '/maps',
  component: lazyRouteComponent(() => import('../modules/chains/maps/MapListPage.tsx'), 'MapListPage'),
})

const mapDraft = createRoute({
  getParentRoute: () => root,
  path: '/map-drafts/$draftId',
  validateSearch: (search: Record<string, unknown>): { node?: string | undefined } => ({
    node: text(search.node),
  }),
  component: lazyRouteComponent(() => import('../modules/chains/maps/MapEditorPage.tsx'), 'MapEditorPage'),
})

type VersionSearch = { from?: number | undefined; to?: number | undefined; node?: string | undefined }
const versionOf = (value: unknown) => (Number(value) >= 1 ? Math.floor(Number(value)) : undefined)
const mapVersions = createRoute({
  getParentRoute: () => root,
  path: '/chains/$chainId/versions',
  validateSearch: (search: Record<string, unknown>): VersionSearch => ({
    from: versionOf(search.from),
    to: versionOf(search.to),
    node: text(search.node),
  }),
  component: lazyRouteComponent(
    () => import('../modules/chains/maps/MapVersionsPage.tsx'),
    'MapVersionsPage',
  ),
})

const gapList = createRoute({
  getParentRoute: () => root,
  path: '/gaps',
  validateSearch: (search: Record<string, unknown>): { view?: ViewId | undefined } => ({
    view: viewIds.find((id) => id === search.view),
  }),
  component: lazyRouteComponent(() => import('../modules/gaps/GapListPage.tsx'), 'GapListPage'),
})

const gapItem = createRoute({
  getParentRoute: () => root,
  path: '/gaps/items/$gapId',
  validateSearch: (search: Record<string, unknown>): { tab?: string | undefined } => ({
    tab: text(search.tab),
  }),
  component: lazyRouteComponent(() => import('../whole-gap.tsx'), 'WholeGapItem'),
})

const gapsRaised = createRoute({
  getParentRoute: () => root,
  path: '/gaps/raised',
  component: lazyRouteComponent(() => import('../modules/gaps/RaisedPage.tsx'), 'RaisedPage'),
})

const resilience = createRoute({
  getParentRoute: () => root,
  path: '/gaps/resilience',
  validateSearch: (search: Record<string, unknown>): { chain?: string | undefined } => ({
    chain: text(search.chain),
  }),
  component: lazyRouteComponent(() => import('../modules/gaps/ResiliencePage.tsx'), 'ResiliencePage'),
})

const gap = createRoute({
  getParentRoute: () => root,
  path: '/gaps/$chainId/$nodeId',
  validateSearch: (search: Record<string, unknown>): { tab?: string | undefined } => ({
    tab: text(search.tab),
  }),
  component: lazyRouteComponent(() => import('../whole-gap.tsx'), 'WholeGap'),
})

const localSourcing = createRoute({
  getParentRoute: () => root,
  path: '/local-sourcing',
  validateSearch: (
    search: Record<string, unknown>,
  ): { centre?: string | undefined; km?: number | undefined } => ({
    centre: text(search.centre),
    km: typeof search.km === 'number' ? search.km : undefined,
  }),
  component: lazyRouteComponent(() => import('../modules/network/DefinitionsPage.tsx'), 'DefinitionsPage'),
})

const supplyAgreements = createRoute({
  getParentRoute: () => root,
  path: '/supply-agreements',
  validateSearch: (
    search: Record<string, unknown>,
  ): { agreement?: string | undefined; add?: 'new' | undefined } => ({
    agreement: digitsOf(search.agreement),
    add: search.add === 'new' ? 'new' : undefined,
  }),
  component: lazyRouteComponent(
    () => import('../modules/network/SupplyAgreementsPage.tsx'),
    'SupplyAgreementsPage',
  ),
})

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  component: lazyRouteComponent(() => import('../modules/network/LedgerPage.tsx'), 'LedgerPage'),
})

const projectDemands = createRoute({
  getParentRoute: () => root,
  path: '/project-demands',
  validateSearch: (
    search: Record<string, unknown>,
  ): { demand?: string | undefined; add?: 'new' | undefined } => ({
    demand: digitsOf(search.demand),
    add: search.add === 'new' ? 'new' : undefined,
  }),
  component: lazyRouteComponent(() => import('../modules/network/DemandsPage.tsx'), 'DemandsPage'),
})

const structure = createRoute({
  getParentRoute: () => root,
  path: '/structure',
  validateSearch: (
    search: Record<string, unknown>,
  ): { chain?: string | undefined; indicator?: string | undefined } => ({
    chain: text(search.chain),
    indicator: text(search.indicator),
  }),
  component: lazyRouteComponent(() => import('../modules/network/StructurePage.tsx'), 'StructurePage'),
})

export const chainPages = [
  supplyAgreements,
  ledger,
  projectDemands,
  structure,
  gap,
  gapItem,
  gapsRaised,
  resilience,
  localSourcing,
  overview,
  cityOverview,
  chainList,
  chainMap,
  mapDraft,
  mapList,
  mapVersions,
  chainTiers,
  chainAbout,
  chainCatalogue,
  chainBodies,
  chainBody,
  chainGroupings,
  chainGrouping,
  gapList,
] as const
