import { DownOutlined, MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { prefer, usePreferences } from '../preferences.ts'
import { useScope, useSession } from '../session.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import { Guide, GuideOffer } from './Guide.tsx'
import { HelpDrawer } from './HelpDrawer.tsx'
import { type Inbox, TopBar } from './TopBar.tsx'

export type LoopGroup = 'see' | 'find' | 'act' | 'follow' | 'measure' | 'admin'

/** A page of the menu. Only pages that exist are listed; `permission` hides those that a role cannot use. */
export type NavItem = {
  group: LoopGroup
  path: string
  title: string
  icon: ReactNode
  permission: string
}

const groupTitle: Record<LoopGroup, () => string> = {
  see: () => t('seeGroup'),
  find: () => t('findGroup'),
  act: () => t('actGroup'),
  follow: () => t('followGroup'),
  measure: () => t('measureGroup'),
  admin: () => t('adminGroup'),
}
const groups = Object.keys(groupTitle) as LoopGroup[]

type Props = {
  items: readonly NavItem[]
  inbox: Inbox | undefined
  onSearch(): void
  onSignOut(): void
  children: ReactNode
}

/** What stands around every page: the loop on the left, search and scope above. */
export function Frame({ items, inbox, onSearch, onSignOut, children }: Props) {
  const { permissions } = useSession()
  const { dataset } = useScope()
  const { navFolded } = usePreferences()
  const isNarrow = useIsNarrow()
  const [isOpen, setIsOpen] = useState(false)
  const [help, setHelp] = useState<'page' | 'guide' | null>(null)
  const usable = items.filter(({ permission }) => permissions.includes(permission))
  const isFolded = navFolded && !isNarrow
  const menu = <Menu items={usable} isFolded={isFolded} onFollow={() => setIsOpen(false)} />
  return (
    <div className="ls-frame" data-folded={isFolded || undefined} data-demo={dataset === 'demo' || undefined}>
      <a className="ls-skip" href="#content">
        {t('skip')}
      </a>
      {isNarrow ? (
        <Drawer open={isOpen} onClose={() => setIsOpen(false)} placement="left" size={264} title={t('menu')}>
          {menu}
        </Drawer>
      ) : (
        <Side isFolded={isFolded}>{menu}</Side>
      )}
      <TopBar
        onSearch={onSearch}
        onSignOut={onSignOut}
        onHelp={() => setHelp('page')}
        inbox={inbox}
        menuButton={isNarrow && <MenuButton onClick={() => setIsOpen(true)} />}
      />
      <main id="content" className="ls-main" tabIndex={-1}>
        <GuideOffer onStart={() => setHelp('guide')} />
        {children}
      </main>
      <HelpDrawer isOpen={help === 'page'} onClose={() => setHelp(null)} onGuide={() => setHelp('guide')} />
      <Guide isOpen={help === 'guide'} onClose={() => setHelp(null)} />
    </div>
  )
}

function Side({ isFolded, children }: { isFolded: boolean; children: ReactNode }) {
  return (
    <aside className="ls-side">
      <Link to="/" className="ls-brand">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        {!isFolded && <span>{t('product')}</span>}
      </Link>
      {children}
      <button
        type="button"
        className="ls-fold"
        aria-label={isFolded ? t('unfoldNav') : t('foldNav')}
        title={isFolded ? t('unfoldNav') : t('foldNav')}
        onClick={() => prefer({ navFolded: !isFolded })}
      >
        {isFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </aside>
  )
}

function MenuButton({ onClick }: { onClick(): void }) {
  return (
    <button type="button" className="ls-icon-button" aria-label={t('menu')} onClick={onClick}>
      <MenuOutlined />
    </button>
  )
}

const isOuter = (path: string, items: readonly NavItem[]): boolean =>
  items.some((other) => other.path.startsWith(`${path}/`))

function Menu({
  items,
  isFolded,
  onFollow,
}: {
  items: readonly NavItem[]
  isFolded: boolean
  onFollow(): void
}) {
  const { navClosed } = usePreferences()
  return (
    <nav className="ls-nav" aria-label={t('menu')}>
      {groups.map((group) => {
        const own = items.filter((item) => item.group === group)
        if (own.length === 0) return null
        const isClosed = navClosed.includes(group) && !isFolded
        return (
          <section key={group}>
            <GroupHead group={group} isClosed={isClosed} isFolded={isFolded} />
            {!isClosed &&
              own.map((item) => <NavLink key={item.path} {...{ item, items, isFolded, onFollow }} />)}
          </section>
        )
      })}
    </nav>
  )
}

/** The name of a group; it folds the group away and brings it back, and stays so. */
function GroupHead({
  group,
  isClosed,
  isFolded,
}: {
  group: LoopGroup
  isClosed: boolean
  isFolded: boolean
}) {
  const { navClosed } = usePreferences()
  const others = navClosed.filter((other) => other !== group)
  if (isFolded) return <h2>{groupTitle[group]()}</h2>
  return (
    <h2>
      <button
        type="button"
        aria-expanded={!isClosed}
        onClick={() => prefer({ navClosed: isClosed ? others : [...others, group] })}
      >
        {groupTitle[group]()}
        <DownOutlined aria-hidden="true" rotate={isClosed ? -90 : 0} />
      </button>
    </h2>
  )
}

type NavLinkProps = { item: NavItem; items: readonly NavItem[]; isFolded: boolean; onFollow(): void }

function NavLink({ item: { path, title, icon }, items, isFolded, onFollow }: NavLinkProps) {
  return (
    <Link
      to={path}
      // A page whose address lies inside another page's of the menu lights up alone.
      activeOptions={{ exact: path === '/' || isOuter(path, items), includeSearch: false }}
      title={isFolded ? title : undefined}
      onClick={onFollow}
    >
      <span aria-hidden="true">{icon}</span>
      <span className={isFolded ? 'ls-hidden' : undefined}>{title}</span>
    </Link>
  )
}
