import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { PageTabs } from '../../ui/PageTabs.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useScope, useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { nodeQuery } from './api.ts'
import { nodeDocument } from './gap-api.ts'
import type { GapRef, GapTab } from './gap-tab.ts'
import { t } from './gap-words.ts'

type TabProps = { tabs: readonly GapTab[]; tab: string | undefined; onTab(id: string): void }
type Props = { chain: string; node: string; gapId: string | null } & TabProps

/** One gap: what is true and why; later rooms attach their parts as tabs. */
export function GapPage({ chain, node, gapId, tabs, tab, onTab }: Props) {
  const scope = useScope()
  const { data, error, refetch } = useQuery(nodeQuery(scope, chain, node))
  if (error) return <Page title={t('openGap')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  const { name, status, countedStatus, overruledUntil, reasons } = data.node
  const sentence = [
    t('dependents', { count: data.dependents }),
    overruledUntil && t('counted', { status: ui(countedStatus) }),
  ]
  return (
    <Page
      title={
        <>
          {name} <StatusMark status={status} />
        </>
      }
      plainTitle={name}
      sentence={sentence.filter(Boolean).join(' · ')}
      actions={
        <Space wrap>
          <Link to="/chains/$chainId" params={{ chainId: chain }} search={{ node }}>
            {t('onMap')}
          </Link>
          {(['docx', 'pdf', 'xlsx'] as const).map((format) => (
            <Button key={format} size="small" href={nodeDocument(scope, { chain, node }, format)}>
              {t(format === 'docx' ? 'word' : format === 'pdf' ? 'pdf' : 'excel')}
            </Button>
          ))}
        </Space>
      }
    >
      <section className="ls-panel">
        <h2>{t('why')}</h2>
        <div className="ls-panel-body">
          <ul className="ls-reasons" style={{ paddingInlineStart: 20 }}>
            {reasons.map(({ code, text }) => (
              <li key={code}>{text}</li>
            ))}
          </ul>
        </div>
      </section>
      <GapTabs {...{ chain, node, gapId, tabs, tab, onTab }} />
    </Page>
  )
}

/** The parts of a gap's page as tabs, those that the reader's role may see. */
export function GapTabs({ tabs, tab, onTab, ...ref }: GapRef & TabProps) {
  const { permissions } = useSession()
  const shown = tabs.filter(
    ({ permission, needsNode }) =>
      (permission === undefined || permissions.includes(permission)) && !(needsNode && ref.node === null),
  )
  const active = shown.find(({ id }) => id === tab) ?? shown[0]
  if (!active) return null
  return (
    <PageTabs
      activeKey={active.id}
      onChange={onTab}
      items={shown.map(({ id, title, Part }) => ({
        key: id,
        label: title(),
        children: (
          <div className="ls-stack">
            <Part {...ref} />
          </div>
        ),
      }))}
    />
  )
}
