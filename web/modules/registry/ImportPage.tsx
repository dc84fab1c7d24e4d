import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { ImportChoice } from './ImportChoice.tsx'
import { ImportConsent } from './ImportConsent.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { ImportUnderway } from './ImportUnderway.tsx'
import { type ImportPreview, type ImportTerms, importsQuery, isBusy, reviewsQuery } from './import-api.ts'
import { MappingTable } from './MappingTable.tsx'
import { ReportView } from './ReportView.tsx'
import { ToRows } from './ToRows.tsx'
import { useImport } from './use-import.ts'
import { t } from './words.ts'

const route = getRouteApi('/import')

/** Choose, preview, confirm: nothing is written before the last step, and every row is accounted for. */
export function ImportPage() {
  const { dataset } = useScope()
  return (
    <Page title={t('importTitle')} sentence={t('importSentence')} actions={<ReviewLink />}>
      {/* A preview belongs to the data set it was made for. */}
      <ImportWork key={dataset} />
    </Page>
  )
}

function ReviewLink() {
  const { dataset } = useScope()
  const { data } = useQuery(reviewsQuery(dataset, undefined))
  return (
    <>
      <Link to="/import/firm" className="ls-button">
        {t('oneFirm')}
      </Link>
      <Link to="/import/review" className="ls-button">
        {t('toReview', { count: data ? count(data.total) : '…' })}
      </Link>
    </>
  )
}

function ImportWork() {
  const { file, kind } = route.useSearch()
  const held = useImport(file, kind)
  const { job, choice, preview, sending, failure, choose, check, cancel, startOver } = held
  const isRunning = job?.task === 'run' && isBusy(job)
  const unchanged = job?.task === 'run' && job.state === 'done' && !job.importId ? job.report : null
  const another = (
    <Button onClick={startOver} disabled={isRunning}>
      {t('another')}
    </Button>
  )
  return (
    <>
      <section className="ls-panel ls-import-choice">
        <ImportChoice
          choice={choice}
          fileName={sending?.name ?? job?.fileName}
          sheets={preview?.sheets ?? []}
          isDisabled={isRunning}
          onCheck={check}
          onFile={choose}
        />
        {(sending || job) && !unchanged && <ImportSteps sending={sending} job={job} onCancel={cancel} />}
      </section>
      {failure != null && <Problem error={failure} />}
      {job && (job.state === 'failed' || job.state === 'cancelled') && (
        <Stopped held={held}>{another}</Stopped>
      )}
      {unchanged && (
        <ReportView report={unchanged} title={t('reportUnchanged', { file: unchanged.file })}>
          <ToRows kind={unchanged.kind} />
          {another}
        </ReportView>
      )}
      {isBusy(job) && job?.task === 'check' && !preview && <Loading rows={4} />}
      {preview && !unchanged && (
        <Previewed held={held} preview={preview}>
          {another}
        </Previewed>
      )}
      {!file && !sending && (
        <>
          <ImportUnderway />
          <History />
        </>
      )}
    </>
  )
}

/** Work that failed or was cancelled: nothing was written, and it may begin again without sending the file anew. */
function Stopped({ held, children }: { held: ReturnType<typeof useImport>; children: ReactNode }) {
  const { job, check, run } = held
  const again = job?.task === 'run' ? () => run() : () => check({})
  return (
    <Alert
      type={job?.state === 'failed' ? 'error' : 'info'}
      title={job?.state === 'failed' ? t('jobFailed') : t('jobCancelled')}
      description={job?.problem?.message ?? t('jobCancelledWhy')}
      action={
        <div className="ls-line">
          <Button onClick={again}>{t('beginAgain')}</Button>
          {children}
        </div>
      }
    />
  )
}

type PreviewedProps = { held: ReturnType<typeof useImport>; preview: ImportPreview; children: ReactNode }

/** What an import would do, the confirmation, and how the columns were read. */
function Previewed({ held, preview, children }: PreviewedProps) {
  const { job, choice, check, run } = held
  const isSettled = job?.state === 'done' && job.task === 'check'
  const [terms, setTerms] = useState<ImportTerms>(
    choice.consent ?? {
      purpose: t('consentPurposeUsual'),
      readers: ['administrator', 'chain_office'],
      validUntil: null,
      organisationId: null,
    },
  )
  const lacksTerms = preview.confides && (terms.purpose.trim() === '' || terms.readers.length === 0)
  return (
    <>
      <ReportView report={preview} title={t('preview', { file: preview.file })}>
        <Button
          type="primary"
          disabled={preview.accepted === 0 || !isSettled || lacksTerms}
          loading={job?.task === 'run' && isBusy(job)}
          onClick={() => run(preview.confides ? terms : undefined)}
        >
          {t('confirm', { accepted: count(preview.accepted) })}
        </Button>
        {children}
      </ReportView>
      {preview.confides && <ImportConsent terms={terms} isDisabled={isBusy(job)} onChange={setTerms} />}
      <MappingTable
        preview={preview}
        given={choice.mapping}
        isDisabled={isBusy(job)}
        onCheck={(mapping) => check({ mapping })}
      />
    </>
  )
}

function History() {
  const { data, error, refetch } = useQuery(importsQuery())
  if (error) return <Problem error={error} retry={() => void refetch()} />
  return data ? <ImportHistory imports={data} /> : <Loading rows={3} />
}
