import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import { lang } from '../../ui/words.ts'
import {
  type AlikeFirm,
  alikeQuery,
  type FormField,
  type FormOutcome,
  formFieldsQuery,
  registerByForm,
} from './import-api.ts'
import { useLater } from './use-later.ts'
import { t } from './words.ts'

/** One firm by form: what is held already shows while one types, and what is wrong stands beside its field. */
export function ImportFirmPage() {
  const { dataset } = useScope()
  const { data: fields, error } = useQuery(formFieldsQuery('firms'))
  return (
    <Page
      title={t('oneFirm')}
      sentence={t('oneFirmSentence', { dataset: ui(dataset) })}
      actions={<Link to="/import">{t('importTitle')}</Link>}
    >
      {error ? (
        <Problem error={error} />
      ) : fields ? (
        <FirmForm fields={fields.filter(isOfForm)} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** Dated figures have their own form on the firm's page; here they would be a hundred lines. */
const isOfForm = ({ name }: FormField) => !name.startsWith('figure:')

type Values = Readonly<Record<string, string>>

function FirmForm({ fields }: { fields: readonly FormField[] }) {
  const { dataset } = useScope()
  const queries = useQueryClient()
  const [values, setValues] = useState<Values>({})
  const save = useMutation({
    mutationFn: (decision: { kind: 'new' } | { kind: 'same'; organisationId: string } | null) =>
      registerByForm({ dataset, values, decision }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const name = useLater(values.name ?? '', 300)
  const creditCode = useLater(values.creditCode ?? '', 300)
  const { data: alike } = useQuery({
    ...alikeQuery({ dataset, name, creditCode }),
    enabled: name.trim().length >= 2 || creditCode.trim().length >= 6,
  })
  const faults = new Map(save.data?.problems.map(({ column, message }) => [column, message]))
  return (
    <div className="ls-columns">
      <form
        className="ls-panel ls-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(null)
        }}
      >
        <div className="ls-panel-body ls-stack">
          {fields.map((field) => (
            <FieldLine
              key={field.name}
              field={field}
              value={values[field.name] ?? ''}
              fault={faults.get(field.zh)}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          {save.error && <Problem error={save.error} />}
          {save.data && <Outcome outcome={save.data} onNew={() => save.mutate({ kind: 'new' })} />}
          <div className="ls-line">
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!values.name?.trim()}>
              {t('registerFirm')}
            </Button>
          </div>
        </div>
      </form>
      <Alikes
        items={alike ?? []}
        onSame={(organisationId) => save.mutate({ kind: 'same', organisationId })}
      />
    </div>
  )
}

type LineProps = { field: FormField; value: string; fault: string | undefined; onChange(value: string): void }

function FieldLine({ field, value, fault, onChange }: LineProps) {
  const id = `firm-${field.name}`
  const isLong = ['businessScope', 'products', 'address'].includes(field.name)
  const status = fault ? ('error' as const) : ('' as const)
  return (
    <div className="ls-form-line">
      <label htmlFor={id}>
        {lang() === 'zh' ? field.zh : field.en}
        {field.isRequired && ' *'}
      </label>
      {isLong ? (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 1, maxRows: 4 }}
          value={value}
          status={status}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <Input id={id} value={value} status={status} onChange={({ target }) => onChange(target.value)} />
      )}
      {fault && (
        <p role="alert" className="ls-form-fault">
          {fault}
        </p>
      )}
    </div>
  )
}

function Outcome({ outcome, onNew }: { outcome: FormOutcome; onNew(): void }) {
  const title = {
    created: t('formCreated'),
    joined: t('formJoined'),
    unchanged: t('formUnchanged'),
    waiting: t('formWaiting'),
    refused: t('formRefused'),
  }[outcome.outcome]
  return (
    <Alert
      type={outcome.outcome === 'refused' ? 'error' : outcome.outcome === 'waiting' ? 'warning' : 'success'}
      title={title}
      action={
        outcome.organisationId ? (
          <Link to="/firms/$firmId" params={{ firmId: outcome.organisationId }}>
            {t('openFirm')}
          </Link>
        ) : outcome.outcome === 'waiting' ? (
          <div className="ls-line">
            <Button size="small" onClick={onNew}>
              {t('sayNew')}
            </Button>
            <Link to="/import/review">{t('reviewTitle')}</Link>
          </div>
        ) : null
      }
    />
  )
}

function Alikes({ items, onSame }: { items: readonly AlikeFirm[]; onSame(id: string): void }) {
  return (
    <section className="ls-panel" aria-live="polite">
      <h2>{t('alikeHeld')}</h2>
      <div className="ls-panel-body">
        {items.length === 0 ? (
          <p className="ls-soft">{t('alikeNone')}</p>
        ) : (
          <ul className="ls-import-underway">
            {items.map(({ organisationId, name, creditCode, place, score, veto }) => (
              <li key={organisationId}>
                <Link to="/firms/$firmId" params={{ firmId: organisationId }}>
                  {name}
                </Link>
                <span className="ls-soft">{[creditCode, place].filter(Boolean).join(' · ')}</span>
                <span className="ls-line">
                  <span className="ls-review-figure">
                    {veto ? t('vetoed') : `${Math.round(score * 100)}%`}
                  </span>
                  <Button size="small" disabled={veto === 'code'} onClick={() => onSame(organisationId)}>
                    {t('fillInto')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
