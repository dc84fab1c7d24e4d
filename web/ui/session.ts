/** Who works here and with which city's data; given to every page by the application. */
import { createContext, useContext } from 'react'

export type Dataset = 'held' | 'demo'
export type City = { code: string; name: string }

export type Session = {
  actor: {
    userId: string | null
    userName: string
    displayName: string
    role: string
    organisationId: string | null
    organisationName: string | null
    cityCode: string | null
    mustChangePassword?: boolean | undefined
    orgRight?: 'administrator' | 'editor' | 'reader' | undefined
    isWaiting?: boolean | undefined
    mustSetUpSecondFactor?: boolean | undefined
  }
  permissions: readonly string[]
  cities: readonly City[]
  datasets: readonly { id: Dataset; organisations: number; relations: number; asOf: string | null }[]
}

/** What every address carries: which city, and held or demo data. */
export type Scope = { city: City; dataset: Dataset; asOf: string | null }

export const SessionContext = createContext<Session | null>(null)
export const ScopeContext = createContext<Scope | null>(null)

/** The signed-in person. Pages stand behind the sign-in, so there always is one. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a page was shown outside the session')
  return session
}

/** The city and data set that the address names. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('a page was shown outside the scope')
  return scope
}

/** Whether the signed-in person's role carries a permission; decides what is offered, never what is allowed. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission)
}

/**
 * The scope of an address: its city where the session knows it, else the person's own, else the first.
 * `null` when no city is set up yet.
 */
export function scopeOf(
  session: Session,
  search: { city?: string | undefined; dataset?: string | undefined },
): Scope | null {
  const find = (code: string | null | undefined) => session.cities.find((city) => city.code === code)
  const city = find(search.city) ?? find(session.actor.cityCode) ?? session.cities[0]
  if (!city) return null
  const dataset: Dataset = search.dataset === 'demo' ? 'demo' : 'held'
  return { city, dataset, asOf: session.datasets.find(({ id }) => id === dataset)?.asOf ?? null }
}
