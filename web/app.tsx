/** Joins the rooms' pages into one application; the only file of the pages that names them all. */
import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  BuildOutlined,
  CommentOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FormOutlined,
  FundOutlined,
  GiftOutlined,
  ImportOutlined,
  LineChartOutlined,
  LockOutlined,
  ShopOutlined,
  SolutionOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  TrophyOutlined,
  UserAddOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  RouterProvider,
  retainSearchParams,
} from '@tanstack/react-router'
import { t } from './app-words.ts'
import { AccountPage } from './modules/access/AccountPage.tsx'
import { Shell } from './shell.tsx'
import type { NavItem } from './ui/frame/Frame.tsx'
import { Look } from './ui/Look.tsx'
import { Page } from './ui/Page.tsx'
import { ProblemError } from './ui/request.ts'
import { Empty, Loading, Problem } from './ui/states.tsx'
import { t as ui } from './ui/ui-words.ts'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

// The router reads a number where an id of digits was written.
const openId = (value: unknown) => (typeof value === 'number' ? String(value) : text(value))

/** What addresses carry: the scope on every page, then what the page itself shows. */
type ScopeSearch = { city?: string | undefined; dataset?: 'demo' | undefined }
type MapSearch = { node?: string | undefined; level?: 'segments' | undefined }
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
// Digits in an address are read as numbers; here they are texts.
const digitsOf = (value: unknown) => (typeof value === 'number' ? String(value) : text(value))

