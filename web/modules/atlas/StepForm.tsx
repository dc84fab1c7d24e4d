import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useScope } from '../../ui/session.ts'
import { type LeadDetail, type LeadStep, parksQuery, stepLead } from './api.ts'
import { t } from './lead-words.ts'

type Action = LeadDetail['actions'][number]
type Values = Omit<LeadStep, 'seen' | 'action'>
const lostReasons = [
  ...(['no_interest', 'went_elsewhere', 'land', 'cost', 'policy', 'market', 'standard', 'other'] as const),
]
const given = (values: Values) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Values

/** What a step asks: its day, words, and for a signature or landing who answers from then on. */
export function StepForm({ lead, action, onClose }: { lead: LeadDetail; action: Action; onClose(): void }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { data: parks } = useQuery({ ...parksQuery(useScope()), enabled: action.asks.includes('park') })
  const save = useMutation({
    mutationFn: (values: Values) =>
      stepLead(lead.id, { ...given(values), seen: lead.seen, action: action.name }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['atlas'] })
      onClose()
    },
  })
  const rules = [{ required: true, message: t('required') }]
  const next = action.name === 'sign' ? t('advance') : t('serve')
  return (
    <Modal
      open
      title={action.title}
      onCancel={onClose}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ parkId: lead.park?.id, projectId: lead.projectId ?? undefined }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="happenedOn" label={t('day')}>
          <Input type="date" />
        </Form.Item>
        {action.asks.includes('owner') && (
          <Form.Item name="owner" label={t('ownerFor', { phase: next })} rules={rules}>
            <Input maxLength={100} />
          </Form.Item>
        )}
        {action.asks.includes('park') && (
          <Form.Item name="parkId" label={t('park')}>
            <Select allowClear options={parks?.items.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
        {action.asks.includes('project') && (
          <Form.Item name="projectId" label={t('linkedProject')}>
            <Input maxLength={18} />
          </Form.Item>
        )}
        {action.asks.includes('lostReason') && (
          <Form.Item name="lostReason" label={t('lostReason')} rules={rules}>
            <Select
              options={lostReasons.map((value) => ({
                value,
                label: t(value === 'land' ? 'landReason' : value),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="comment" label={t('comment')} rules={action.needsComment ? rules : []}>
          <Input.TextArea maxLength={1000} rows={2} />
        </Form.Item>
        {action.name !== 'lose' && action.name !== 'land' && (
          <>
            <Form.Item name="nextStep" label={t('next')}>
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item name="nextOn" label={t('nextOn')}>
              <Input type="date" />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  )
}
