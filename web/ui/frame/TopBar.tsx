import {
  BellOutlined,
  MoonOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SunOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown, Select } from 'antd'
import type { ReactNode } from 'react'
import { count, day } from '../format.ts'
import { prefer, usePreferences } from '../preferences.ts'
import { useScope, useSession } from '../session.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import { roleName } from './role-words.ts'

/** What waits for the signed-in person; `waiting` null where a room could not be asked. */
export type Inbox = { waiting: number | null; unread: number }

type Props = {
  onSearch(): void
  onSignOut(): void
  onHelp(): void
  menuButton?: ReactNode
  inbox: Inbox | undefined
}

/** Search, city, data set with its date, language, theme, and the signed-in person. */
export function TopBar({ onSearch, onSignOut, onHelp, menuButton, inbox }: Props) {
  const { theme, lang } = usePreferences()
  const isNarrow = useIsNarrow()
  return (
    <header className="ls-top">
      {menuButton}
      <button type="button" className="ls-search-button" onClick={onSearch} aria-keyshortcuts="Control+K">
        <SearchOutlined />
        <span>{t(isNarrow ? 'search' : 'searchHint')}</span>
        {!isNarrow && <kbd>Ctrl K</kbd>}
      </button>
      <ScopeChoice />
      <span className="ls-top-right">
        <Bell inbox={inbox} />
        <button
          type="button"
          className="ls-icon-button ls-help"
          aria-label={t('help')}
          title={t('help')}
          onClick={onHelp}
        >
          <QuestionCircleOutlined />
        </button>
        <button
          type="button"
          className="ls-icon-button"
          aria-label={t('language')}
          title={t('language')}
          onClick={() => prefer({ lang: lang === 'zh' ? 'en' : 'zh' })}
        >
          <TranslationOutlined />
        </button>
        <button
          type="button"
          className="ls-icon-button"
          aria-label={theme === 'dark' ? t('themeLight') : t('themeDark')}
          title={theme === 'dark' ? t('themeLight') : t('themeDark')}
          onClick={() => prefer({ theme: theme === 'dark' ? 'light' : 'dark' })}
        >
          {theme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
        </button>
        <UserMenu onSignOut={onSignOut} />
      </span>
    </header>
  )
}

/** What waits for me and what I have not read, one click from everywhere. */
function Bell({ inbox }: { inbox: Inbox | undefined }) {
  const navigate = useNavigate()
  const waiting = inbox?.waiting ?? null
  const total = (waiting ?? 0) + (inbox?.unread ?? 0)
  const label = t('bell', {
    waiting: waiting === null ? t('unknown') : count(waiting),
    unread: inbox ? count(inbox.unread) : t('unknown'),
  })
  return (
    <button
      type="button"
      className="ls-icon-button ls-bell"
      aria-label={label}
      title={label}
      onClick={() => void navigate({ to: '/todo' } as never)}
    >
      <BellOutlined />
      {total > 0 && <span className="ls-bell-count">{total > 99 ? '99+' : total}</span>}
    </button>
  )
}

/** City and data set. Both stand in the address, so that every state can be linked. */
function ScopeChoice() {
  const { cities, datasets } = useSession()
  const { city, dataset, asOf } = useScope()
  const navigate = useNavigate()
  const choose = (change: { city?: string; dataset?: 'demo' | undefined }) =>
    void navigate({ to: '.', search: (held: object) => ({ ...held, ...change }) } as never)
  return (
    <span className="ls-scope">
      <Select
        aria-label={t('city')}
        value={city.code}
        onChange={(code) => choose({ city: code })}
        options={cities.map(({ code, name }) => ({ value: code, label: name }))}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t('dataset')}
        className={dataset === 'demo' ? 'ls-scope-demo' : undefined}
        value={dataset}
        onChange={(id) => choose({ dataset: id === 'demo' ? 'demo' : undefined })}
        options={datasets.map(({ id }) => ({ value: id, label: t(id) }))}
        popupMatchSelectWidth={false}
      />
      <span className="ls-soft ls-only-wide">
        {day(asOf) ? t('asOf', { date: day(asOf) ?? '' }) : t('asOfUnknown')}
      </span>
    </span>
  )
}

function UserMenu({ onSignOut }: { onSignOut(): void }) {
  const { actor } = useSession()
  const navigate = useNavigate()
  const isNarrow = useIsNarrow()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            disabled: true,
            label: [actor.displayName, roleName(actor.role), actor.organisationName]
              .filter(Boolean)
              .join(' · '),
          },
          { key: 'account', label: t('account'), onClick: () => void navigate({ to: '/account' } as never) },
          { key: 'out', label: t('signOut'), onClick: onSignOut },
        ],
      }}
    >
      <button type="button" className="ls-icon-button ls-user" aria-label={actor.displayName}>
        <UserOutlined />
        {!isNarrow && <span>{actor.displayName}</span>}
      </button>
    </Dropdown>
  )
}