const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>): ScopeSearch => ({
    city: typeof search.city === 'number' ? String(search.city) : text(search.city),
    dataset: search.dataset === 'demo' ? ('demo' as const) : undefined,
  }),
  search: { middlewares: [retainSearchParams(['city', 'dataset'])] },
  component: () => <Shell items={navItems()} />,
  notFoundComponent: () => (
    <Page title={ui('notBuilt')}>
      <Empty
        title={ui('notBuilt')}
        why={ui('notBuiltWhy')}
        action={
          <Link to="/" className="ls-button">
            {t('overview')}
          </Link>
        }
      />
    </Page>
  ),
  errorComponent: ({ error }) => <Problem error={error} />,
})

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./firm-home/FirmHome.tsx'), 'HomePage'),
})
/** The city's overview for those whose first page is their own. */
const cityOverview = createRoute({
  getParentRoute: () => root,
  path: '/overview',
  component: lazyRouteComponent(() => import('./modules/gaps/OverviewPage.tsx'), 'OverviewPage'),
})
const chainList = createRoute({
  getParentRoute: () => root,
  path: '/chains',
  component: lazyRouteComponent(() => import('./modules/chains/ChainListPage.tsx'), 'ChainListPage'),
})
const chainMap = createRoute({
  getParentRoute: () => root,
  path: '/chains/$chainId',
  validateSearch: (search: Record<string, unknown>): MapSearch => ({
    node: text(search.node),
    level: search.level === 'segments' ? ('segments' as const) : undefined,
  }),
  component: lazyRouteComponent(() => import('./modules/gaps/ChainMapPage.tsx'), 'ChainMapPage'),
})
const gapList = createRoute({
  getParentRoute: () => root,
  path: '/gaps',
  component: lazyRouteComponent(() => import('./modules/gaps/GapListPage.tsx'), 'GapListPage'),
})
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
  component: lazyRouteComponent(() => import('./modules/registry/FirmListPage.tsx'), 'FirmListPage'),
})
const firm = createRoute({
  getParentRoute: () => root,
  path: '/firms/$firmId',
  component: lazyRouteComponent(() => import('./whole-firm.tsx'), 'WholeFirm'),
})
const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: (
    search: Record<string, unknown>,
  ): { stage?: string | undefined; open?: string | undefined } => ({
    stage: text(search.stage),
    open: openId(search.open),
  }),
  component: lazyRouteComponent(
    () => import('./modules/registry/libraries/ProjectsPage.tsx'),
    'ProjectsPage',
  ),
})
const libraries = createRoute({
  getParentRoute: () => root,
  path: '/libraries',
  validateSearch: (
    search: Record<string, unknown>,
  ): { kind?: string | undefined; open?: string | undefined } => ({
    kind: text(search.kind),
    open: openId(search.open),
  }),
  component: lazyRouteComponent(() => import('./modules/registry/libraries/LibraryPage.tsx'), 'LibraryPage'),
})
const parks = createRoute({
  getParentRoute: () => root,
  path: '/parks',
  validateSearch: (search: Record<string, unknown>): { open?: string | undefined } => ({
    open: openId(search.open),
  }),
  component: lazyRouteComponent(() => import('./modules/registry/libraries/ParksPage.tsx'), 'ParksPage'),
})
const indicators = createRoute({
  getParentRoute: () => root,
  path: '/indicators',
  validateSearch: (
    search: Record<string, unknown>,
  ): { view?: 'targets' | 'beside' | undefined; open?: string | undefined } => ({
    view: search.view === 'targets' || search.view === 'beside' ? search.view : undefined,
    open: openId(search.open),
  }),
  component: lazyRouteComponent(() => import('./modules/indicators/IndicatorsPage.tsx'), 'IndicatorsPage'),
})
const corrections = createRoute({
  getParentRoute: () => root,
  path: '/corrections',
  validateSearch: (search: Record<string, unknown>) => ({ correction: digitsOf(search.correction) }),
  component: lazyRouteComponent(
    () => import('./modules/registry/CorrectionListPage.tsx'),
    'CorrectionListPage',
  ),
})
const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: (search: Record<string, unknown>): { file?: string | undefined } => ({
    file: typeof search.file === 'number' ? String(search.file) : text(search.file),
  }),
  component: lazyRouteComponent(() => import('./modules/registry/ImportPage.tsx'), 'ImportPage'),
})
const importReview = createRoute({
  getParentRoute: () => root,
  path: '/import/review',
  validateSearch: (search: Record<string, unknown>): { import?: string | undefined } => ({
    import: typeof search.import === 'number' ? String(search.import) : text(search.import),
  }),
  component: lazyRouteComponent(() => import('./modules/registry/ImportReviewPage.tsx'), 'ImportReviewPage'),
})
const importFirm = createRoute({
  getParentRoute: () => root,
  path: '/import/firm',
  component: lazyRouteComponent(() => import('./modules/registry/ImportFirmPage.tsx'), 'ImportFirmPage'),
})
const collections = createRoute({
  getParentRoute: () => root,
  path: '/collections',
  component: lazyRouteComponent(() => import('./modules/registry/CollectionsPage.tsx'), 'CollectionsPage'),
})
const collection = createRoute({
  getParentRoute: () => root,
  path: '/collections/$collectionId',
  component: lazyRouteComponent(() => import('./modules/registry/CollectionPage.tsx'), 'CollectionPage'),
})
const askedForms = createRoute({
  getParentRoute: () => root,
  path: '/asked',
  component: lazyRouteComponent(
    () => import('./modules/registry/CollectionAnswerPage.tsx'),
    'CollectionAskedPage',
  ),
})
const askedForm = createRoute({
  getParentRoute: () => root,
  path: '/asked/$requestId',
  component: lazyRouteComponent(
    () => import('./modules/registry/CollectionAnswerPage.tsx'),
    'CollectionAnswerPage',
  ),
})
const importReport = createRoute({
  getParentRoute: () => root,
  path: '/import/$importId',
  component: lazyRouteComponent(() => import('./modules/registry/ImportReportPage.tsx'), 'ImportReportPage'),
})
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => import('./modules/access/AuditPage.tsx'), 'AuditPage'),
})
const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  component: lazyRouteComponent(() => import('./modules/access/UsersPage.tsx'), 'UsersPage'),
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('./modules/access/PeoplePage.tsx'), 'PeoplePage'),
})
const claims = createRoute({
  getParentRoute: () => root,
  path: '/claims',
  validateSearch: (search: Record<string, unknown>): { claim?: string | undefined } => ({
    claim: typeof search.claim === 'number' ? String(search.claim) : text(search.claim),
  }),
  component: lazyRouteComponent(() => import('./modules/registry/ClaimListPage.tsx'), 'ClaimListPage'),
})
const consents = createRoute({
  getParentRoute: () => root,
  path: '/consents',
  validateSearch: (search: Record<string, unknown>): { consent?: string | undefined } => ({
    consent: typeof search.consent === 'number' ? String(search.consent) : text(search.consent),
  }),
  component: lazyRouteComponent(() => import('./modules/access/ConsentPage.tsx'), 'ConsentPage'),
})
const confided = createRoute({
  getParentRoute: () => root,
  path: '/confided',
  component: lazyRouteComponent(() => import('./modules/access/ConfidedPage.tsx'), 'ConfidedPage'),
})
const todo = createRoute({
  getParentRoute: () => root,
  path: '/todo',
  component: lazyRouteComponent(() => import('./modules/access/TodoPage.tsx'), 'TodoPage'),
})
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: () => <AccountPage />,
})

