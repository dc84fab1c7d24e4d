import { DeleteOutlined, PushpinOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Popover } from 'antd'
import { useState } from 'react'
import { getJson, send } from '../request.ts'
import { Problem } from '../states.tsx'
import { t } from './table-words.ts'

/** Filters as they stand in the address, and hidden columns. */
export type ViewSettings = { search: Record<string, string>; hidden: string[] }
type SavedView = {
  id: string
  name: string
  settings: ViewSettings
  isShared: boolean
  ownerName: string
  isOwn: boolean
}

type Props = {
  /** Which list, for example `firms`. */
  list: string
  current: ViewSettings
  /** Shows a view; null the list as it comes. */
  onShow(settings: ViewSettings | null): void
}

/** One's own and shared views of a list: choose one, keep what is shown now under a name, take one away. */
export function SavedViews({ list, current, onShow }: Props) {
  const [isOpen, setOpen] = useState(false)
  const queries = useQueryClient()
  const { data, error } = useQuery({
    queryKey: ['views', list],
    queryFn: ({ signal }) => getJson<{ items: SavedView[] }>('/api/views', { list }, signal),
    enabled: isOpen,
  })
  const again = () => queries.invalidateQueries({ queryKey: ['views', list] })
  const remove = useMutation({
    mutationFn: (id: string) => send('DELETE', `/api/views/${encodeURIComponent(id)}`),
    onSuccess: again,
  })
  const show = (settings: ViewSettings | null) => {
    onShow(settings)
    setOpen(false)
  }
  const content = (
    <div className="ls-views">
      {error && <Problem error={error} />}
      <ul>
        <li>
          <Button type="text" onClick={() => show(null)}>
            {t('viewAsIs')}
          </Button>
        </li>
        {data?.items.map((view) => (
          <li key={view.id}>
            <Button type="text" onClick={() => show(view.settings)}>
              {view.isOwn ? view.name : t('viewShared', { name: view.name, owner: view.ownerName })}
            </Button>
            {view.isOwn && (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('viewRemove', { name: view.name })}
                onClick={() => remove.mutate(view.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {data?.items.length === 0 && <p className="ls-soft">{t('viewsNone')}</p>}
      <KeepView list={list} current={current} onKept={again} />
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomLeft" open={isOpen} onOpenChange={setOpen} content={content}>
      <Button className="ls-only-wide" icon={<PushpinOutlined />}>
        {t('views')}
      </Button>
    </Popover>
  )
}

function KeepView({ list, current, onKept }: { list: string; current: ViewSettings; onKept(): void }) {
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const keep = useMutation({
    mutationFn: () => send('POST', '/api/views', { list, name: name.trim(), settings: current, isShared }),
    onSuccess: () => {
      setName('')
      onKept()
    },
  })
  return (
    <form
      className="ls-views-keep"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') keep.mutate()
      }}
    >
      <Input
        value={name}
        maxLength={60}
        placeholder={t('viewName')}
        aria-label={t('viewName')}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
        {t('viewShare')}
      </Checkbox>
      <Button htmlType="submit" type="primary" loading={keep.isPending} disabled={name.trim() === ''}>
        {t('viewSave')}
      </Button>
      {keep.error && <Problem error={keep.error} />}
    </form>
  )
}
