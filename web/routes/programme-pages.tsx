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

const documentReview = createRoute({
  getParentRoute: () => root,
  path: '/documents/$documentId',
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

export const programmePages = [proposals, proposal, documents, documentReview, tasks, task] as const