const evaluations = createRoute({
  getParentRoute: () => root,
  path: '/evaluation',
  component: lazyRouteComponent(() => import('./modules/evaluation/EvaluationPage.tsx'), 'EvaluationPage'),
})
const scorecards = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/scorecards',
  validateSearch: (search: Record<string, unknown>): { card?: string | undefined } => ({
    card: text(search.card),
  }),
  component: lazyRouteComponent(() => import('./modules/evaluation/ScorecardPage.tsx'), 'ScorecardPage'),
})
const evaluationRun = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/runs/$runId',
  component: lazyRouteComponent(() => import('./modules/evaluation/RunPage.tsx'), 'RunPage'),
})
const backTest = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/runs/$runId/back-test',
  component: lazyRouteComponent(() => import('./modules/evaluation/BackTestPage.tsx'), 'BackTestPage'),
})
const evaluationComparison = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/compare',
  validateSearch: (
    search: Record<string, unknown>,
  ): { from?: string | undefined; to?: string | undefined } => ({
    from: typeof search.from === 'number' ? String(search.from) : text(search.from),
    to: typeof search.to === 'number' ? String(search.to) : text(search.to),
  }),
  component: lazyRouteComponent(() => import('./modules/evaluation/ComparisonPage.tsx'), 'ComparisonPage'),
})
const evaluationAppeals = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/appeals',
  component: lazyRouteComponent(() => import('./modules/evaluation/AppealsPage.tsx'), 'AppealsPage'),
})

