import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { addContact, type LeadDetail } from './api.ts'
import { t } from './lead-words.ts'

type Values = { happenedOn: string; kind: LeadDetail['contacts'][number]['kind']; note: string }
const kinds = ['call', 'visit_there', 'visit_here', 'talk', 'document', 'other'] as const

/** Calls, visits and talks of a lead, and a form to write one down. */
export function ContactSection({ lead, mayWrite }: { lead: LeadDetail; mayWrite: boolean }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: (values: Values) => addContact(lead.id, values),
    onSuccess: () => {
      form.resetFields()
      void queries.invalidateQueries({ queryKey: ['atlas'] })
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <section className="ls-panel">
      <h2>{t('contacts')}</h2>
      <div className="ls-panel-body ls-stack">
        {lead.contacts.length === 0 && <p className="ls-soft">{t('contactsNone')}</p>}
        <ul className="ls-lines">
          {lead.contacts.map(({ id, happenedOn, kind, note, by }) => (
            <li key={id}>
              <span>
                {happenedOn} · {t(kind)} · {note}
              </span>
              <small className="ls-soft">{by}</small>
            </li>
          ))}
        </ul>
        {mayWrite && (
          <details className="ls-details">
            <summary>{t('addContact')}</summary>
            {save.error && (
              <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />
            )}
            <Form<Values>
              form={form}
              layout="vertical"
              initialValues={{ kind: 'call' }}
              onFinish={(values) => save.mutate(values)}
            >
              <Form.Item name="happenedOn" label={t('day')} rules={rules}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="kind" label={t('contactKind')} rules={rules}>
                <Select options={kinds.map((value) => ({ value, label: t(value) }))} />
              </Form.Item>
              <Form.Item name="note" label={t('note')} rules={rules}>
                <Input.TextArea rows={2} maxLength={2000} />
              </Form.Item>
              <Button htmlType="submit" loading={save.isPending}>
                {t('save')}
              </Button>
            </Form>
          </details>
        )}
      </div>
    </section>
  )
}
