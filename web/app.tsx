/** Joins the pages into one application; `routes/` names them all, an area a file. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { atlasPages } from './routes/atlas-pages.tsx'
import { benefitPages } from './routes/benefit-pages.tsx'
import { chainPages } from './routes/chain-pages.tsx'
import { indicatorPages } from './routes/indicator-pages.tsx'
import { peoplePages } from './routes/people-pages.tsx'
import { programmePages } from './routes/programme-pages.tsx'
import { registerPages } from './routes/register-pages.tsx'
import { reportPages } from './routes/report-pages.tsx'
import { riskPages } from './routes/risk-pages.tsx'
import { root } from './routes/root.tsx'
import { servicePages } from './routes/service-pages.tsx'
import { Look } from './ui/Look.tsx'
import { ProblemError } from './ui/request.ts'
import { Loading, Problem } from './ui/states.tsx'

const routeTree = root.addChildren([
  ...chainPages,
  ...atlasPages,
  ...registerPages,
  ...peoplePages,
  ...benefitPages,
  ...programmePages,
  ...indicatorPages,
  ...riskPages,
  ...servicePages,
  ...reportPages,
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
