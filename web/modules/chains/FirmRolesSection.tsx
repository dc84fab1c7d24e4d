import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { chainsQuery } from './api.ts'
import { type EndFirmRole, endRole, type FirmRole, firmRolesQuery } from './tier-api.ts'
import { t } from './tier-words.ts'

/** What a firm is in chains: each role with its days, evidence and source; ended ones stay as history. */
export function FirmRolesSection({ organisationId }: { organisationId: string }) {
  const { city } = useScope()
  const { data: roles, error } = useQuery(firmRolesQuery(organisationId))
  const { data: chains } = useQuery(chainsQuery(city.code))
  const [ending, end] = useState<FirmRole | null>(null)
  const mayEdit = useMay('registry.edit')
  if (!error && (!roles || roles.length === 0)) return null
  const nameOf = (id: string) => {
    const chain = chains?.find((one) => one.id === id)
    return chain ? inLang(chain.name) : id
  }
  return (
    <section className="ls-panel">
      <h2>{t('roles')}</h2>
      <div className="ls-panel-body">
        {error && <Problem error={error} />}
        <ul className="ls-lines">
          {roles?.map((role) => (
            <li key={role.id}>
              <span>
                <Link to="/chains/$chainId/tiers" params={{ chainId: role.chainId }}>
                  {nameOf(role.chainId)}
                </Link>{' '}
                · {t(role.role)}
              </span>
              <small className="ls-soft">
                {[daysOf(role), role.evidence, role.source].filter(Boolean).join(' · ')}
              </small>
              {mayEdit && role.validTo === null && (
                <Button size="small" onClick={() => end(role)}>
                  {t('end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
      {ending && <EndForm firmId={organisationId} role={ending} onClose={() => end(null)} />}
    </section>
  )
}
FirmRolesSection.displayName = 'FirmRolesSection'

/** Since when, until when; an unknown first day is said. */
export const daysOf = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) =>
  [
    validFrom === null ? t('sinceUnknown') : t('since', { day: validFrom }),
    validTo && t('until', { day: validTo }),
  ]
    .filter(Boolean)
    .join(' ')

function EndForm({ firmId, role, onClose }: { firmId: string; role: FirmRole; onClose(): void }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<EndFirmRole>()
  const save = useMutation({
    mutationFn: (values: EndFirmRole) => endRole(firmId, role.id, values),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['chain-roles', firmId] })
    },
  })
  const required = { required: true, message: t('required') }
  return (
    <Modal
      open
      title={`${t('end')} · ${t(role.role)}`}
      okText={t('end')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<EndFirmRole> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="validTo" label={t('lastDay')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')} rules={[required]}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
