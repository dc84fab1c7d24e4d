import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { t } from './app-words.ts'
import { AccountPage } from './modules/access/AccountPage.tsx'
import { sessionQuery, signOut } from './modules/access/api.ts'
import { CodePage } from './modules/access/CodePage.tsx'
import { inboxCountQuery } from './modules/access/inbox-api.ts'
import { InvitePage, SignUpPage } from './modules/access/JoinPages.tsx'
import { SecondFactorPanel } from './modules/access/SecondFactorPanel.tsx'
import { SignInPage } from './modules/access/SignInPage.tsx'
import { ClaimDoor } from './modules/registry/ClaimDoor.tsx'
import { searchHouse } from './search-house.ts'
import { Frame, type NavItem } from './ui/frame/Frame.tsx'
import { SearchPalette } from './ui/frame/SearchPalette.tsx'
import { InPage } from './ui/in-page.ts'
import { usePreferences } from './ui/preferences.ts'
import { ProblemError } from './ui/request.ts'
import { type Scope, ScopeContext, type Session, SessionContext, scopeOf } from './ui/session.ts'
import { Empty, Loading, Problem } from './ui/states.tsx'
import { t as ui } from './ui/ui-words.ts'

// Loaded on demand: it brings the map library along, which the sign-in must not wait for.
const InvestPage = lazy(async () => ({
  default: (await import('./modules/atlas/InvestPage.tsx')).InvestPage,
}))

/** Sign-in first; then session, scope and frame around the page that the address names. */
export function Shell({ items }: { items: readonly NavItem[] }) {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery())
  const search = useSearch({ strict: false }) as { city?: string; dataset?: string }
  const { lang } = usePreferences()
  const queries = useQueryClient()
  useEffect(() => {
    // Answers carry words of the language they were asked in.
    void lang
    return () => void queries.invalidateQueries()
  }, [lang, queries])

  const { pathname } = useLocation()
  if (pathname === '/invite') return <InvitePage />
  if (pathname === '/invest') {
    return (
      <Suspense fallback={<Loading />}>
        <InvestPage city={search.city} dataset={search.dataset === 'demo' ? 'demo' : 'held'} />
      </Suspense>
    )
  }
  if (isPending) return <Bare>{<Loading />}</Bare>
  if (error instanceof ProblemError && error.status === 401) {
    if (error.code === 'access.second_factor_needed') return <CodePage />
    return pathname === '/join' ? <SignUpPage /> : <SignInPage />
  }
  if (!session) return <Bare>{<Problem error={error} retry={() => void refetch()} />}</Bare>

  const scope = scopeOf(session, search)
  const first = firstThing(session, () => void queries.resetQueries())
  if (first) {
    return (
      <SessionContext value={session}>
        <ScopeContext value={scope ?? nowhere}>{first}</ScopeContext>
      </SessionContext>
    )
  }
  if (!scope) return <Bare>{<Empty title={t('noCity')} why={t('noCityWhy')} />}</Bare>
  return (
    <SessionContext value={session}>
      <ScopeContext value={scope}>
        <SignedIn items={items} session={session} scope={scope} />
      </ScopeContext>
    </SessionContext>
  )
}

/** What an account must do before anything else; null where there is nothing. */
function firstThing({ actor }: Session, again: () => void): ReactNode {
  if (actor.mustChangePassword) return <AccountPage isForced />
  if (actor.mustSetUpSecondFactor) {
    return (
      <main className="ls-door-forced">
        <SecondFactorPanel onDone={again} />
      </main>
    )
  }
  if (!actor.isWaiting) return null
  const leave = () => void signOut().finally(() => location.assign('/'))
  return <ClaimDoor onEnter={again} onSignOut={leave} />
}

/** Before anybody is known there is no frame, only the name of the house. */
function Bare({ children }: { children: ReactNode }) {
  return (
    <main className="ls-bare">
      <h1>{ui('product')}</h1>
      <InPage value={true}>{children}</InPage>
    </main>
  )
}

const nowhere: Scope = { city: { code: '', name: '' }, dataset: 'held', asOf: null }

/** Whether an address belongs to a page of the menu. */
const isUnder = (pathname: string, path: string) =>
  path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)

const closed = () => new ProblemError(403, 'web.closed', '', null, null)

type SignedInProps = { items: readonly NavItem[]; session: Session; scope: Scope }

function SignedIn({ items, session, scope }: SignedInProps) {
  const [isSearching, setIsSearching] = useState(false)
  const { pathname } = useLocation()
  const isClosed = items.some(
    ({ path, permission }) => isUnder(pathname, path) && !session.permissions.includes(permission),
  )
  const { data: inbox } = useQuery(inboxCountQuery(scope))
  const navigate = useNavigate()
  const queries = useQueryClient()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setIsSearching(true)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  const pages = useMemo(
    () => items.filter(({ permission }) => session.permissions.includes(permission)),
    [items, session.permissions],
  )
  const find = useCallback(
    (text: string, signal: AbortSignal) =>
      searchHouse(text, { scope, pages, signal, queries, open: (to) => void navigate(to as never) }),
    [scope, pages, queries, navigate],
  )
  const leave = async () => {
    await signOut().catch(() => undefined) // signed out already, or the server is away: the page forgets either way
    queries.clear()
    await queries.invalidateQueries()
    location.assign('/')
  }
  return (
    <>
      <Frame items={items} inbox={inbox} onSearch={() => setIsSearching(true)} onSignOut={() => void leave()}>
        {isClosed ? <Problem error={closed()} /> : <Outlet />}
      </Frame>
      <SearchPalette isOpen={isSearching} onClose={() => setIsSearching(false)} find={find} />
    </>
  )
}
