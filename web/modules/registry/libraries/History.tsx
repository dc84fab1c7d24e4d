import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Radio } from 'antd'
import { money } from '../../../ui/format.ts'
import { useMay } from '../../../ui/session.ts'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import {
  type EntryField,
  type FieldChange,
  type LibraryEvent,
  type LifeAct,
  type LifeAction,
  takeStep,
} from './api.ts'
import { t as word } from './entry-words.ts'
import { valueText } from './ValueFields.tsx'
import { t } from './words.ts'

/** What a line of the history is called. */
const lineName = ({ title, kind, evidence }: LibraryEvent) =>
  kind === 'event' && evidence.length > 0
    ? word('evidence')
    : title !== null || kind === 'life'
      ? inLang(title)
      : kind === 'follow_up' || kind === 'change' || kind === 'task'
        ? word(`log_${kind}`)
        : t(`log_${kind}`)

const ownFields = [
  'name',
  'level',
  'organisationId',
  'organisationName',
  'chainId',
  'nodeId',
  'projectId',
  'parentId',
  'happened',
  'code',
  'isMajor',
  'investmentFen',
  'parkId',
  'serviceOwner',
  'note',
] as const

/** Money of a project is in fen; whether it is major is yes or no; everything else reads as it is. */
function ownText(field: string, value: string): string {
  const sum = field === 'investmentFen' ? money(value) : null
  if (sum) return `${sum.text} ${sum.unit}`
  return field === 'isMajor' ? t(value === 'true' ? 'yes' : 'no') : value
}

/** A field that was changed, before and after. */
function Changed({ change, fields }: { change: FieldChange; fields: readonly EntryField[] }) {
  const field = fields.find(({ name }) => name === change.field)
  const own = ownFields.find((name) => name === change.field)
  const shown = (value: string | null) =>
    value === null ? word('before') : field ? valueText(field, value) : ownText(change.field, value)
  return (
    <div>
      {field ? inLang(field.title) : own ? word(own) : change.field}：<del>{shown(change.before)}</del> →{' '}
      {shown(change.after)}
    </div>
  )
}

/** What happened, newest last, each step with its date and source. */
export function History({
  events,
  fields = [],
}: {
  events: readonly LibraryEvent[]
  fields?: readonly EntryField[]
}) {
  return (
    <section className="ls-drawer-part">
      <h3>{t('history')}</h3>
      <ul className="ls-reasons">
        {events.map((event) => (
          <li key={event.id}>
            <b>{lineName(event)}</b>{' '}
            {event.happened ?? (event.kind === 'life' || event.kind === 'change' ? <Unknown /> : null)}{' '}
            {event.note}
            {event.changes?.map((change) => (
              <Changed key={change.field} change={change} fields={fields} />
            ))}
            {event.source !== event.note && (
              <div>
                <small className="ls-soft">{event.source}</small>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Props = {
  of: 'projects' | 'library/entries'
  id: string
  actions: readonly LifeAction[]
  /** The step that is chosen at first. */
  chosen?: string | undefined
  /** Stands open without a heading to press, as in a dialog. */
  isOpen?: boolean
  onDone?(): void
}

/** The steps that this person may record now. */
export function StepForm({ of, id, actions, chosen, isOpen = false, onDone }: Props) {
  const may = useMay('libraries.write')
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<LifeAct>()
  const action = Form.useWatch('action', form)
  const step = useMutation({
    mutationFn: (values: LifeAct) =>
      takeStep(of, id, { ...values, happened: values.happened || null, comment: values.comment || null }),
    onSuccess: () => {
      form.resetFields()
      if (!onDone) notification.success({ title: t('recorded') })
      for (const key of ['projects', 'project', 'library-kinds', 'library-entries', 'library-entry'])
        void queries.invalidateQueries({ queryKey: [key] })
      onDone?.()
    },
  })
  if (!may || actions.length === 0) return null
  const needsComment = actions.find(({ name }) => name === action)?.needsComment ?? false
  const required = { required: true, message: t('required') }
  const writtenDate = { pattern: /^\d{4}(-\d{2}(-\d{2})?)?$/, message: t('dateRule') }
  return (
    <details className="ls-drawer-part ls-details" open={isOpen || undefined}>
      <summary>{t('nextStep')}</summary>
      {step.error && <Alert className="ls-form-alert" type="error" showIcon title={step.error.message} />}
      <Form<LifeAct>
        form={form}
        layout="vertical"
        initialValues={chosen ? { action: chosen } : {}}
        onFinish={(values) => step.mutate(values)}
      >
        <Form.Item name="action" label={t('nextStep')} rules={[required]}>
          <Radio.Group
            vertical
            options={actions.map(({ name, title }) => ({ value: name, label: inLang(title) }))}
          />
        </Form.Item>
        <Form.Item name="happened" label={t('happened')} rules={[writtenDate]}>
          <Input maxLength={10} />
        </Form.Item>
        <Form.Item name="comment" label={t('reason')} rules={needsComment ? [required] : []}>
          <Input maxLength={1000} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={step.isPending}>
          {t('record')}
        </Button>
      </Form>
    </details>
  )
}
