import { createContext } from 'react'

/** Whether a page's own heading stands above: without one, what stands in its place has the first heading. */
export const InPage = createContext(false)
