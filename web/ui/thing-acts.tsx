/** The seam by which a later room offers something to do with a thing on an earlier room's page, without the two knowing each other. */
import { type ComponentType, createContext, useContext } from 'react'

/** A thing of a room: opaque to whoever offers to do something with it. */
export type Thing = {
  /** The room that holds it. */
  room: 'risk' | 'gaps' | 'services' | 'indicators' | 'atlas'
  /** The page that opens it; the same thing has always the same. */
  path: string
  title: string
  content?: string | null
  chainId?: string | null
  /** Nothing is left to be done about it: what it became is shown, nothing new is made of it. */
  isClosed?: boolean
}

/** What is offered with a thing; `web/routes/root.tsx` composes it. */
export const ThingActsContext = createContext<readonly ComponentType<Thing>[]>([])

/** Everything that other rooms offer to do with a thing. */
export function ThingActs(thing: Thing) {
  const acts = useContext(ThingActsContext)
  return acts.map((Act) => <Act key={Act.name} {...thing} />)
}
