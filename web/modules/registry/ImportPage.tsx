import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type ImportPreview, importsQuery } from './api.ts'
import { ImportChoice } from './ImportChoice.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { MappingTable } from './MappingTable.tsx'
import { ReportView } from './ReportView.tsx'
import { useImport } from './use-import.ts'
import { t } from './words.ts'

/** Choose, preview, confirm: nothing is written before the last step, and every row is accounted for. */
export function ImportPage() {
  const { dataset } = useScope()
  return (
    <Page title={t('importTitle')} sentence={t('importSentence')}>
      {/* A preview belongs to the data set it was made for. */}
      <ImportWork key={dataset} />
    </Page>
  )
}

function ImportWork() {
  const held = useImport()
  const { choice, preview, unchanged, failure, work, check, run, startOver } = held
  const another = (
    <Button onClick={startOver} disabled={work?.what === 'run'}>
      {t('another')}
    </Button>
  )
  return (
    <>
      <section className="ls-panel ls-import-choice">
        <ImportChoice choice={choice} isDisabled={work?.what === 'run'} onCheck={check} />
        {choice.file && !unchanged && <ImportSteps work={work} isChecked={preview !== null} />}
      </section>
      {failure && (
        <>
          <Problem error={failure.error} retry={failure.what === 'run' ? run : () => check({})} />
          {!preview && <div className="ls-line">{another}</div>}
        </>
      )}
      {unchanged && (
        <ReportView report={unchanged} title={t('reportUnchanged', { file: unchanged.file })}>
          <Link to="/firms">{t('toFirms')}</Link>
          {another}
        </ReportView>
      )}
      {work?.what === 'check' && !preview && <Loading rows={4} />}
      {preview && !unchanged && (
        <Previewed held={held} preview={preview}>
          {another}
        </Previewed>
      )}
      {!choice.file && <History />}
    </>
  )
}

type PreviewedProps = { held: ReturnType<typeof useImport>; preview: ImportPreview; children: ReactNode }

/** What an import would do, the confirmation, and how the columns were read. */
function Previewed({ held, preview, children }: PreviewedProps) {
  const { choice, failure, work, check, run } = held
  const isSettled = work?.what !== 'check' && failure?.what !== 'check'
  return (
    <>
      <ReportView report={preview} title={t('preview', { file: preview.file })}>
        <Button
          type="primary"
          disabled={preview.accepted === 0 || !isSettled}
          loading={work?.what === 'run'}
          onClick={run}
        >
          {t('confirm', { accepted: count(preview.accepted) })}
        </Button>
        {children}
      </ReportView>
      <MappingTable
        preview={preview}
        given={choice.mapping}
        isDisabled={work !== null}
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
