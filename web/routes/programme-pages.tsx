/** Pages of documents, plans and reports. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'

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

export const programmePages = [documents, documentReview] as const
