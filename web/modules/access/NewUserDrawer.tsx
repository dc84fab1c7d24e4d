import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form, Input, Select, Typography } from 'antd'
import { personRoles, roleName } from '../../ui/frame/role-words.ts'
import { useSession } from '../../ui/session.ts'
import { addUser, type NewUser } from './api.ts'
import { t } from './words.ts'

/** Adds an account and shows its one-time password, once. */
export function NewUserDrawer({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
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
  return (
    <Drawer open={isOpen} onClose={close} title={t('addUser')} size={420}>
      {add.data ? (
        <OneTimePassword name={add.data.user.displayName} password={add.data.oneTimePassword} />
      ) : (
        <Form form={form} layout="vertical" onFinish={(values) => add.mutate(values)}>
          {add.error && <Alert className="ls-form-alert" type="error" showIcon title={add.error.message} />}
          <AccountFields />
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t('save')}
          </Button>
        </Form>
      )}
    </Drawer>
  )
}

function OneTimePassword({ name, password }: { name: string; password: string }) {
  return (
    <div className="ls-pile">
      <Alert type="success" showIcon title={t('oneTime')} description={t('oneTimeNote', { name: name })} />
      <Typography.Text copyable code data-testid="one-time-password">
        {password}
      </Typography.Text>
    </div>
  )
}

function AccountFields() {
  return (
    <>
      <NameFields />
      <PlaceFields />
    </>
  )
}

const required = (field: string) => [{ required: true, message: t('fillIn', { field }) }]

function NameFields() {
  return (
    <>
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
    </>
  )
}

function PlaceFields() {
  const { cities } = useSession()
  return (
    <>
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
    </>
  )
}
