import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { LifeActs } from '../../ui/life-cycle/LifeActs.tsx'
import { Problem } from '../../ui/states.tsx'
import { type GapDetail, postStep } from './gap-api.ts'
import { OwnerField } from './OwnerField.tsx'
import { t } from './register-words.ts'

type Offered = GapDetail['actions'][number]
type Values = { owner?: string; dueOn?: string; comment?: string }

/** The steps that this person may take on an item now; each asks for what it needs. */
export function ItemSteps({ gap }: { gap: GapDetail }) {
  return (
    <LifeActs
      actions={gap.actions}
      ask={(action, close) => <AskStep gap={gap} action={action} onClose={close} />}
    />
  )
}

function AskStep({ gap, action, onClose }: { gap: GapDetail; action: Offered; onClose(): void }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const take = useMutation({
    mutationFn: (values: Values) =>
      postStep(gap.id, {
        action: action.name,
        ...Object.fromEntries(Object.entries(values).filter(([, value]) => value)),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['gaps'] })
      onClose()
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Modal
      open
      title={action.title}
      okText={t('ok')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: take.isPending }}
    >
      {take.error && <Problem error={take.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ owner: gap.owner ?? '', dueOn: gap.dueOn ?? '' }}
        onFinish={(values) => take.mutate(values)}
      >
        {action.name === 'assign' && (
          <>
            <Form.Item name="owner" label={t('owner')} rules={rules}>
              <OwnerField label={t('owner')} />
            </Form.Item>
            <Form.Item name="dueOn" label={t('dueOptional')}>
              <Input type="date" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="comment"
          label={t(action.needsComment ? 'reasonFor' : 'noteFor')}
          rules={action.needsComment ? rules : []}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
