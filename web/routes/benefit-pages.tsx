/** Pages of policies, evaluation and cultivation. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'
import { text } from './search.ts'

const evaluations = createRoute({
  getParentRoute: () => root,
  path: '/evaluation',
  component: lazyRouteComponent(() => import('../modules/evaluation/EvaluationPage.tsx'), 'EvaluationPage'),
})

const scorecards = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/scorecards',
  validateSearch: (search: Record<string, unknown>): { card?: string | undefined } => ({
    card: text(search.card),
  }),
  component: lazyRouteComponent(() => import('../modules/evaluation/ScorecardPage.tsx'), 'ScorecardPage'),
})

const evaluationRun = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/runs/$runId',
  component: lazyRouteComponent(() => import('../modules/evaluation/RunPage.tsx'), 'RunPage'),
})

const backTest = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/runs/$runId/back-test',
  component: lazyRouteComponent(() => import('../modules/evaluation/BackTestPage.tsx'), 'BackTestPage'),
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
  component: lazyRouteComponent(() => import('../modules/evaluation/ComparisonPage.tsx'), 'ComparisonPage'),
})

const evaluationAppeals = createRoute({
  getParentRoute: () => root,
  path: '/evaluation/appeals',
  component: lazyRouteComponent(() => import('../modules/evaluation/AppealsPage.tsx'), 'AppealsPage'),
})

const policyLibrary = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  component: lazyRouteComponent(() => import('../modules/policy/LibraryPage.tsx'), 'LibraryPage'),
})

const policyFirm = createRoute({
  getParentRoute: () => root,
  path: '/policies/firm',
  validateSearch: (search: Record<string, unknown>): { firm?: string | undefined } => ({
    firm: typeof search.firm === 'number' ? String(search.firm) : text(search.firm),
  }),
  component: lazyRouteComponent(() => import('../modules/policy/FirmPolicyPage.tsx'), 'FirmPolicyPage'),
})

const statement = createRoute({
  getParentRoute: () => root,
  path: '/policies/statement',
  validateSearch: (search: Record<string, unknown>): { firm?: string | undefined } => ({
    firm: typeof search.firm === 'number' ? String(search.firm) : text(search.firm),
  }),
  component: lazyRouteComponent(
    () => import('../modules/policy/statement/StatementPage.tsx'),
    'StatementPage',
  ),
})

const policyNew = createRoute({
  getParentRoute: () => root,
  path: '/policies/new',
  component: lazyRouteComponent(() => import('../modules/policy/NewPolicyPage.tsx'), 'NewPolicyPage'),
})

const policyBudget = createRoute({
  getParentRoute: () => root,
  path: '/policies/budget',
  component: lazyRouteComponent(() => import('../modules/policy/BudgetPage.tsx'), 'BudgetPage'),
})

const applicationList = createRoute({
  getParentRoute: () => root,
  path: '/policies/applications',
  component: lazyRouteComponent(
    () => import('../modules/policy/applications/ApplicationListPage.tsx'),
    'ApplicationListPage',
  ),
})

const application = createRoute({
  getParentRoute: () => root,
  path: '/policies/applications/$caseId',
  component: lazyRouteComponent(
    () => import('../modules/policy/applications/ApplicationPage.tsx'),
    'ApplicationPage',
  ),
})

const grantList = createRoute({
  getParentRoute: () => root,
  path: '/policies/grants',
  component: lazyRouteComponent(() => import('../modules/policy/applications/GrantsPage.tsx'), 'GrantsPage'),
})

const grantRun = createRoute({
  getParentRoute: () => root,
  path: '/policies/grants/$grantId',
  component: lazyRouteComponent(() => import('../modules/policy/applications/GrantPage.tsx'), 'GrantPage'),
})

const offers = createRoute({
  getParentRoute: () => root,
  path: '/policies/offers',
  component: lazyRouteComponent(() => import('../modules/policy/applications/OffersPage.tsx'), 'OffersPage'),
})

const funds = createRoute({
  getParentRoute: () => root,
  path: '/policies/funds',
  component: lazyRouteComponent(() => import('../modules/policy/applications/FundsPage.tsx'), 'FundsPage'),
})

const agreementList = createRoute({
  getParentRoute: () => root,
  path: '/policies/agreements',
  validateSearch: (
    search: Record<string, unknown>,
  ): { application?: string | undefined; call?: string | undefined } => ({
    application:
      typeof search.application === 'number' ? String(search.application) : text(search.application),
    call: typeof search.call === 'number' ? String(search.call) : text(search.call),
  }),
  component: lazyRouteComponent(
    () => import('../modules/policy/applications/AgreementsPage.tsx'),
    'AgreementsPage',
  ),
})

const agreement = createRoute({
  getParentRoute: () => root,
  path: '/policies/agreements/$agreementId',
  component: lazyRouteComponent(
    () => import('../modules/policy/applications/AgreementPage.tsx'),
    'AgreementPage',
  ),
})

const callList = createRoute({
  getParentRoute: () => root,
  path: '/policies/calls',
  component: lazyRouteComponent(() => import('../modules/policy/calls/CallsPage.tsx'), 'CallsPage'),
})

const call = createRoute({
  getParentRoute: () => root,
  path: '/policies/calls/$callId',
  component: lazyRouteComponent(() => import('../modules/policy/calls/CallPage.tsx'), 'CallPage'),
})

const policyDocument = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId',
  component: lazyRouteComponent(() => import('../modules/policy/DocumentPage.tsx'), 'DocumentPage'),
})

const policyVersion = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId/versions/$number',
  component: lazyRouteComponent(() => import('../modules/policy/EditorPage.tsx'), 'EditorPage'),
})

const ladder = createRoute({
  getParentRoute: () => root,
  path: '/cultivation',
  component: lazyRouteComponent(() => import('../modules/cultivation/LadderPage.tsx'), 'LadderPage'),
})

const candidates = createRoute({
  getParentRoute: () => root,
  path: '/cultivation/candidates',
  validateSearch: (search: Record<string, unknown>): { rung?: string | undefined } => ({
    rung: text(search.rung),
  }),
  component: lazyRouteComponent(() => import('../modules/cultivation/CandidatesPage.tsx'), 'CandidatesPage'),
})

const cultivationProgrammes = createRoute({
  getParentRoute: () => root,
  path: '/cultivation/programmes',
  component: lazyRouteComponent(() => import('../modules/cultivation/ProgrammesPage.tsx'), 'ProgrammesPage'),
})

const board = createRoute({
  getParentRoute: () => root,
  path: '/cultivation/boards/$programme',
  component: lazyRouteComponent(() => import('../modules/cultivation/BoardPage.tsx'), 'BoardPage'),
})

const track = createRoute({
  getParentRoute: () => root,
  path: '/cultivation/tracks/$trackId',
  component: lazyRouteComponent(() => import('../modules/cultivation/TrackPage.tsx'), 'TrackPage'),
})

export const benefitPages = [
  ladder,
  candidates,
  cultivationProgrammes,
  board,
  track,
  evaluations,
  scorecards,
  evaluationRun,
  backTest,
  evaluationComparison,
  evaluationAppeals,
  policyLibrary,
  policyFirm,
  statement,
  policyNew,
  policyBudget,
  applicationList,
  application,
  grantList,
  grantRun,
  offers,
  funds,
  callList,
  call,
  agreementList,
  agreement,
  policyDocument,
  policyVersion,
] as const
