import { Link } from '@tanstack/react-router'
import { useMay, useScope, useSession } from '../../ui/session.ts'
import { Empty } from '../../ui/states.tsx'
import { t } from './words.ts'

/** On an empty register: what would stand here, why it matters, the way to fill it and the way to see it filled. */
export function FirstHint() {
  const { city } = useScope()
  const mayImport = useMay('registry.import')
  const hasDemo = useSession().datasets.some(({ id, organisations }) => id === 'demo' && organisations > 0)
  return (
    <Empty
      title={t('firstTitle', { city: city.name })}
      why={
        <>
          {t('firstWhat')} {t('firstWhy')} {!mayImport && t('firstAsk')}
        </>
      }
      action={
        <div className="ls-line">
          {mayImport && (
            <Link to="/import" className="ls-button ls-button-main">
              {t('importFirst')}
            </Link>
          )}
          {hasDemo && (
            <Link to="/" search={{ dataset: 'demo' }} className="ls-button">
              {t('firstDemo')}
            </Link>
          )}
        </div>
      }
    />
  )
}
