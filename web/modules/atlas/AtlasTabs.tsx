import { Link, useRouterState } from '@tanstack/react-router'
import { useMay } from '../../ui/session.ts'
import { t } from './words.ts'

const layers = ['layout', 'space', 'investment', 'talent'] as const

/** The four maps and what stands beside them. */
export function AtlasTabs() {
  const { pathname } = useRouterState({ select: ({ location }) => location })
  const mayRelease = useMay('releases.read')
  const here = (path: string) => (pathname === path ? ('page' as const) : undefined)
  return (
    <nav className="ls-atlas-tabs" aria-label={t('maps')}>
      {layers.map((layer) => (
        <Link key={layer} to="/atlas/$layer" params={{ layer }} aria-current={here(`/atlas/${layer}`)}>
          {t(layer)}
        </Link>
      ))}
      <Link to="/atlas/rings" aria-current={here('/atlas/rings')}>
        {t('rings')}
      </Link>
      <Link to="/atlas/strengths" aria-current={here('/atlas/strengths')}>
        {t('strengths')}
      </Link>
      <Link to="/atlas/themes" aria-current={here('/atlas/themes')}>
        {t('themes')}
      </Link>
      {mayRelease && (
        <Link to="/atlas/releases" aria-current={here('/atlas/releases')}>
          {t('releases')}
        </Link>
      )}
    </nav>
  )
}
