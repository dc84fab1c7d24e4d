import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Upload } from 'antd'
import { useState } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import {
  type ImportInput,
  type ImportKind,
  importsQuery,
  type Mapping,
  type Partner,
  previewImport,
  runImport,
} from './api.ts'
import { ImportHistory } from './ImportHistory.tsx'
import { MappingTable } from './MappingTable.tsx'
import { ReportView } from './ReportView.tsx'
import { t } from './words.ts'

type Choice = { file: File | null; kind: ImportKind; partner: Partner | null; mapping: Mapping | null }
const nothing: Choice = { file: null, kind: 'firms', partner: null, mapping: null }

/** Choose, preview, confirm: nothing is written before the last step, and every row is accounted for. */
export function ImportPage() {
  const { dataset } = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [choice, setChoice] = useState(nothing)
  const preview = useMutation({ mutationFn: previewImport })
  const run = useMutation({
    mutationFn: runImport,
    onSuccess: (report) => {
      void queries.invalidateQueries()
      if (report.importId) void navigate({ to: '/import/$importId', params: { importId: report.importId } })
    },
  })
  const inputOf = (next: Choice): ImportInput | null =>
    next.file ? { ...next, file: next.file, dataset } : null
  const check = (part: Partial<Choice>) => {
    const next = { ...choice, ...part }
    setChoice(next)
    run.reset()
    const input = inputOf(next)
    if (input) preview.mutate(input)
  }
  const startOver = () => {
    preview.reset()
    run.reset()
    setChoice({ ...nothing, kind: choice.kind })
  }
  const confirmed = () => {
    const input = inputOf(choice)
    if (input) run.mutate(input)
  }
  const report = preview.data
  return (
    <Page title={t('importTitle')} sentence={t('importSentence')}>
      <section className="ls-panel ls-import-choice">
        <div className="ls-line">
          <span className="ls-soft">{t('chooseKind')}</span>
          <Segmented<ImportKind>
            value={choice.kind}
            onChange={(kind) => check({ kind, mapping: null })}
            options={[
              { value: 'firms', label: t('kindFirms') },
              { value: 'relations', label: t('kindRelations') },
            ]}
          />
          <span className="ls-soft">{t('intoDataset', { dataset: ui(dataset) })}</span>
        </div>
        {choice.kind === 'relations' && (
          <PartnerQuestion partner={choice.partner} onPartner={(partner) => check({ partner })} />
        )}
        {!choice.file && (
          <Upload.Dragger
            accept=".csv,.xlsx,.txt"
            showUploadList={false}
            beforeUpload={(file) => {
              check({ file, mapping: null })
              return false // the file goes with the check, not by itself
            }}
          >
            <p className="ls-upload">{t('chooseFile')}</p>
            <p className="ls-soft">{t('fileTypes')}</p>
          </Upload.Dragger>
        )}
      </section>
      {preview.isPending && <Waiting text={t('reading')} />}
      {preview.error && (
        <>
          <Problem error={preview.error} />
          <Button onClick={startOver}>{t('another')}</Button>
        </>
      )}
      {run.error && <Problem error={run.error} retry={confirmed} />}
      {run.data && !run.data.importId && (
        <ReportView report={run.data} title={t('reportUnchanged', { file: run.data.file })}>
          <Button onClick={startOver}>{t('another')}</Button>
        </ReportView>
      )}
      {report && choice.file && !preview.isPending && !run.data && (
        <>
          <ReportView report={report} title={t('preview', { file: report.file })}>
            <Button
              type="primary"
              disabled={report.accepted === 0}
              loading={run.isPending}
              onClick={confirmed}
            >
              {t('confirm', { accepted: count(report.accepted) })}
            </Button>
            <Button onClick={startOver}>{t('another')}</Button>
          </ReportView>
          <MappingTable preview={report} onCheck={(mapping) => check({ mapping })} />
        </>
      )}
      {!choice.file && <History />}
    </Page>
  )
}

function PartnerQuestion({
  partner,
  onPartner,
}: {
  partner: Partner | null
  onPartner(partner: Partner | null): void
}) {
  return (
    <div className="ls-line">
      <span className="ls-soft">{t('partnerQuestion')}</span>
      <Segmented<Partner | 'auto'>
        value={partner ?? 'auto'}
        onChange={(value) => onPartner(value === 'auto' ? null : value)}
        options={[
          { value: 'auto', label: t('partnerAuto') },
          { value: 'supplier', label: t('partnerSupplier') },
          { value: 'customer', label: t('partnerCustomer') },
        ]}
      />
    </div>
  )
}

function Waiting({ text }: { text: string }) {
  return (
    <div>
      <p role="status" className="ls-soft">
        {text}
      </p>
      <Loading rows={4} />
    </div>
  )
}

function History() {
  const { data, error } = useQuery(importsQuery())
  if (error) return <Problem error={error} />
  return data ? <ImportHistory imports={data} /> : <Loading rows={3} />
}
