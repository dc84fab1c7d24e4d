import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { getJson, send } from '../../ui/request.ts'
import { t } from './people-words.ts'

const told = {
  'access.oidc_unknown': () => t('oidcUnknown'),
  'access.oidc_refused': () => t('oidcRefused'),
  'access.oidc_flow_lost': () => t('oidcLost'),
  'access.oidc_linked_already': () => t('oidcLinkedAlready'),
  linked: () => t('oidcLinked'),
} as const

/** Sign-in by the city's identity provider, where one is set up; on the account page, linking it to this account. */
export function OidcDoor({ mode, invitation }: { mode: 'sign_in' | 'link'; invitation?: string }) {
  const { data } = useQuery({
    queryKey: ['oidc'],
    queryFn: ({ signal }) => getJson<{ isOn: boolean; name: string | null }>('/api/oidc', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const start = useMutation({
    mutationFn: () =>
      send<{ url: string }>('POST', '/api/oidc/start', { mode, ...(invitation ? { invitation } : {}) }),
    onSuccess: ({ url }) => location.assign(url),
  })
  const outcome = new URLSearchParams(location.search).get('oidc')
  if (!data?.isOn) return null
  const name = data.name ?? ''
  const words = outcome && Object.hasOwn(told, outcome) ? told[outcome as keyof typeof told]() : null
  const button = (
    <>
      {words && <Alert type={outcome === 'linked' ? 'success' : 'warning'} showIcon title={words} />}
      {start.error && <Alert type="error" showIcon title={start.error.message} />}
      <Button
        size="large"
        block={mode === 'sign_in'}
        loading={start.isPending}
        onClick={() => start.mutate()}
      >
        {t(mode === 'link' ? 'oidcLink' : 'oidcSignIn', { name })}
      </Button>
    </>
  )
  if (mode === 'sign_in') return button
  return (
    <section className="ls-panel">
      <h2>{name}</h2>
      <div className="ls-panel-body ls-pile">
        <p>{t('oidcLinkWhy', { name })}</p>
        {button}
      </div>
    </section>
  )
}
