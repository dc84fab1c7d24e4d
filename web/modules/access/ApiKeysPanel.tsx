import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Modal, Select, Typography } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { type ApiKey, apiKeysQuery, makeApiKey, revokeApiKey } from './people-api.ts'
import { t } from './people-words.ts'

/** My keys for programs: made with some of my permissions, shown once, revoked at any time. */
export function ApiKeysPanel() {
  const { data, error, refetch } = useQuery(apiKeysQuery())
  const [isMaking, setIsMaking] = useState(false)
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: revokeApiKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/api-keys'] }),
  })
  return (
    <section className="ls-panel">
      <header className="ls-panel-head">
        <h2>{t('keysTitle')}</h2>
        <Button
          size="small"
          disabled={!data || data.grantable.length === 0}
          onClick={() => setIsMaking(true)}
        >
          {t('keyNew')}
        </Button>
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {data?.items.length === 0 && <Empty title={t('keyNone')} why={t('keysWhy')} />}
      <ul className="ls-notices">
        {data?.items.map((key) => (
          <KeyLine key={key.id} apiKey={key} onRevoke={() => revoke.mutate(key.id)} />
        ))}
      </ul>
      <KeyDialog isOpen={isMaking} grantable={data?.grantable ?? []} onClose={() => setIsMaking(false)} />
    </section>
  )
}

function KeyLine({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke(): void }) {
  const { name, prefix, permissions, expiresAt, lastUsedAt, revokedAt } = apiKey
  return (
    <li>
      <span>
        {name} <code>{prefix}…</code>
        <br />
        <small className="ls-soft">
          {permissions.join('、')} · {t('keyExpires')} {day(expiresAt)} · {t('keyLastUsed')}{' '}
          {day(lastUsedAt) ?? t('neverUsed')}
        </small>
      </span>
      {revokedAt ? (
        <span className="ls-soft">{t('keyRevoked')}</span>
      ) : (
        <Button size="small" danger onClick={onRevoke}>
          {t('keyRevoke')}
        </Button>
      )}
    </li>
  )
}

type KeyValues = { name: string; permissions: string[]; days: number }

function KeyDialog({
  isOpen,
  grantable,
  onClose,
}: {
  isOpen: boolean
  grantable: string[]
  onClose(): void
}) {
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: makeApiKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/api-keys'] }),
  })
  const close = () => {
    make.reset()
    onClose()
  }
  return (
    <Modal open={isOpen} onCancel={close} title={t('keyNew')} footer={null} destroyOnHidden>
      {make.data ? (
        <>
          <h3>{t('keyShown')}</h3>
          <p>{t('keyShownNote')}</p>
          <Typography.Paragraph code copyable data-testid="api-key">
            {make.data.key}
          </Typography.Paragraph>
          <Button type="primary" onClick={close}>
            {t('stored')}
          </Button>
        </>
      ) : (
        <Form<KeyValues>
          layout="vertical"
          requiredMark={false}
          initialValues={{ days: 90 }}
          onFinish={(values) => make.mutate(values)}
        >
          {make.error && <Alert className="ls-form-alert" type="error" showIcon title={make.error.message} />}
          <Form.Item
            name="name"
            label={t('keyName')}
            rules={[{ required: true, message: t('fillIn', { field: t('keyName') }) }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="permissions"
            label={t('keyPermissions')}
            rules={[{ required: true, message: t('fillIn', { field: t('keyPermissions') }) }]}
          >
            <Select mode="multiple" options={grantable.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="days" label={t('keyDays')}>
            <InputNumber min={1} max={366} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {t('keyNew')}
          </Button>
        </Form>
      )}
    </Modal>
  )
}
