/** Pages of indicators. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { root } from './root.tsx'
import { digitsOf, text } from './search.ts'

const views = ['five', 'targets', 'conflicts', 'beside'] as const
type Search = {
  view?: (typeof views)[number] | undefined
  owner?: string | undefined
  chain?: string | undefined
  five?: string | undefined
  freq?: string | undefined
  stale?: boolean | undefined
}

const indicators = createRoute({
  getParentRoute: () => root,
  path: '/indicators',
  validateSearch: (search: Record<string, unknown>): Search => ({
    view: views.find((view) => view === search.view),
    owner: text(search.owner),
    chain: text(search.chain),
    five: text(search.five),
    freq: text(search.freq),
    stale: search.stale === true || undefined,
  }),
  component: lazyRouteComponent(() => import('../modules/indicators/IndicatorsPage.tsx'), 'IndicatorsPage'),
})

const IndicatorPage = lazy(() =>
  import('../modules/indicators/IndicatorPage.tsx').then((module) => ({ default: module.IndicatorPage })),
)
const indicator = createRoute({
  getParentRoute: () => root,
  path: '/indicators/$indicatorId',
  validateSearch: (
    search: Record<string, unknown>,
  ): { chain?: string | undefined; scope?: string | undefined } => ({
    chain: text(search.chain),
    scope: digitsOf(search.scope),
  }),
  component: function OpenedIndicator() {
    const { indicatorId } = indicator.useParams()
    const { chain, scope } = indicator.useSearch()
    return <IndicatorPage id={indicatorId} chain={chain} scope={scope} />
  },
})

export const indicatorPages = [indicators, indicator] as const
