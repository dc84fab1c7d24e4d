/** Pages of the register: firms, projects, parks, imports, collections. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'
import { digitsOf, text } from './search.ts'

type FirmSearch = {
  q?: string | undefined
  place?: 'city' | undefined
  sort?: string | undefined
  precision?: string | undefined
  kind?: string | undefined
  size?: string | undefined
  title?: string | undefined
  tag?: string | undefined
  hasCode?: string | undefined
  industryCode?: string | undefined
  chain?: string | undefined
  role?: string | undefined
  figure?: string | undefined
  figureMin?: string | undefined
  figureMax?: string | undefined
}

const firmFilters = [
  'kind',
  'size',
  'title',
  'tag',
  'hasCode',
  'industryCode',
  'chain',
  'role',
  'figure',
] as const
const firmList = createRoute({
  getParentRoute: () => root,
  path: '/firms',
  validateSearch: (search: Record<string, unknown>): FirmSearch => ({
    q: text(search.q),
    place: search.place === 'city' ? ('city' as const) : undefined,
    sort: text(search.sort),
    precision: text(search.precision),
    ...Object.fromEntries(firmFilters.map((key) => [key, digitsOf(search[key])])),
    figureMin: digitsOf(search.figureMin),
    figureMax: digitsOf(search.figureMax),
  }),
  component: lazyRouteComponent(() => import('../modules/registry/FirmListPage.tsx'), 'FirmListPage'),
})

const firm = createRoute({
  getParentRoute: () => root,
  path: '/firms/$firmId',
  component: lazyRouteComponent(() => import('../whole-firm.tsx'), 'WholeFirm'),
})

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: (
    search: Record<string, unknown>,
  ): {
    stage?: string | undefined
    open?: string | undefined
    view?: 'board' | 'campaigns' | undefined
  } => ({
    stage: text(search.stage),
    view: search.view === 'board' || search.view === 'campaigns' ? search.view : undefined,
    open: digitsOf(search.open),
  }),
  component: lazyRouteComponent(() => import('../whole-projects.tsx'), 'WholeProjects'),
})

const libraries = createRoute({
  getParentRoute: () => root,
  path: '/libraries',
  validateSearch: (
    search: Record<string, unknown>,
  ): {
    kind?: string | undefined
    task?: string | undefined
    name?: string | undefined
    chain?: string | undefined
    source?: string | undefined
  } => ({
    kind: text(search.kind),
    task: digitsOf(search.task),
    name: text(search.name),
    chain: text(search.chain),
    source: text(search.source),
  }),
  component: lazyRouteComponent(() => import('../whole-library.tsx'), 'WholeLibrary'),
})

const libraryEntry = createRoute({
  getParentRoute: () => root,
  path: '/libraries/$entryId',
  component: lazyRouteComponent(() => import('../whole-library.tsx'), 'WholeEntry'),
})

const keyFirms = createRoute({
  getParentRoute: () => root,
  path: '/key-firms',
  validateSearch: (
    search: Record<string, unknown>,
  ): { year?: string | undefined; from?: string | undefined } => ({
    year: digitsOf(search.year),
    from: digitsOf(search.from),
  }),
  component: lazyRouteComponent(
    () => import('../modules/registry/libraries/KeyFirmsPage.tsx'),
    'KeyFirmsPage',
  ),
})

const leadingFirms = createRoute({
  getParentRoute: () => root,
  path: '/leading-firms',
  validateSearch: (search: Record<string, unknown>): { year?: string | undefined } => ({
    year: digitsOf(search.year),
  }),
  component: lazyRouteComponent(
    () => import('../modules/registry/libraries/LeadingFirmsPage.tsx'),
    'LeadingFirmsPage',
  ),
})

const parks = createRoute({
  getParentRoute: () => root,
  path: '/parks',
  validateSearch: (search: Record<string, unknown>): { open?: string | undefined } => ({
    open: digitsOf(search.open),
  }),
  component: lazyRouteComponent(() => import('../modules/registry/libraries/ParksPage.tsx'), 'ParksPage'),
})

const corrections = createRoute({
  getParentRoute: () => root,
  path: '/corrections',
  validateSearch: (search: Record<string, unknown>) => ({ correction: digitsOf(search.correction) }),
  component: lazyRouteComponent(
    () => import('../modules/registry/CorrectionListPage.tsx'),
    'CorrectionListPage',
  ),
})

const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: (
    search: Record<string, unknown>,
  ): { file?: string | undefined; kind?: string | undefined } => ({
    file: typeof search.file === 'number' ? String(search.file) : text(search.file),
    kind: text(search.kind),
  }),
  component: lazyRouteComponent(() => import('../modules/registry/ImportPage.tsx'), 'ImportPage'),
})

const importReview = createRoute({
  getParentRoute: () => root,
  path: '/import/review',
  validateSearch: (search: Record<string, unknown>): { import?: string | undefined } => ({
    import: typeof search.import === 'number' ? String(search.import) : text(search.import),
  }),
  component: lazyRouteComponent(() => import('../modules/registry/ImportReviewPage.tsx'), 'ImportReviewPage'),
})

const importFirm = createRoute({
  getParentRoute: () => root,
  path: '/import/firm',
  component: lazyRouteComponent(() => import('../modules/registry/ImportFirmPage.tsx'), 'ImportFirmPage'),
})

const collections = createRoute({
  getParentRoute: () => root,
  path: '/collections',
  component: lazyRouteComponent(() => import('../modules/registry/CollectionsPage.tsx'), 'CollectionsPage'),
})

const collection = createRoute({
  getParentRoute: () => root,
  path: '/collections/$collectionId',
  component: lazyRouteComponent(() => import('../modules/registry/CollectionPage.tsx'), 'CollectionPage'),
})

const askedForms = createRoute({
  getParentRoute: () => root,
  path: '/asked',
  component: lazyRouteComponent(
    () => import('../modules/registry/CollectionAnswerPage.tsx'),
    'CollectionAskedPage',
  ),
})

const askedForm = createRoute({
  getParentRoute: () => root,
  path: '/asked/$requestId',
  component: lazyRouteComponent(
    () => import('../modules/registry/CollectionAnswerPage.tsx'),
    'CollectionAnswerPage',
  ),
})

const importReport = createRoute({
  getParentRoute: () => root,
  path: '/import/$importId',
  component: lazyRouteComponent(() => import('../modules/registry/ImportReportPage.tsx'), 'ImportReportPage'),
})

const claims = createRoute({
  getParentRoute: () => root,
  path: '/claims',
  validateSearch: (search: Record<string, unknown>): { claim?: string | undefined } => ({
    claim: typeof search.claim === 'number' ? String(search.claim) : text(search.claim),
  }),
  component: lazyRouteComponent(() => import('../modules/registry/ClaimListPage.tsx'), 'ClaimListPage'),
})

export const registerPages = [
  firmList,
  firm,
  projects,
  libraries,
  libraryEntry,
  keyFirms,
  leadingFirms,
  parks,
  corrections,
  importing,
  importReview,
  importFirm,
  collections,
  collection,
  askedForms,
  askedForm,
  importReport,
  claims,
] as const
