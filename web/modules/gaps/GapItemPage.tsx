import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Space } from 'antd'
import type { ReactNode } from 'react'
import { instant } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { EvidencePanel } from './EvidencePanel.tsx'
import { GapTabs } from './GapPage.tsx'
import { type GapDetail, gapQuery, vocabularyQuery } from './gap-api.ts'
import type { GapTab } from './gap-tab.ts'
import { t as g } from './gap-words.ts'
import { ItemSteps } from './ItemSteps.tsx'
import { KindDefinitions } from './KindDefinitions.tsx'
import { t } from './register-words.ts'

type Props = { gapId: string; tabs: readonly GapTab[]; tab: string | undefined; onTab(id: string): void }

/** One item of the register: what it is, whose, what shows that it is closed, what may be done; later rooms' parts below. */
export function GapItemPage({ gapId, tabs, tab, onTab }: Props) {
  const { data: gap, error, refetch } = useQuery(gapQuery(gapId))
  const { data: vocabulary } = useQuery(vocabularyQuery)
  if (error)
    return <Page title={t('itemTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!gap) return <Loading rows={12} />
  const kind = vocabulary?.kinds.find(({ id }) => id === gap.kind)
  const place = gap.node?.name ?? `${gap.segment?.name ?? ''}（${t('wholeSegment')}）`
  return (
    <Page
      title={gap.title}
      sentence={[kind ? inLang(kind.name) : gap.kind, gap.chain.name, place, gap.stateName].join(' · ')}
      actions={
        <Space wrap>
          {gap.node && (
            <Link
              to="/gaps/$chainId/$nodeId"
              params={{ chainId: gap.chain.id, nodeId: gap.node.id }}
              search={{ tab: undefined }}
            >
              {t('nodePage')}
            </Link>
          )}
          <KindDefinitions />
        </Space>
      }
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <Facts gap={gap} act={vocabulary?.acts.find(({ id }) => id === gap.act)?.name} />
          <EvidencePanel gap={gap} />
        </div>
        <div className="ls-stack">
          <ItemSteps gap={gap} />
          <History gap={gap} />
        </div>
      </div>
      <GapTabs
        chain={gap.chain.id}
        node={gap.node?.id ?? null}
        gapId={gap.id}
        tabs={tabs}
        tab={tab}
        onTab={onTab}
      />
    </Page>
  )
}

function Facts({ gap, act }: { gap: GapDetail; act: { zh: string; en: string } | undefined }) {
  const cells: [string, ReactNode][] = [
    [t('owner'), gap.owner ?? t('noOwner')],
    [t('due'), gap.dueOn ? `${gap.dueOn}${gap.isOverdue ? ` ${t('overdue')}` : ''}` : t('noDue')],
    [t('stage'), gap.stateName],
    [t('found'), gap.foundOn],
    [g('act'), act ? inLang(act) : '—'],
    [t('source'), gap.source],
    [t('recordedBy'), gap.recordedBy],
    ...(gap.raisedBy ? [[t('raisedBy'), gap.raisedBy.name] as [string, ReactNode]] : []),
    ...(gap.status
      ? ([
          [t('itemOn'), <StatusMark key="mark" status={gap.status} />],
          [t('severity'), t('severityLine', { count: gap.dependents ?? 0 })],
        ] as [string, ReactNode][])
      : []),
  ]
  return (
    <section className="ls-panel">
      <h2>{t('itemFacts')}</h2>
      <div className="ls-panel-body ls-stack">
        {gap.description && <p>{gap.description}</p>}
        <dl className="ls-cells">
          {cells.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {gap.reason && (
          <p className="ls-soft">
            {t('reason')}：{gap.reason}
          </p>
        )}
      </div>
    </section>
  )
}

function History({ gap }: { gap: GapDetail }) {
  return (
    <section className="ls-panel" data-testid="history">
      <h2>{t('historyTitle')}</h2>
      <ol className="ls-lines ls-panel-body">
        {gap.history.map((event) => (
          <li key={event.at + event.title}>
            {event.title} · {event.by}
            <small className="ls-soft">
              {[instant(event.at), event.comment].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ol>
    </section>
  )
}
