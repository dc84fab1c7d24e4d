import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Drawer, Select } from 'antd'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { type NoticeMode, subscribe, subscriptionsQuery } from './inbox-api.ts'
import { t } from './inbox-words.ts'
import { roomName } from './room-words.ts'

const modes: readonly { value: NoticeMode; label: () => string }[] = [
  { value: 'at_once', label: () => t('atOnce') },
  { value: 'daily', label: () => t('daily') },
  { value: 'weekly', label: () => t('weekly') },
  { value: 'off', label: () => t('off') },
]

/** Which notices I get, and when. */
export function SubscriptionDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { data, error, refetch } = useQuery({ ...subscriptionsQuery(), enabled: isOpen })
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: subscribe,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['subscriptions'] }),
        queries.invalidateQueries({ queryKey: ['inbox'] }),
      ]),
    onError: (failure) => notification.error({ title: failure.message }),
  })
  return (
    <Drawer open={isOpen} onClose={onClose} size={480} title={t('settings')}>
      <p className="ls-soft">{t('settingsWhy')}</p>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Empty title={t('settingsNone')} />}
      <ul className="ls-choices">
        {data?.map(({ kind, room, name, mode }) => (
          <li key={kind}>
            <span>
              {name} <small className="ls-soft">{roomName(room)}</small>
            </span>
            <Select
              aria-label={name}
              size="small"
              value={mode}
              popupMatchSelectWidth={false}
              options={modes.map(({ value, label }) => ({ value, label: label() }))}
              onChange={(next) => change.mutate({ kind, mode: next })}
            />
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
