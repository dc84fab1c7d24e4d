import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form, Input, Select, Typography } from 'antd'
import { personRoles, roleName } from '../../ui/frame/role-words.ts'
import { useSession } from '../../ui/session.ts'
import { addUser, type NewUser } from './api.ts'
import { t } from './words.ts'

/** Adds an account and shows its one-time password, once. */
export function NewUserDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { cities } = useSession()
  const queries = useQueryClient()
  const [form] = Form.useForm<NewUser>()
  const add = useMutation({
    mutationFn: (values: NewUser) =>
      addUser({
        ...values,
        organisationId: values.organisationId?.trim() || null,
        cityCode: values.cityCode ?? null,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  const close = () => {
    add.reset()
    form.resetFields()
    onClose()
  }
  const required = (field: string) => [{ required: true, message: t('fillIn', { field }) }]
  return (
    <Drawer open={isOpen} onClose={close} title={t('addUser')} size={420}>
      {add.data ? (
        <div className="ls-stack">
          <Alert
            type="success"
            showIcon
            title={t('oneTime')}
            description={t('oneTimeNote', { name: add.data.user.displayName })}
          />
          <Typography.Text copyable code data-testid="one-time-password">
            {add.data.oneTimePassword}
          </Typography.Text>
        </div>
      ) : (
        <Form form={form} layout="vertical" onFinish={(values) => add.mutate(values)}>
          {add.error && <Alert className="ls-form-alert" type="error" showIcon title={add.error.message} />}
          <Form.Item
            name="userName"
            label={t('userName')}
            extra={t('userNameRule')}
            rules={[
              ...required(t('userName')),
              { pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,49}$/u, message: t('userNameRule') },
            ]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="displayName" label={t('displayName')} rules={required(t('displayName'))}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={t('role')} rules={required(t('role'))}>
            <Select options={personRoles.map((role) => ({ value: role, label: roleName(role) }))} />
          </Form.Item>
          <Form.Item name="cityCode" label={t('city')}>
            <Select
              allowClear
              placeholder={t('allCities')}
              options={cities.map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Form.Item>
          <Form.Item
            name="organisationId"
            label={t('organisationId')}
            extra={t('organisationIdNote')}
            rules={[{ pattern: /^\s*[1-9]\d{0,17}\s*$/, message: t('organisationIdNote') }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t('save')}
          </Button>
        </Form>
      )}
    </Drawer>
  )
}
