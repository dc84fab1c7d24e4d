import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import type { ComponentType } from 'react'
import { Page } from '../../ui/Page.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { nodeQuery } from './api.ts'
import { type NodeRef, nodeDocument } from './gap-api.ts'
import { t } from './gap-words.ts'

/** A part of a gap's page that this or a later room contributes. */
export type GapSection = ComponentType<NodeRef>

/** One gap: what is true and why; later rooms attach their parts by chain and node. */
export function GapPage({ chain, node, sections }: NodeRef & { sections: readonly GapSection[] }) {
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
      <div className="ls-columns">
        <div className="ls-stack">
          <section className="ls-panel">
            <h2>{t('why')}</h2>
            <ul className="ls-reasons ls-panel-body">
              {reasons.map(({ code, text }) => (
                <li key={code}>{text}</li>
              ))}
            </ul>
          </section>
          {sections.slice(0, 2).map((Section) => (
            <Section key={Section.name} chain={chain} node={node} />
          ))}
        </div>
        <div className="ls-stack">
          {sections.slice(2).map((Section) => (
            <Section key={Section.name} chain={chain} node={node} />
          ))}
        </div>
      </div>
    </Page>
  )
}
