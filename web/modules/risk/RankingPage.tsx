import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Drawer, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Figure } from '../../ui/Figure.tsx'
import { count, percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { inLang } from '../../ui/words.ts'
import {
  chainNamesQuery,
  type FirmRisk,
  firmRisksQuery,
  type GroupKind,
  groupRisksQuery,
  latestRunQuery,
  type RiskRun,
  riskRunsQuery,
} from './api.ts'
import { EssentialNote } from './EssentialChoice.tsx'
import { FirmExplanationView } from './FirmExplanationView.tsx'
import { RunProgress } from './RunProgress.tsx'
import { firmColumns, groupColumns } from './ranking-columns.tsx'
import { lossText } from './ratio.ts'
import { StartRunForm } from './StartRunForm.tsx'
import { t } from './words.ts'

const route = getRouteApi('/risk')

/** Systemic risk of firms, nodes, chains, parks and districts; for those who may not read relations the groups alone. */
export function RankingPage() {
  return useMay('risk.read') ? <OfficeRanking /> : <PublicRanking />
}

function OfficeRanking() {
  const scope = useScope()
  const mayRun = useMay('risk.run')
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(riskRunsQuery(scope))
  if (error) return <Page title={t('ranking')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const ranked = data.find(({ rankedAt }) => rankedAt !== null)
  const [newest] = data
  const pending = newest && newest.rankedAt === null ? newest : undefined
  const start = mayRun && (
    <Button type={ranked ? 'default' : 'primary'} onClick={() => setOpen(true)}>
      {t(ranked ? 'again' : 'start')}
    </Button>
  )
  return (
    <>
      {ranked ? (
        <Ranked run={ranked} pending={pending} start={start} />
      ) : (
        <Page title={t('ranking')} actions={start}>
          {pending && <RunProgress run={pending} />}
          {(!pending || pending.status === 'failed' || pending.status === 'cancelled') && (
            <Empty title={t('noRun')} why={t('noRunWhy')} action={start} />
          )}
        </Page>
      )}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('start')} size={400} destroyOnHidden>
        <StartRunForm onDone={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

type View = 'firms' | GroupKind
const views = (): { value: View; label: string }[] => [
  { value: 'firms', label: t('firms') },
  { value: 'node', label: t('nodes') },
  { value: 'chain', label: t('chains') },
  { value: 'park', label: t('parks') },
  { value: 'region', label: t('regions') },
]

function Ranked({
  run,
  pending,
  start,
}: {
  run: RiskRun
  pending: RiskRun | undefined
  start: React.ReactNode
}) {
  const { firm } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: firms } = useQuery(firmRisksQuery(run.id, null))
  const [view, setView] = useState<View>('firms')
  const open = (id: string | undefined) => void navigate({ search: (held) => ({ ...held, firm: id }) })
  const top = firms?.[0]
  return (
    <Page
      title={t('ranking')}
      sentence={top && <Sentence top={top} run={run} />}
      figures={<Figures run={run} top={top} />}
      actions={
        <>
          <Link to="/risk/stress-tests" className="ls-button">
            {t('stress')}
          </Link>
          {start}
        </>
      }
    >
      {pending && <RunProgress run={pending} />}
      <EssentialNote from={run.essentialFrom} matrix={run.summary.matrix} maps={run.summary.maps} />
      <Segmented<View> value={view} onChange={setView} options={views()} className="ls-risk-views" />
      {view === 'firms' ? (
        <FirmTable runId={run.id} onOpen={open} />
      ) : (
        <GroupTable runId={run.id} kind={view} />
      )}
      <Drawer
        open={firm !== undefined}
        onClose={() => open(undefined)}
        title={t('what')}
        size={640}
        mask={false}
        destroyOnHidden
      >
        {firm && <FirmExplanationView runId={run.id} firmId={firm} />}
      </Drawer>
    </Page>
  )
}

function Sentence({ top, run }: { top: FirmRisk; run: RiskRun }) {
  const estimated = percent(run.summary.estimatedRatio)
  return (
    <>
      {t('rankingSentence', {
        firm: top.name,
        loss: lossText(top.esri) ?? '?',
        estimated: estimated ? `${estimated.text}%` : '?',
      })}
    </>
  )
}

function Figures({ run, top }: { run: RiskRun; top: FirmRisk | undefined }) {
  const { summary } = run
  return (
    <>
      <Figure
        label={t('network')}
        value={{ text: count(run.firmCount), unit: t('firmsUnit') }}
        note={t('networkNote', { links: count(run.linkCount) })}
        asOf={run.asOf}
      />
      <Figure
        label={t('greatest')}
        value={percent(top?.esri ?? null, 2)}
        origin={{ definition: t('originEsri'), asOf: run.asOf }}
        note={top?.name}
      />
      <Figure
        label={t('estimatedShare')}
        value={percent(summary.estimatedRatio)}
        origin={{ definition: t('originEstimated'), asOf: run.asOf }}
      />
      <Figure
        label={t('knownTotals')}
        value={{ text: count(summary.knownPurchases), unit: t('firmsUnit') }}
      />
    </>
  )
}

function FirmTable({ runId, onOpen }: { runId: string; onOpen(id: string): void }) {
  const scope = useScope()
  const [chain, setChain] = useState<string | null>(null)
  const chains = useQuery(chainNamesQuery(scope))
  const { data, error, refetch } = useQuery(firmRisksQuery(runId, chain))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  const options = (chains.data ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))
  return (
    <DataTable
      name={t('ranking')}
      rows={data}
      columns={firmColumns()}
      rowId={({ organisationId }) => organisationId}
      onOpen={({ organisationId }) => onOpen(organisationId)}
      tools={
        <Select
          value={chain ?? ''}
          onChange={(id: string) => setChain(id === '' ? null : id)}
          options={[{ value: '', label: t('allChains') }, ...options]}
          style={{ width: 200 }}
          aria-label={t('chains')}
        />
      }
    />
  )
}

function GroupTable({ runId, kind }: { runId: string; kind: GroupKind }) {
  const { data, error, refetch } = useQuery(groupRisksQuery(runId, kind))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return <DataTable name={t('ranking')} rows={data} columns={groupColumns(kind)} rowId={({ id }) => id} />
}

/** What everybody may see: groups of three firms and more. */
function PublicRanking() {
  const scope = useScope()
  const [kind, setKind] = useState<GroupKind>('node')
  const { data, error, refetch } = useQuery(latestRunQuery(scope))
  if (error) return <Page title={t('ranking')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (!data.run) return <Page title={t('ranking')}>{<Empty title={t('noRun')} why={t('noRunWhy')} />}</Page>
  return (
    <Page
      title={t('ranking')}
      figures={
        <Figure label={t('estimatedShare')} value={percent(data.run.estimatedRatio)} asOf={data.run.asOf} />
      }
    >
      <Segmented<GroupKind>
        value={kind}
        onChange={setKind}
        options={views().filter(
          (view): view is { value: GroupKind; label: string } => view.value !== 'firms',
        )}
      />
      <GroupTable runId={data.run.id} kind={kind} />
    </Page>
  )
}
