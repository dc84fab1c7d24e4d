import { Select, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from './ui-words.ts'
import { useIsNarrow } from './use-is-narrow.ts'

export type PageTab = { key: string; label: ReactNode; children: ReactNode }

type Props = {
  items: readonly PageTab[]
  /** The open one, where the address keeps it; without it the page keeps it. */
  activeKey?: string | undefined
  onChange?(key: string): void
}

/** Parts of a page side by side; on a phone a choice, since tabs that do not fit hide behind a dot menu. */
export function PageTabs({ items, activeKey, onChange }: Props) {
  const isNarrow = useIsNarrow()
  const [own, setOwn] = useState(items[0]?.key)
  const active = items.find(({ key }) => key === (activeKey ?? own)) ?? items[0]
  const choose = (key: string) => {
    setOwn(key)
    onChange?.(key)
  }
  if (!active) return null
  if (!isNarrow || items.length < 3)
    return <Tabs items={[...items]} activeKey={active.key} onChange={choose} destroyOnHidden />
  return (
    <div className="ls-stack">
      <Select
        aria-label={t('part')}
        className="ls-wide"
        value={active.key}
        onChange={choose}
        options={items.map(({ key, label }) => ({ value: key, label }))}
      />
      {active.children}
    </div>
  )
}
