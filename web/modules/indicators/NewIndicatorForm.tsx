import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { createIndicator } from './api.ts'
import { t } from './edit-words.ts'
import { showFaults } from './field-faults.ts'
import { t as p } from './page-words.ts'
import { VersionFields } from './VersionForm.tsx'
import { definitionOf, faultNames, type VersionValues } from './version-values.ts'
import { t as w } from './words.ts'

type Values = VersionValues & { id: string; unit: string }

/** A button for who may, which opens the form of a new indicator. */
export function NewIndicatorButton() {
  const may = useMay('indicators.manage')
  const [isOpen, setIsOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('newIndicator')}</Button>
      {isOpen && <NewIndicatorForm onClose={() => setIsOpen(false)} />}
    </>
  )
}

function NewIndicatorForm({ onClose }: { onClose(): void }) {
  const scope = useScope()
  const navigate = useNavigate()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [isTold, setIsTold] = useState(false)
  const save = useMutation({
    mutationFn: ({ id, unit, ...values }: Values) =>
      createIndicator(scope, { ...definitionOf(values, null), id: id.trim(), unit: unit.trim() }),
    onError: (error) => setIsTold(showFaults(form, error, faultNames)),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: p('saved') })
      onClose()
      await navigate({ to: '/indicators/$indicatorId', params: { indicatorId: id }, search: {} })
    },
  })
  const needed = [{ required: true, whitespace: true, message: p('required') }]
  const idShape = { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: t('idHint') }
  return (
    <Modal
      open
      title={t('newIndicator')}
      okText={p('save')}
      cancelText={p('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{t('newIndicatorNote')}</p>
      {save.error && !isTold && <Problem error={save.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ direction: 'up' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="id" label={t('id')} rules={[...needed, idShape]} extra={t('idHint')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="unit" label={w('unit')} rules={needed}>
          <Input maxLength={20} />
        </Form.Item>
        <VersionFields form={form} indicator={null} unit={null} />
      </Form>
    </Modal>
  )
}
