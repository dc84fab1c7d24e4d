import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { ProblemError } from '../../ui/request.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { type AskedForm, answer, askedAllQuery, askedQuery } from './collection-api.ts'
import { t } from './words.ts'

const route = getRouteApi('/asked/$requestId')
type Row = Readonly<Record<string, string>>

/** What my organisation is asked, open ones first. */
export function CollectionAskedPage() {
  const { data, error } = useQuery(askedAllQuery())
  if (error) return <Page title={t('askedTitle')}>{<Problem error={error} />}</Page>
  if (!data) return <Loading />
  return (
    <Page title={t('askedTitle')}>
      {data.length === 0 ? (
        <Empty title={t('askedNone')} />
      ) : (
        <section className="ls-panel">
          <ul className="ls-panel-body ls-import-underway">
            {data.map(({ id, title, dueDate, isClosed, state }) => (
              <li key={id}>
                <Link to="/asked/$requestId" params={{ requestId: id }}>
                  {title}
                </Link>
                <span className="ls-soft">{isClosed ? t('closed') : t('askedDue', { due: dueDate })}</span>
                <span>{state === 'answered' || state === 'taken' ? t('stateAnswered') : t('stateSent')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

/** One form, filled in by the organisation that is asked; what is held already is offered with its source. */
export function CollectionAnswerPage() {
  const { requestId } = route.useParams()
  const { data: form, error } = useQuery(askedQuery(requestId))
  if (error) return <Page title={t('askedTitle')}>{<Problem error={error} />}</Page>
  if (!form) return <Loading />
  return (
    <Page
      title={form.title}
      sentence={form.isClosed ? t('closed') : t('askedDue', { due: form.dueDate })}
      actions={<Link to="/asked">{t('askedTitle')}</Link>}
    >
      {form.note && <p>{form.note}</p>}
      {form.state === 'returned' && (
        <Alert type="warning" title={t('returnedWhy', { reason: form.returnReason ?? '' })} />
      )}
      <AnswerForm key={form.id} form={form} />
    </Page>
  )
}

function AnswerForm({ form }: { form: AskedForm }) {
  const queries = useQueryClient()
  const heldRow = Object.fromEntries(form.held.map(({ field, value }) => [field, value]))
  const [rows, setRows] = useState<readonly Row[]>(form.rows.length > 0 ? form.rows : [heldRow])
  const put = useMutation({
    mutationFn: (isFinal: boolean) => answer(form.id, { rows: [...rows], isFinal }),
    onSuccess: (fresh) => {
      queries.setQueryData(askedQuery(form.id).queryKey, fresh)
      void queries.invalidateQueries({ queryKey: ['todo'] })
    },
  })
  const faults = new Map(
    put.error instanceof ProblemError
      ? put.error.fields.map(({ field, message, code }) => [field, message ?? code])
      : [],
  )
  const isShut = form.isClosed || form.state === 'taken'
  const change = (at: number, field: string, value: string) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, [field]: value } : row)))
  return (
    <section className="ls-panel ls-form">
      <div className="ls-panel-body ls-stack">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end
          <div key={at} className="ls-stack">
            {form.fields.map((field) => (
              <AnswerLine
                key={field.name}
                field={field}
                value={row[field.name] ?? ''}
                held={form.held.find((each) => each.field === field.name)}
                fault={faults.get(`rows.${at}.${field.name}`)}
                isDisabled={isShut}
                onChange={(value) => change(at, field.name, value)}
              />
            ))}
          </div>
        ))}
        {put.error && <Problem error={put.error} />}
        {put.data && (
          <Alert type="success" title={put.data.state === 'answered' ? t('handedIn') : t('draftSaved')} />
        )}
        {!isShut && (
          <div className="ls-line">
            <Button type="primary" loading={put.isPending} onClick={() => put.mutate(true)}>
              {t('handIn')}
            </Button>
            <Button disabled={put.isPending} onClick={() => put.mutate(false)}>
              {t('saveDraft')}
            </Button>
            {form.kind !== 'firms' && <Button onClick={() => setRows([...rows, {}])}>{t('addRow')}</Button>}
          </div>
        )}
      </div>
    </section>
  )
}

type LineProps = {
  field: AskedForm['fields'][number]
  value: string
  held: AskedForm['held'][number] | undefined
  fault: string | undefined
  isDisabled: boolean
  onChange(value: string): void
}

function AnswerLine({ field, value, held, fault, isDisabled, onChange }: LineProps) {
  const id = `answer-${field.name}`
  return (
    <div className="ls-form-line">
      <label htmlFor={id}>
        {lang() === 'zh' ? field.zh : field.en}
        {field.isRequired && ' *'}
      </label>
      <Input
        id={id}
        value={value}
        disabled={isDisabled}
        status={fault ? 'error' : ''}
        onChange={({ target }) => onChange(target.value)}
      />
      {held && held.value === value && (
        <span className="ls-soft">{t('heldFrom', { source: held.source })}</span>
      )}
      {fault && (
        <p role="alert" className="ls-form-fault">
          {fault}
        </p>
      )}
    </div>
  )
}