const policyLibrary = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  component: lazyRouteComponent(() => import('./modules/policy/LibraryPage.tsx'), 'LibraryPage'),
})
const policyFirm = createRoute({
  getParentRoute: () => root,
  path: '/policies/firm',
  validateSearch: (search: Record<string, unknown>): { firm?: string | undefined } => ({
    firm: typeof search.firm === 'number' ? String(search.firm) : text(search.firm),
  }),
  component: lazyRouteComponent(() => import('./modules/policy/FirmPolicyPage.tsx'), 'FirmPolicyPage'),
})
const policyNew = createRoute({
  getParentRoute: () => root,
  path: '/policies/new',
  component: lazyRouteComponent(() => import('./modules/policy/NewPolicyPage.tsx'), 'NewPolicyPage'),
})
const policyBudget = createRoute({
  getParentRoute: () => root,
  path: '/policies/budget',
  component: lazyRouteComponent(() => import('./modules/policy/BudgetPage.tsx'), 'BudgetPage'),
})
const applicationList = createRoute({
  getParentRoute: () => root,
  path: '/policies/applications',
  component: lazyRouteComponent(
    () => import('./modules/policy/applications/ApplicationListPage.tsx'),
    'ApplicationListPage',
  ),
})
const application = createRoute({
  getParentRoute: () => root,
  path: '/policies/applications/$caseId',
  component: lazyRouteComponent(
    () => import('./modules/policy/applications/ApplicationPage.tsx'),
    'ApplicationPage',
  ),
})
const grantList = createRoute({
  getParentRoute: () => root,
  path: '/policies/grants',
  component: lazyRouteComponent(() => import('./modules/policy/applications/GrantsPage.tsx'), 'GrantsPage'),
})
const grantRun = createRoute({
  getParentRoute: () => root,
  path: '/policies/grants/$grantId',
  component: lazyRouteComponent(() => import('./modules/policy/applications/GrantPage.tsx'), 'GrantPage'),
})
const offers = createRoute({
  getParentRoute: () => root,
  path: '/policies/offers',
  component: lazyRouteComponent(() => import('./modules/policy/applications/OffersPage.tsx'), 'OffersPage'),
})
const funds = createRoute({
  getParentRoute: () => root,
  path: '/policies/funds',
  component: lazyRouteComponent(() => import('./modules/policy/applications/FundsPage.tsx'), 'FundsPage'),
})
const agreementList = createRoute({
  getParentRoute: () => root,
  path: '/policies/agreements',
  component: lazyRouteComponent(
    () => import('./modules/policy/applications/AgreementsPage.tsx'),
    'AgreementsPage',
  ),
})
const agreement = createRoute({
  getParentRoute: () => root,
  path: '/policies/agreements/$agreementId',
  component: lazyRouteComponent(
    () => import('./modules/policy/applications/AgreementPage.tsx'),
    'AgreementPage',
  ),
})
const policyDocument = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId',
  component: lazyRouteComponent(() => import('./modules/policy/DocumentPage.tsx'), 'DocumentPage'),
})
const policyVersion = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId/versions/$number',
  component: lazyRouteComponent(() => import('./modules/policy/EditorPage.tsx'), 'EditorPage'),
})

const documents = createRoute({
  getParentRoute: () => root,
  path: '/documents',
  component: lazyRouteComponent(
    () => import('./modules/programmes/DocumentListPage.tsx'),
    'DocumentListPage',
  ),
})
const documentReview = createRoute({
  getParentRoute: () => root,
  path: '/documents/$documentId',
  component: lazyRouteComponent(
    () => import('./modules/programmes/DocumentReviewPage.tsx'),
    'DocumentReviewPage',
  ),
})

