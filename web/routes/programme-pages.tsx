/** Pages of documents, plans and reports. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'
import { digitsOf, text } from './search.ts'

const documents = createRoute({
  getParentRoute: () => root,
  path: '/documents',
  component: lazyRouteComponent(
    () => import('../modules/programmes/DocumentListPage.tsx'),
    'DocumentListPage',
  ),
})

/** A document opened at one of its items, or at a place [start-end) of its text. */
type DocumentSearch = { view?: 'targets' | undefined; item?: number | undefined; at?: string | undefined }

const documentReview = createRoute({
  getParentRoute: () => root,
  path: '/documents/$documentId',
  validateSearch: (search: Record<string, unknown>): DocumentSearch => ({
    view: search.view === 'targets' ? search.view : undefined,
    item: /^\d{1,6}$/.test(String(search.item)) ? Number(search.item) : undefined,
    at: /^\d{1,9}-\d{1,9}$/.test(String(search.at)) ? String(search.at) : undefined,
  }),
  component: lazyRouteComponent(
    () => import('../modules/programmes/DocumentReviewPage.tsx'),
    'DocumentReviewPage',
  ),
})

const views = ['all', 'red', 'month', 'noOwner', 'stale', 'done'] as const
const layouts = [
  ...['list', 'board', 'calendar', 'timeline', 'rollup', 'unit', 'leader', 'plan', 'chain', 'tag'],
] as ('list' | 'board' | 'calendar' | 'timeline' | 'rollup' | 'unit' | 'leader' | 'plan' | 'chain' | 'tag')[]
type TaskSearch = {
  view?: (typeof views)[number] | undefined
  as?: (typeof layouts)[number] | undefined
  plan?: string | undefined
  chain?: string | undefined
  /** What the roll-up counts by. */
  by?: string | undefined
  /** Hidden columns, parted by commas. */
  hide?: string | undefined
}

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  validateSearch: (search: Record<string, unknown>): TaskSearch => ({
    view: views.find((view) => view === search.view),
    as: layouts.find((layout) => layout === search.as),
    plan: digitsOf(search.plan),
    chain: text(search.chain),
    by: text(search.by),
    hide: text(search.hide),
  }),
  component: lazyRouteComponent(() => import('../modules/programmes/tasks/TaskListPage.tsx'), 'TaskListPage'),
})

const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/$taskId',
  component: lazyRouteComponent(() => import('../modules/programmes/tasks/TaskPage.tsx'), 'TaskPage'),
})

const proposals = createRoute({
  getParentRoute: () => root,
  path: '/proposals',
  component: lazyRouteComponent(
    () => import('../modules/programmes/proposals/ProposalListPage.tsx'),
    'ProposalListPage',
  ),
})

const proposal = createRoute({
  getParentRoute: () => root,
  path: '/proposals/$proposalId',
  component: lazyRouteComponent(
    () => import('../modules/programmes/proposals/ProposalPage.tsx'),
    'ProposalPage',
  ),
})

const units = createRoute({
  getParentRoute: () => root,
  path: '/tasks/units',
  component: lazyRouteComponent(() => import('../modules/programmes/tasks/UnitsPage.tsx'), 'UnitsPage'),
})

const digestKinds = ['city', 'plan', 'unit', 'chain'] as const
type WeekSearch = { kind?: (typeof digestKinds)[number] | undefined; key?: string | undefined }
const week = createRoute({
  getParentRoute: () => root,
  path: '/tasks/week',
  validateSearch: (search: Record<string, unknown>): WeekSearch => ({
    kind: digestKinds.find((kind) => kind === search.kind),
    key: digitsOf(search.key),
  }),
  component: lazyRouteComponent(() => import('../modules/programmes/tasks/WeekPage.tsx'), 'WeekPage'),
})

const leaders = createRoute({
  getParentRoute: () => root,
  path: '/chain-leaders',
  component: lazyRouteComponent(() => import('../modules/programmes/leaders/LeadersPage.tsx'), 'LeadersPage'),
})

const meetings = createRoute({
  getParentRoute: () => root,
  path: '/meetings',
  validateSearch: (search: Record<string, unknown>): { kind?: string | undefined } => ({
    kind: text(search.kind),
  }),
  component: lazyRouteComponent(
    () => import('../modules/programmes/leaders/MeetingListPage.tsx'),
    'MeetingListPage',
  ),
})

const meeting = createRoute({
  getParentRoute: () => root,
  path: '/meetings/$meetingId',
  component: lazyRouteComponent(() => import('../modules/programmes/leaders/MeetingPage.tsx'), 'MeetingPage'),
})

const cadres = createRoute({
  getParentRoute: () => root,
  path: '/cadres',
  validateSearch: (search: Record<string, unknown>): { cadre?: string | undefined } => ({
    cadre: digitsOf(search.cadre),
  }),
  component: lazyRouteComponent(
    () => import('../modules/programmes/leaders/CadreListPage.tsx'),
    'CadreListPage',
  ),
})

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  component: lazyRouteComponent(
    () => import('../modules/programmes/showing/CaseListPage.tsx'),
    'CaseListPage',
  ),
})

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('../modules/programmes/showing/CasePage.tsx'), 'CasePage'),
})

const showcases = createRoute({
  getParentRoute: () => root,
  path: '/showcases',
  validateSearch: (search: Record<string, unknown>): { showcase?: string | undefined } => ({
    showcase: digitsOf(search.showcase),
  }),
  component: lazyRouteComponent(
    () => import('../modules/programmes/showing/ShowcaseListPage.tsx'),
    'ShowcaseListPage',
  ),
})

export const programmePages = [
  proposals,
  proposal,
  documents,
  documentReview,
  tasks,
  task,
  units,
  week,
  leaders,
  meetings,
  meeting,
  cadres,
  cases,
  oneCase,
  showcases,
] as const
