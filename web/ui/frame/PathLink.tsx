import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useScope } from '../session.ts'

/** The address of a page that came as text (`/gaps?node=12`), in the city and data set that are shown now. */
export function inScope(path: string, scope: { city: { code: string }; dataset: string }): string {
  const [place = '/', search = ''] = path.split('?', 2)
  const query = new URLSearchParams(search)
  if (!query.has('city')) query.set('city', scope.city.code)
  if (!query.has('dataset') && scope.dataset === 'demo') query.set('dataset', 'demo')
  return `${place}?${query.toString()}`
}

/** A link to a page whose address the server told, followed without loading the application again. */
export function PathLink({
  path,
  children,
  onFollow,
}: {
  path: string
  children: ReactNode
  onFollow?: () => void
}) {
  const router = useRouter()
  const href = inScope(path, useScope())
  return (
    <a
      className="ls-link"
      href={href}
      onClick={(event) => {
        onFollow?.()
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        router.history.push(href)
      }}
    >
      {children}
    </a>
  )
}
