import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { count, instant } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { type HeldImportAnswer, importQuery, type UndoReport, undoImport } from './import-api.ts'
import { kindText } from './import-kind.ts'
import { ReportView } from './ReportView.tsx'
import { ToRows } from './ToRows.tsx'
import { t } from './words.ts'

const route = getRouteApi('/import/$importId')

/** The report of an import that was run, the way to the rows that wait, and its undo. */
export function ImportReportPage() {
  const { importId } = route.useParams()
  const { data: report, error, refetch } = useQuery(importQuery(importId))
  if (error)
    return <Page title={t('importTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!report) return <Loading />

  const dataset = report.dataset === 'demo' ? ('demo' as const) : undefined
  return (
    <Page
      title={t('report', { file: report.file })}
      sentence={[
        kindText(report.kind),
        t('intoDataset', { dataset: ui(report.dataset) }),
        t('importedWhen', { by: report.importedBy, at: instant(report.importedAt) ?? '' }),
      ].join(' · ')}
      actions={report.undo ? null : <UndoButton report={report} importId={importId} />}
    >
      {report.undo && <Undone undo={report.undo} kind={report.kind} />}
      <ReportView report={report} title={t('whereRows')}>
        {report.review > 0 && !report.undo && (
          <Link to="/import/review" search={{ dataset, import: importId }} className="ls-button">
            {t('toReview', { count: count(report.review) })}
          </Link>
        )}
        <ToRows kind={report.kind} dataset={dataset} />
        <Link to="/" search={{ dataset }}>
          {t('toOverview')}
        </Link>
        <Link to="/import">{t('another')}</Link>
      </ReportView>
    </Page>
  )
}

/** Asks first, and says what an undo does and that it cannot be undone itself. */
function UndoButton({ report, importId }: { report: HeldImportAnswer; importId: string }) {
  const { modal } = App.useApp()
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: () => undoImport(importId),
    onSuccess: () => queries.invalidateQueries(),
  })
  const ask = () =>
    modal.confirm({
      title: t('undoAsk', { file: report.file }),
      content: t('undoWhat'),
      okText: t('undo'),
      okButtonProps: { danger: true },
      cancelText: t('undoNot'),
      onOk: () => undo.mutateAsync().catch(() => {}),
    })
  return (
    <>
      <Button danger loading={undo.isPending} onClick={ask}>
        {t('undo')}
      </Button>
      {undo.error && <Problem error={undo.error} />}
    </>
  )
}

const withdrawnWords = {
  facts: 'withdrawnFacts',
  products: 'withdrawnProducts',
  identifiers: 'withdrawnIdentifiers',
  relations: 'withdrawnRelations',
  values: 'withdrawnValues',
  reports: 'withdrawnReports',
  leads: 'deletedLeads',
  alerts: 'withdrawnAlerts',
  projects: 'deletedProjects',
  entries: 'deletedEntries',
  parkParts: 'withdrawnParkParts',
} as const

function Undone({ undo, kind }: { undo: UndoReport; kind: string }) {
  const isLeads = kind === 'leads'
  const withdrawn = Object.entries(undo.withdrawn).map(([what, n]) => {
    const word = withdrawnWords[what as keyof typeof withdrawnWords]
    return { id: what, title: word ? t(word) : what, n }
  })
  const cells = [
    ...withdrawn,
    { id: 'carried', title: t('carriedOn'), n: undo.carriedOn },
    { id: 'restored', title: t('restored'), n: undo.restored },
    { id: 'deleted', title: t(isLeads ? 'deletedThings' : 'deletedFirms'), n: undo.deletedCount },
    { id: 'kept', title: t(isLeads ? 'keptThings' : 'keptFirms'), n: undo.keptCount },
  ]
  return (
    <section className="ls-panel" data-testid="undo-report">
      <h2>{t('undoneBy', { by: undo.undoneBy, at: instant(undo.undoneAt) ?? '' })}</h2>
      <div className="ls-panel-body ls-stack">
        <dl className="ls-cells">
          {cells.map(({ id, title, n }) => (
            <div key={id} data-count={id}>
              <dt>{title}</dt>
              <dd>{count(n)}</dd>
            </div>
          ))}
        </dl>
        {undo.kept.length > 0 && (
          <div>
            <h3>{t(isLeads ? 'keptThingsWhy' : 'keptFirmsWhy')}</h3>
            <ul className="ls-reasons">
              {undo.kept.slice(0, 50).map(({ id, name, usedBy }) => (
                <li key={id}>
                  {isLeads ? (
                    <Link to="/leads/$leadId" params={{ leadId: id }}>
                      {name}
                    </Link>
                  ) : (
                    <Link to="/firms/$firmId" params={{ firmId: id }}>
                      {name}
                    </Link>
                  )}{' '}
                  <span className="ls-soft">{usedBy.map(useOf).join('、')}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {undo.deleted.length > 0 && (
          <p className="ls-soft">
            {t('deletedNames', {
              names: undo.deleted
                .slice(0, 20)
                .map(({ name }) => name)
                .join('、'),
            })}
          </p>
        )}
      </div>
    </section>
  )
}

/** Where an organisation is used, in words; a place that has none is told as it is. */
function useOf(place: string): string {
  if (place === 'registry.import') return t('usedByImport')
  if (place.startsWith('network.')) return t('usedByRelations')
  if (place.startsWith('access.')) return t('usedByAccount')
  if (place.startsWith('registry.')) return t('usedByFacts')
  return place
}
