import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { FirmField } from '../record/fields.tsx'
import { useChainNames } from '../use-chain-names.ts'
import { addProject, changeProject, type Project, parksQuery } from './api.ts'
import { fenOfWan, moneyPattern, newRequestKey, textOf, wanOfFen } from './form-values.ts'
import { t } from './form-words.ts'

type Values = Record<string, unknown>
type Props = { project: Project | null; onClose(): void; onSaved(id: string): void }

const fieldsOf = (values: Values) => ({
  name: String(values.name).trim(),
  code: textOf(values.code),
  isMajor: values.isMajor === 'yes' ? true : values.isMajor === 'no' ? false : null,
  investmentFen: fenOfWan(values.investment),
  organisationId: textOf(values.organisationId),
  organisationName: textOf(values.organisationName),
  chainId: textOf(values.chainId),
  parkId: textOf(values.parkId),
  serviceOwner: textOf(values.serviceOwner),
  note: textOf(values.note),
  source: String(values.source).trim(),
})

/** A new project, or what is known of one changed; what nobody knows is left empty. */
export function ProjectForm({ project, onClose, onSaved }: Props) {
  const { city, dataset } = useScope()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [requestKey] = useState(newRequestKey)
  const save = useMutation({
    mutationFn: (values: Values) =>
      project
        ? changeProject(project.id, fieldsOf(values))
        : addProject({ ...fieldsOf(values), city: city.code, dataset, requestKey }),
    onSuccess: async ({ id }) => {
      void message.success(t('saved'))
      await queries.invalidateQueries({ queryKey: ['projects'] })
      await queries.invalidateQueries({ queryKey: ['project', id] })
      onSaved(id)
    },
  })
  return (
    <Modal
      open
      title={project ? t('editTitle', { name: project.name }) : t('addProject')}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={project ? heldOf(project) : { isMajor: 'unknown' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Fields />
      </Form>
    </Modal>
  )
}

const heldOf = (project: Project): Values => ({
  ...project,
  isMajor: project.isMajor === null ? 'unknown' : project.isMajor ? 'yes' : 'no',
  investment: wanOfFen(project.investmentFen),
  source: '',
})

function Fields() {
  const { city, dataset } = useScope()
  const form = Form.useFormInstance()
  const chains = useChainNames()
  const { data: parks } = useQuery(parksQuery({ city: city.code, dataset }))
  const required = { required: true, message: t('required') }
  const major = { yes: t('yes'), no: t('no'), unknown: t('notKnown') }
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="ls-form-pair">
        <Form.Item
          name="investment"
          label={t('investment')}
          rules={[{ pattern: moneyPattern, message: t('moneyRule') }]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="isMajor" label={t('isMajor')}>
          <Select options={Object.entries(major).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      </div>
      <Form.Item name="organisationId" label={t('investorHeld')}>
        <FirmField onName={(name) => form.setFieldValue('organisationName', name)} />
      </Form.Item>
      <Form.Item name="organisationName" label={t('investor')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="ls-form-pair">
        <Form.Item name="chainId" label={t('chain')}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={chains} />
        </Form.Item>
        <Form.Item name="parkId" label={t('park')}>
          <Select allowClear options={(parks ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      </div>
      <div className="ls-form-pair">
        <Form.Item name="serviceOwner" label={t('serviceOwner')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="code" label={t('code')}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="source" label={t('source')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}
