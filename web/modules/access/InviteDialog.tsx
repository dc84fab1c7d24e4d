import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Modal, QRCode, Select, Typography } from 'antd'
import { day } from '../../ui/format.ts'
import { personRoles, roleName } from '../../ui/frame/role-words.ts'
import { useScope, useSession } from '../../ui/session.ts'
import { OrganisationField } from './OrganisationField.tsx'
import { invite, type OrgRight } from './people-api.ts'
import { t } from './people-words.ts'

type Values = { role: string; organisationId?: string; orgRight: OrgRight; note?: string; days: number }

const organisationRoles = ['firm', 'leading_firm', 'institute', 'bank', 'provider']

/** Makes an invitation and shows its link and QR code, once. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const queries = useQueryClient()
  const { actor } = useSession()
  const { city } = useScope()
  const isOffice = actor.role === 'administrator' || actor.role === 'chain_office'
  const make = useMutation({
    mutationFn: (values: Values) =>
      invite(
        isOffice
          ? { ...values, organisationId: values.organisationId?.trim() || null, cityCode: city.code }
          : { ...values, role: actor.role, organisationId: actor.organisationId },
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/invitations'] }),
  })
  const close = () => {
    make.reset()
    onClose()
  }
  return (
    <Modal open={isOpen} onCancel={close} title={t('invite')} footer={null} destroyOnHidden>
      {make.data ? (
        <Made token={make.data.token} expiresAt={make.data.expiresAt} onClose={close} />
      ) : (
        <InviteForm
          isOffice={isOffice}
          isAdministrator={actor.role === 'administrator'}
          error={make.error}
          isPending={make.isPending}
          onInvite={(values) => make.mutate(values)}
        />
      )}
    </Modal>
  )
}

function Made({ token, expiresAt, onClose }: { token: string; expiresAt: string; onClose(): void }) {
  const link = `${location.origin}/invite#${token}`
  return (
    <div className="ls-pile">
      <h3>{t('inviteMade')}</h3>
      <p>{t('inviteMadeNote', { day: day(expiresAt) ?? '' })}</p>
      <QRCode value={link} size={176} type="svg" />
      <Typography.Paragraph copyable code data-testid="invite-link">
        {link}
      </Typography.Paragraph>
      <Button type="primary" onClick={onClose}>
        {t('close')}
      </Button>
    </div>
  )
}

type FormProps = {
  isOffice: boolean
  isAdministrator: boolean
  error: Error | null
  isPending: boolean
  onInvite(values: Values): void
}

function InviteForm({ isOffice, isAdministrator, error, isPending, onInvite }: FormProps) {
  const roles = isAdministrator ? personRoles : personRoles.filter((role) => organisationRoles.includes(role))
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={{ orgRight: 'editor', days: 7, role: 'firm' }}
      onFinish={onInvite}
    >
      {error && <Alert className="ls-form-alert" type="error" showIcon title={error.message} />}
      {isOffice && (
        <>
          <Form.Item name="role" label={t('inviteRole')}>
            <Select options={roles.map((value) => ({ value, label: roleName(value) }))} />
          </Form.Item>
          <Form.Item
            name="organisationId"
            label={t('inviteOrganisation')}
            extra={t('inviteOrganisationNote')}
          >
            <OrganisationField />
          </Form.Item>
        </>
      )}
      <Form.Item name="orgRight" label={t('inviteRight')}>
        <Select
          options={(['administrator', 'editor', 'reader'] as const).map((value) => ({
            value,
            label: t(value),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('inviteNote')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="days" label={t('inviteDays')}>
        <InputNumber min={1} max={30} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isPending}>
        {t('invite')}
      </Button>
    </Form>
  )
}
