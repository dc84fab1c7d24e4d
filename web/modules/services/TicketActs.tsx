import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Radio, Select } from 'antd'
import { LifeActs } from '../../ui/life-cycle/LifeActs.tsx'
import { ProblemError } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { actOnTicket, chainChoiceQuery, type TicketDetail, unitsQuery } from './api.ts'
import { t } from './words.ts'

type Action = TicketDetail['life']['offers']['actions'][number]
type Values = {
  unitOrganisationId?: string
  unitName?: string
  chainId?: string
  answer?: string
  satisfaction?: number
  comment?: string
}

/** The steps that this person may take on a request now; each asks for what it has to bring. */
export function TicketActs({ ticket }: { ticket: TicketDetail }) {
  return (
    <LifeActs
      actions={ticket.life.offers.actions}
      ask={(action, close) => <ActDialog key={action.name} ticket={ticket} action={action} onClose={close} />}
    />
  )
}

type Props = { ticket: TicketDetail; action: Action; onClose(): void }

function ActDialog({ ticket, action, onClose }: Props) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { data: units } = useQuery({
    ...unitsQuery(useScope()),
    enabled: action.name.startsWith('assign'),
  })
  const sent = useMutation({
    mutationFn: (values: Values) => {
      const chosen = units?.find(({ id }) => id === values.unitOrganisationId)
      const { unitName = chosen?.name, ...rest } = values
      const told = Object.entries({ ...rest, ...(unitName ? { unitName } : {}) })
      return actOnTicket(ticket.id, {
        seen: ticket.life.seen,
        action: action.name,
        ...Object.fromEntries(told.filter(([, value]) => value !== undefined && value !== '')),
      })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tickets'] })
      onClose()
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
  return (
    <Modal
      open
      title={action.title}
      okText={action.title}
      cancelText={t('cancel')}
      okButtonProps={{ loading: sent.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {sent.error && <Alert className="ls-form-alert" type="error" showIcon title={sent.error.message} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => sent.mutate(values)}>
        {action.name.startsWith('assign') && <UnitFields ticket={ticket} units={units ?? []} />}
        {action.name.startsWith('answer') && (
          <Form.Item name="answer" label={t('answer')} rules={[{ required: true, message: t('required') }]}>
            <Input.TextArea rows={6} maxLength={5000} />
          </Form.Item>
        )}
        {action.name === 'rate' && (
          <Form.Item
            name="satisfaction"
            label={t('rating')}
            rules={[{ required: true, message: t('required') }]}
          >
            <Radio.Group
              vertical
              options={([5, 4, 3, 2, 1] as const).map((value) => ({ value, label: t(`rate${value}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="comment"
          label={t(action.needsComment ? 'reason' : 'comment')}
          rules={action.needsComment ? [{ required: true, message: t('required') }] : []}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function UnitFields({
  ticket,
  units,
}: {
  ticket: TicketDetail
  units: readonly { id: string; name: string }[]
}) {
  const { data: chains } = useQuery(chainChoiceQuery(useScope()))
  return (
    <>
      <Form.Item
        name="unitOrganisationId"
        label={t('unitChoice')}
        extra={t('unitChoiceHelp')}
        initialValue={ticket.unitOrganisationId ?? undefined}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="unitName" label={t('unitName')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="chainId"
        label={t('chain')}
        initialValue={ticket.chainId ?? undefined}
        extra={t('chainHelp')}
      >
        <Select
          allowClear
          options={(chains ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))}
        />
      </Form.Item>
    </>
  )
}