/** The menu: only pages that exist; the role decides which of them are shown. */
function navItems(): NavItem[] {
  return [
    { group: 'see', path: '/', title: t('overview'), icon: <DashboardOutlined />, permission: 'gaps.read' },
    {
      group: 'see',
      path: '/chains',
      title: t('chains'),
      icon: <ApartmentOutlined />,
      permission: 'chains.read',
    },
    { group: 'see', path: '/firms', title: t('firms'), icon: <BankOutlined />, permission: 'registry.read' },
    {
      group: 'see',
      path: '/projects',
      title: t('projects'),
      icon: <BuildOutlined />,
      permission: 'libraries.read',
    },
    { group: 'see', path: '/parks', title: t('parks'), icon: <ShopOutlined />, permission: 'registry.read' },
    {
      group: 'see',
      path: '/libraries',
      title: t('libraries'),
      icon: <ExperimentOutlined />,
      permission: 'registry.read',
    },
    {
      group: 'measure',
      path: '/indicators',
      title: t('indicators'),
      icon: <LineChartOutlined />,
      permission: 'indicators.read',
    },
    { group: 'find', path: '/gaps', title: t('gaps'), icon: <FileSearchOutlined />, permission: 'gaps.read' },
    { group: 'follow', path: '/todo', title: t('todo'), icon: <BellOutlined />, permission: 'account.own' },
    {
      group: 'measure',
      path: '/evaluation',
      title: t('evaluation'),
      icon: <TrophyOutlined />,
      permission: 'evaluation.read',
    },
    {
      group: 'measure',
      path: '/evaluation/appeals',
      title: t('evaluationAppeals'),
      icon: <CommentOutlined />,
      permission: 'evaluation.appeals',
    },
    {
      group: 'act',
      path: '/policies',
      title: t('policies'),
      icon: <FileProtectOutlined />,
      permission: 'policy.read',
    },
    {
      group: 'act',
      path: '/policies/firm',
      title: t('entitlements'),
      icon: <GiftOutlined />,
      permission: 'policy.assess',
    },
    {
      group: 'act',
      path: '/policies/applications',
      title: t('applications'),
      icon: <FileDoneOutlined />,
      permission: 'applications.read',
    },
    {
      group: 'act',
      path: '/policies/grants',
      title: t('grants'),
      icon: <ThunderboltOutlined />,
      permission: 'grants.read',
    },
    {
      group: 'act',
      path: '/policies/offers',
      title: t('offers'),
      icon: <ThunderboltOutlined />,
      permission: 'grants.accept',
    },
    {
      group: 'act',
      path: '/policies/agreements',
      title: t('agreements'),
      icon: <SolutionOutlined />,
      permission: 'agreements.read',
    },
    {
      group: 'act',
      path: '/policies/funds',
      title: t('funds'),
      icon: <WalletOutlined />,
      permission: 'funds.read',
    },
    {
      group: 'act',
      path: '/policies/budget',
      title: t('policyBudget'),
      icon: <FundOutlined />,
      permission: 'policy.forecast',
    },
    {
      group: 'follow',
      path: '/documents',
      title: t('documents'),
      icon: <FileTextOutlined />,
      permission: 'programmes.read',
    },
    {
      group: 'admin',
      path: '/collections',
      title: t('collections'),
      icon: <FormOutlined />,
      permission: 'collections.manage',
    },
    {
      group: 'follow',
      path: '/asked',
      title: t('askedForms'),
      icon: <FormOutlined />,
      permission: 'collections.answer',
    },
    {
      group: 'admin',
      path: '/import',
      title: t('import'),
      icon: <ImportOutlined />,
      permission: 'registry.import',
    },
    {
      group: 'admin',
      path: '/claims',
      title: t('claims'),
      icon: <SolutionOutlined />,
      permission: 'registry.decide_claims',
    },
    {
      group: 'admin',
      path: '/people',
      title: t('people'),
      icon: <UserAddOutlined />,
      permission: 'users.invite',
    },
    {
      group: 'admin',
      path: '/consents',
      title: t('consents'),
      icon: <LockOutlined />,
      permission: 'consents.read',
    },
    {
      group: 'admin',
      path: '/confided',
      title: t('confided'),
      icon: <LockOutlined />,
      permission: 'consents.own',
    },
    {
      group: 'admin',
      path: '/corrections',
      title: t('corrections'),
      icon: <AuditOutlined />,
      permission: 'registry.propose',
    },
    { group: 'admin', path: '/audit', title: t('audit'), icon: <AuditOutlined />, permission: 'audit.read' },
    { group: 'admin', path: '/users', title: t('users'), icon: <TeamOutlined />, permission: 'users.manage' },
  ]
}

const routeTree = root.addChildren([
  evaluations,
  scorecards,
  evaluationRun,
  backTest,
  evaluationComparison,
  evaluationAppeals,
  overview,
  cityOverview,
  chainList,
  chainMap,
  gapList,
  firmList,
  corrections,
  firm,
  projects,
  libraries,
  parks,
  indicators,
  documents,
  documentReview,
  importing,
  collections,
  collection,
  askedForms,
  askedForm,
  importReview,
  importFirm,
  importReport,
  audit,
  users,
  people,
  claims,
  consents,
  confided,
  todo,
  account,
  policyLibrary,
  policyFirm,
  policyNew,
  policyBudget,
  applicationList,
  application,
  grantList,
  grantRun,
  offers,
  funds,
  agreementList,
  agreement,
  policyDocument,
  policyVersion,
])

const router = createRouter({
  routeTree,
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} retry={reset} />,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // An answer of the server is an answer; only a lost connection is worth a second try.
      retry: (count, error) => count < 1 && error instanceof ProblemError && error.status === 0,
    },
  },
})

/** The whole application. */
export function App() {
  return (
    <Look>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  )
}
