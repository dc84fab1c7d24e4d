import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, InputNumber, Select, Space, Upload } from 'antd'
import { useState } from 'react'
import type { LedgerFile } from '../../../src/modules/network/model.ts'
import { send } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { lang } from '../../ui/words.ts'
import { LineTable } from './LineTable.tsx'
import { t } from './ledger-words.ts'

/** A ledger in three steps on one panel: choose, look at what every line becomes, keep. */
export function LedgerUpload({ onKept }: { onKept(): void }) {
  const { dataset } = useScope()
  const [file, setFile] = useState<File | null>(null)
  const [year, setYear] = useState(new Date().getFullYear() - 1)
  const [isWhole, setWhole] = useState(true)
  const [isCounted, setCounted] = useState(false)
  const [mapping, setMapping] = useState<Record<string, string>>({})
  const work = useMutation({
    mutationFn: ({
      mode,
      chosen,
      said,
    }: {
      mode: 'check' | 'run'
      chosen: File
      said: Record<string, string>
    }) => {
      const form = new FormData()
      const terms = { mode, dataset, year, isWhole, isCounted, mapping: JSON.stringify(said) }
      for (const [key, value] of Object.entries(terms)) form.set(key, String(value))
      form.set('file', chosen)
      return send<LedgerFile>('POST', '/api/network/ledgers/file', form)
    },
    onSuccess: ({ isRun }) => {
      if (!isRun) return
      setFile(null)
      setMapping({})
      work.reset()
      onKept()
    },
  })
  const check = (chosen: File, said = mapping) => work.mutate({ mode: 'check', chosen, said })
  const told = work.data
  return (
    <section className="ls-panel" data-testid="ledger-upload">
      <h2>{t('upload')}</h2>
      <div className="ls-panel-body ls-stack">
        <Space wrap>
          <InputNumber
            aria-label={t('year')}
            min={1990}
            max={2100}
            value={year}
            onChange={(value) => setYear(value ?? year)}
            prefix={t('year')}
          />
          <Upload
            accept=".csv,.xlsx,.txt"
            maxCount={1}
            fileList={[]}
            beforeUpload={(chosen) => {
              setFile(chosen)
              setMapping({})
              check(chosen, {})
              return false
            }}
          >
            <Button type={file ? 'default' : 'primary'} loading={work.isPending}>
              {t('file')}
            </Button>
          </Upload>
          {file?.name}
        </Space>
        <Checkbox checked={isWhole} onChange={(event) => setWhole(event.target.checked)}>
          {t('isWhole')}
        </Checkbox>
        <Checkbox checked={isCounted} onChange={(event) => setCounted(event.target.checked)}>
          {t('consent')} <small className="ls-soft">{t('consentWhy')}</small>
        </Checkbox>
        {work.error && <Alert type="error" showIcon title={work.error.message} />}
        {told && file && (
          <Preview
            told={told}
            onMap={(header, field) => {
              const said = { ...mapping, [header]: field }
              setMapping(said)
              check(file, said)
            }}
          />
        )}
        {told && file && told.usable > 0 && told.ledgerId === null && (
          <Button
            type="primary"
            loading={work.isPending}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => work.mutate({ mode: 'run', chosen: file, said: mapping })}
          >
            {t('keep')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Preview({ told, onMap }: { told: LedgerFile; onMap(header: string, field: string): void }) {
  const options = [
    { value: '', label: t('unused') },
    ...told.fields.map(({ name, zh, en }) => ({ value: name, label: lang() === 'zh' ? zh : en })),
  ]
  return (
    <>
      <h3>{t('columns')}</h3>
      <Space wrap>
        {told.columns.map(({ header, field }) => (
          <span key={header}>
            {header}{' '}
            <Select
              aria-label={header}
              value={field ?? ''}
              options={options}
              onChange={(value) => onMap(header, value)}
              style={{ minWidth: 150 }}
            />
          </span>
        ))}
      </Space>
      <Alert
        type={told.refused > 0 ? 'warning' : 'success'}
        showIcon
        title={`${t('checked', { lines: told.lines, usable: told.usable, refused: told.refused })} ${told.ledgerId ? t('same') : ''}`}
        description={told.problems.slice(0, 20).map(({ line, column, message }) => (
          <div key={`${line} ${column} ${message}`}>
            {line !== null && t('lineOf', { line })} {column} {message}
          </div>
        ))}
      />
      {told.sample.length > 0 && <LineTable lines={told.sample} />}
    </>
  )
}
