import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { instant } from '../../ui/format.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { endOtherSessions, endSession, type OwnSession, sessionsQuery } from './people-api.ts'
import { t } from './people-words.ts'

/** Where I am signed in, with what, last seen when; each can be ended. */
export function SessionsPanel() {
  const { data, error, refetch } = useQuery(sessionsQuery())
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['/api/sessions'] })
  const end = useMutation({ mutationFn: endSession, onSuccess })
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess })
  return (
    <section className="ls-panel">
      <header className="ls-panel-head">
        <h2>{t('sessionsTitle')}</h2>
        <Button size="small" disabled={!data || data.length < 2} onClick={() => endOthers.mutate()}>
          {t('endOthers')}
        </Button>
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      <ul className="ls-notices">
        {data?.map((session) => (
          <li key={session.id}>
            <span>
              {browserOf(session)}
              {session.isCurrent && ` · ${t('thisOne')}`}
              <br />
              <small className="ls-soft">
                {session.address ?? t('unknown')} · {t('lastSeen')}{' '}
                {instant(session.lastSeenAt)?.slice(0, 16) ?? t('unknown')}
              </small>
            </span>
            {!session.isCurrent && (
              <Button size="small" danger onClick={() => end.mutate(session.id)}>
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The browser and system that its own words name; the words themselves where we do not know them. */
function browserOf({ device }: OwnSession): string {
  if (device === null) return t('unknown')
  const browser = /(Edg|Firefox|Chrome|Safari)\/(\d+)/.exec(device)
  const system = /(Windows|Android|iPhone|Mac OS X|HarmonyOS|Linux)/.exec(device)
  const name = browser && `${browser[1] === 'Edg' ? 'Edge' : browser[1]} ${browser[2]}`
  return [name, system?.[1]].filter(Boolean).join(' · ') || device.slice(0, 60)
}
