/** Pages of people, consent and the trail. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { AccountPage } from '../modules/access/AccountPage.tsx'
import { root } from './root.tsx'
import { text } from './search.ts'

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => import('../modules/access/AuditPage.tsx'), 'AuditPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  component: lazyRouteComponent(() => import('../modules/access/UsersPage.tsx'), 'UsersPage'),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('../modules/access/PeoplePage.tsx'), 'PeoplePage'),
})

const consents = createRoute({
  getParentRoute: () => root,
  path: '/consents',
  validateSearch: (search: Record<string, unknown>): { consent?: string | undefined } => ({
    consent: typeof search.consent === 'number' ? String(search.consent) : text(search.consent),
  }),
  component: lazyRouteComponent(() => import('../modules/access/ConsentPage.tsx'), 'ConsentPage'),
})

const confided = createRoute({
  getParentRoute: () => root,
  path: '/confided',
  component: lazyRouteComponent(() => import('../modules/access/ConfidedPage.tsx'), 'ConfidedPage'),
})

const todo = createRoute({
  getParentRoute: () => root,
  path: '/todo',
  component: lazyRouteComponent(() => import('../modules/access/TodoPage.tsx'), 'TodoPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: () => <AccountPage />,
})

export const peoplePages = [audit, users, people, consents, confided, todo, account] as const
