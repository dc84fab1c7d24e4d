import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { ProblemError } from '../../ui/request.ts'
import { type Scope, useScope, useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { chainChoiceQuery, firmChoiceQuery, raiseTicket, type TicketList, ticketsQuery } from './api.ts'
import { t } from './words.ts'

type Values = {
  organisationId?: string
  kind?: string
  urgency: 'normal' | 'urgent'
  title: string
  words: string
  contact?: string
  chainId?: string
  isConfidential: boolean
}

/** A request from a firm, one column; what is typed is kept until it was sent. */
export function RaisePage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(ticketsQuery(scope))
  if (error) return <Page title={t('raise')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  return <RaiseForm scope={scope} list={data} />
}

const draftKey = ({ city, dataset }: Scope, user: string) => `ticket-draft/${user}/${city.code}/${dataset}`

/** What was typed and not sent; a draft that cannot be read is none. */
function readDraft(key: string): Partial<Values> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Values>
  } catch {
    return {}
  }
}

function RaiseForm({ scope, list }: { scope: Scope; list: TicketList }) {
  const { actor } = useSession()
  const key = draftKey(scope, actor.userName)
  const [form] = Form.useForm<Values>()
  const [draft] = useState(() => readDraft(key))
  const requestKey = useRef(crypto.randomUUID())
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: chains } = useQuery(chainChoiceQuery(scope))
  const isFirm = actor.organisationId !== null
  const sent = useMutation({
    mutationFn: (values: Values) =>
      raiseTicket({
        city: scope.city.code,
        dataset: scope.dataset,
        organisationId: values.organisationId ?? null,
        chainId: values.chainId ?? null,
        kind: values.kind ?? '',
        urgency: values.urgency,
        title: values.title,
        words: values.words,
        contact: values.contact?.trim() || null,
        isConfidential: values.isConfidential,
        requestKey: requestKey.current,
      }),
    onSuccess: async ({ id }) => {
      localStorage.removeItem(key)
      await queries.invalidateQueries({ queryKey: ['tickets'] })
      void navigate({ to: '/tickets/$ticketId', params: { ticketId: id } })
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(
          error.fields.map(({ field, message, code }) => ({
            name: field as keyof Values,
            errors: [message ?? code],
          })),
        )
    },
  })
  const required = [{ required: true, whitespace: true, message: t('required') }]
  const chosen = [{ required: true, message: t('required') }]
  return (
    <Page
      title={t(isFirm ? 'raise' : 'raiseFor')}
      sentence={t('levelsFrom', { source: list.source })}
      actions={<Link to="/tickets">{t('back')}</Link>}
    >
      <section className="ls-panel ls-form">
        <div className="ls-panel-body">
          {sent.error && <Alert className="ls-form-alert" type="error" showIcon title={sent.error.message} />}
          <Form<Values>
            form={form}
            layout="vertical"
            initialValues={{ urgency: 'normal', isConfidential: false, ...draft }}
            onValuesChange={(_, values) => localStorage.setItem(key, JSON.stringify(values))}
            onFinish={(values) => sent.mutate(values)}
          >
            {!isFirm && (
              <Form.Item name="organisationId" label={t('firm')} rules={chosen}>
                <FirmChoice scope={scope} />
              </Form.Item>
            )}
            <Form.Item name="kind" label={t('kind')} rules={chosen}>
              <Select
                options={list.kinds.map(({ id, name, workingDays, urgentWorkingDays }) => ({
                  value: id,
                  label: t('days', { name, normal: workingDays, urgent: urgentWorkingDays }),
                }))}
              />
            </Form.Item>
            <Form.Item name="title" label={t('title')} rules={required} extra={t('titleHelp')}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="words" label={t('words')} rules={required} extra={t('wordsHelp')}>
              <Input.TextArea rows={6} maxLength={5000} showCount />
            </Form.Item>
            <Form.Item name="urgency" label={t('urgency')}>
              <Radio.Group
                options={[
                  { value: 'normal', label: t('normal') },
                  { value: 'urgent', label: t('urgent') },
                ]}
              />
            </Form.Item>
            <Form.Item name="chainId" label={t('chain')} extra={t('chainHelp')}>
              <Select
                allowClear
                options={(chains ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))}
              />
            </Form.Item>
            <Form.Item name="contact" label={t('contact')} extra={t('contactHelp')}>
              <Input maxLength={120} autoComplete="tel" />
            </Form.Item>
            <Form.Item name="isConfidential" valuePropName="checked" extra={t('confidentialHelp')}>
              <Checkbox>{t('confidential')}</Checkbox>
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={sent.isPending}>
              {t('send')}
            </Button>{' '}
            <small className="ls-soft">{t('draftKept')}</small>
          </Form>
        </div>
      </section>
    </Page>
  )
}

type ChoiceProps = { scope: Scope; value?: string; onChange?: (value: string) => void; id?: string }

function FirmChoice({ scope, value, onChange, id }: ChoiceProps) {
  const [typed, type] = useState('')
  const [q, ask] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => ask(typed), 250)
    return () => clearTimeout(timer)
  }, [typed])
  const { data } = useQuery(firmChoiceQuery(scope, q))
  return (
    <Select
      id={id ?? 'organisationId'}
      showSearch={{ filterOption: false, onSearch: type }}
      value={value ?? null}
      onChange={(next) => next && onChange?.(next)}
      options={(data ?? []).map((firm) => ({ value: firm.id, label: firm.name }))}
    />
  )
}
