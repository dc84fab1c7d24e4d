/** The frame of every address: scope, shell, and what is shown where nothing stands. */
import { createRootRoute, Link, retainSearchParams } from '@tanstack/react-router'
import { t } from '../app-words.ts'
import { PublicShowcasesPage } from '../modules/programmes/showing/PublicShowcasesPage.tsx'
import { PullTask } from '../modules/programmes/tasks/PullTask.tsx'
import { Shell } from '../shell.tsx'
import { Page } from '../ui/Page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { ThingActsContext } from '../ui/thing-acts.tsx'
import { t as ui } from '../ui/ui-words.ts'
import { navItems } from './menu.tsx'
import { digitsOf } from './search.ts'

/** The scope that every page carries. */
type ScopeSearch = { city?: string | undefined; dataset?: 'demo' | undefined }

/** What later rooms offer to do with a thing on an earlier room's page. */
const thingActs = [PullTask]

export const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>): ScopeSearch => ({
    city: digitsOf(search.city),
    dataset: search.dataset === 'demo' ? ('demo' as const) : undefined,
  }),
  search: { middlewares: [retainSearchParams(['city', 'dataset'])] },
  component: () =>
    window.location.pathname === '/show' ? (
      <PublicShowcasesPage />
    ) : (
      <ThingActsContext value={thingActs}>
        <Shell items={navItems()} />
      </ThingActsContext>
    ),
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
