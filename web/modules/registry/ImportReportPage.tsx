import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { importQuery } from './api.ts'
import { ReportView } from './ReportView.tsx'
import { t } from './words.ts'

const route = getRouteApi('/import/$importId')

/** The report of an import that was run. */
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
        report.kind === 'firms' ? t('kindFirms') : t('kindRelations'),
        t('intoDataset', { dataset: ui(report.dataset) }),
      ].join(' · ')}
    >
      <ReportView report={report} title={t('whereRows')}>
        <Link to="/firms" search={{ dataset, sort: '-updated' }}>
          {t('toFirms')}
        </Link>
        <Link to="/" search={{ dataset }}>
          {t('toOverview')}
        </Link>
        <Link to="/import">{t('another')}</Link>
      </ReportView>
    </Page>
  )
}
