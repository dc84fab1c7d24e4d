import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input } from 'antd'
import { day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import {
  addWindow,
  type DocumentDetail,
  documentQuery,
  openDraft,
  removeWindow,
  type WindowInput,
} from './api.ts'
import { ApplyButton } from './applications/ApplyButton.tsx'
import { levelName } from './levels.ts'
import './policy.css'
import { VersionList } from './VersionList.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/$policyId')

/** One document: what it is, its clauses in the words of the notice and of the rule, line, windows, versions. */
export function DocumentPage() {
  const { policyId } = route.useParams()
  const scope = useScope()
  const mayDraft = useMay('policy.draft')
  const { data, error, refetch } = useQuery(documentQuery(scope, policyId))
  if (error) return <Page title={t('library')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  const parts = [levelName(data.level), data.issuer, data.documentNo, data.published]
  return (
    <Page
      title={data.title}
      sentence={
        <>
          {parts.filter(Boolean).join(' · ')}
          {data.isExample && <> · {t('example')}</>}
          {data.needsVerification && <> · {t('verify')}</>}
        </>
      }
      actions={mayDraft && <ChangeButton document={data} />}
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <Clauses document={data} />
        </div>
        <div className="ls-stack">
          <About document={data} />
          <Windows document={data} />
          <VersionList document={data} />
        </div>
      </div>
    </Page>
  )
}

function ChangeButton({ document }: { document: DocumentDetail }) {
  const { city } = useScope()
  const navigate = useNavigate()
  const { notification } = App.useApp()
  const open = document.versions.find(({ status }) => status === 'draft' || status === 'review')
  const to = (number: number) =>
    void navigate({
      to: '/policies/$policyId/versions/$number',
      params: { policyId: document.id, number: String(number) },
    })
  const begin = useMutation({
    mutationFn: () => openDraft({ city: city.code, policy: document.id }),
    onSuccess: ({ number }) => to(number),
    onError: (error) => notification.error({ title: error.message }),
  })
  if (open)
    return (
      <Button type="primary" onClick={() => to(open.number)}>
        {t('goOn')}
      </Button>
    )
  if (document.clauses === null) return null
  return (
    <Button onClick={() => begin.mutate()} loading={begin.isPending}>
      {t('change')}
    </Button>
  )
}

function Clauses({ document }: { document: DocumentDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('clauses')}</h2>
      <div className="ls-panel-body ls-stack">
        {document.clauseTexts.length === 0 && <p className="ls-soft">{t('noRules')}</p>}
        {document.clauseTexts.map((clause) => (
          <div key={clause.id}>
            <h3>
              {clause.title}{' '}
              <small className="ls-soft">
                {clause.benefit === 'ceiling' ? t('ceiling') : t('entitlement')}
              </small>
            </h3>
            <p>{clause.text}</p>
            <p className="ls-soft">
              {t('computedRule')}：{clause.rule}
            </p>
            {!document.isExample && (
              <ApplyButton
                policy={document.id}
                clause={clause.id}
                title={clause.title}
                window={windowOf(document, clause.id)}
              />
            )}
          </div>
        ))}
      </div>
    </section>
  )
}

/** The window of a clause that is open, else the next one, else the last one; null where none is held. */
function windowOf({ windows }: DocumentDetail, clause: string) {
  const today = chinaToday()
  const own = windows
    .filter(({ clauseId }) => clauseId === null || clauseId === clause)
    .map(({ opensOn, closesOn }) => {
      const state = today < opensOn ? 'coming' : today > closesOn ? 'closed' : 'open'
      return { state, opensOn, closesOn } as const
    })
  return (
    own.find(({ state }) => state === 'open') ??
    own.find(({ state }) => state === 'coming') ??
    own.at(-1) ??
    null
  )
}

const chinaToday = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

function About({ document }: { document: DocumentDetail }) {
  const { source } = document
  return (
    <section className="ls-panel">
      <h2>{t('source')}</h2>
      <dl className="ls-pairs ls-panel-body">
        <dt>{t('source')}</dt>
        <dd>
          {source.url ? (
            <a href={source.url} target="_blank" rel="noreferrer" className="ls-link">
              {source.title}
            </a>
          ) : (
            source.title
          )}
          {source.note && <small className="ls-soft"> {source.note}</small>}
        </dd>
        <dt>{t('validFrom')}</dt>
        <dd>{document.validFrom ?? <Unknown />}</dd>
        <dt>{t('validTo')}</dt>
        <dd>{document.validTo ?? t('openEnd')}</dd>
        {document.note && (
          <>
            <dt>{t('comment')}</dt>
            <dd>{document.note}</dd>
          </>
        )}
        {document.relations.map(({ kind, id, title, published }) => (
          <Relation key={`${kind} ${id}`} kind={kind} id={id} title={title} published={published} />
        ))}
      </dl>
    </section>
  )
}

function Relation({ kind, id, title, published }: DocumentDetail['relations'][number]) {
  return (
    <>
      <dt>{t(kind)}</dt>
      <dd>
        <Link to="/policies/$policyId" params={{ policyId: id }} className="ls-link">
          {title}
        </Link>{' '}
        {published && <small className="ls-soft">{published}</small>}
      </dd>
    </>
  )
}

type WindowValues = Omit<WindowInput, 'city' | 'dataset'>

function Windows({ document }: { document: DocumentDetail }) {
  const scope = useScope()
  const mayDraft = useMay('policy.draft')
  const queries = useQueryClient()
  const renew = () => void queries.invalidateQueries({ queryKey: ['policy'] })
  const add = useMutation({
    mutationFn: (values: WindowValues) =>
      addWindow(scope, document.id, { ...values, paysOn: values.paysOn || null, clauseId: null }),
    onSuccess: renew,
  })
  const remove = useMutation({ mutationFn: removeWindow, onSuccess: renew })
  const rules = [{ required: true, message: t('required') }]
  return (
    <section className="ls-panel">
      <h2>{t('windows')}</h2>
      <div className="ls-panel-body ls-stack">
        {document.windows.length === 0 && <p className="ls-soft">{t('windowNone')}</p>}
        <ul className="ls-lines">
          {document.windows.map(({ id, opensOn, closesOn, paysOn, source }) => (
            <li key={id}>
              <span>
                {day(opensOn)} – {day(closesOn)}
                {paysOn && <small className="ls-soft"> {t('pays', { date: paysOn })}</small>}
                <small className="ls-soft"> {source}</small>
              </span>
              {mayDraft && (
                <Button size="small" type="link" onClick={() => remove.mutate(id)}>
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayDraft && document.clauses !== null && (
          <details className="ls-details">
            <summary>{t('addWindow')}</summary>
            {add.error && <Alert type="error" showIcon title={add.error.message} />}
            <Form<WindowValues> layout="vertical" onFinish={(values) => add.mutate(values)}>
              <Form.Item name="opensOn" label={t('opensOn')} rules={rules}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="closesOn" label={t('closesOn')} rules={rules}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="paysOn" label={t('paysOn')}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="source" label={t('source')} rules={rules}>
                <Input maxLength={300} />
              </Form.Item>
              <Button htmlType="submit" loading={add.isPending}>
                {t('save')}
              </Button>
            </Form>
          </details>
        )}
      </div>
    </section>
  )
}
