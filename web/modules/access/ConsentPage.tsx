import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Drawer, Form, Input } from 'antd'
import { roleName } from '../../ui/frame/role-words.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { consentColumns } from './consent-columns.tsx'
import { t } from './consent-words.ts'
import { type Consent, consentsQuery, stateConsent } from './people-api.ts'
import { WithdrawForm } from './WithdrawForm.tsx'

/** Every confidential upload with its purpose, readers and end. */
export function ConsentPage() {
  const { dataset } = useScope()
  const { data, error, refetch } = useQuery(consentsQuery(dataset))
  const mayState = useMay('consents.state')
  const { consent: chosen } = useSearch({ strict: false }) as { consent?: string }
  const navigate = useNavigate()
  const choose = (consent: string | undefined) =>
    void navigate({ to: '.', search: (held: object) => ({ ...held, consent }) } as never)
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />

  const counted = (...states: Consent['state'][]) => data.filter(({ state }) => states.includes(state)).length
  const columns = consentColumns({ label: t('edit'), open: choose })
  return (
    <Page
      title={t('title')}
      sentence={t('sentence', {
        count: data.length,
        unstated: counted('unstated'),
        closed: counted('ended', 'withdrawn'),
      })}
    >
      {data.length === 0 ? (
        <Empty title={t('none')} why={t('noneWhy')} />
      ) : (
        <DataTable
          name={t('title')}
          rows={data}
          rowId={({ id }) => id}
          maxRows={Math.min(data.length, 20)}
          columns={mayState ? columns : columns.filter(({ id }) => id !== 'act')}
        />
      )}
      <ConsentDrawer consent={data.find(({ id }) => id === chosen)} onClose={() => choose(undefined)} />
    </Page>
  )
}

type Values = {
  purpose: string
  readers: ('administrator' | 'chain_office')[]
  validUntil?: string
  organisationId?: string
}

function ConsentDrawer({ consent, onClose }: { consent: Consent | undefined; onClose(): void }) {
  return (
    <Drawer open={consent !== undefined} onClose={onClose} size={480} title={consent?.name} destroyOnHidden>
      {consent && consent.state !== 'withdrawn' && (
        <>
          <TermsForm consent={consent} onDone={onClose} />
          <WithdrawForm id={consent.id} onDone={onClose} />
        </>
      )}
    </Drawer>
  )
}

function TermsForm({ consent, onDone }: { consent: Consent; onDone(): void }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ purpose, readers, validUntil, organisationId }: Values) =>
      stateConsent({
        id: consent.id,
        purpose,
        readers,
        validUntil: validUntil || null,
        organisationId: organisationId?.trim() || null,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={{
        purpose: consent.purpose ?? '',
        readers: consent.readers,
        validUntil: consent.validUntil ?? '',
        organisationId: consent.organisationId ?? '',
      }}
      onFinish={(values) => save.mutate(values)}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form.Item
        name="purpose"
        label={t('purpose')}
        rules={[{ required: true, whitespace: true, message: t('fillIn', { field: t('purpose') }) }]}
      >
        <Input.TextArea maxLength={300} />
      </Form.Item>
      <Form.Item name="readers" label={t('readers')}>
        <Checkbox.Group
          options={(['administrator', 'chain_office'] as const).map((value) => ({
            value,
            label: roleName(value),
          }))}
        />
      </Form.Item>
      <Form.Item name="validUntil" label={t('until')} extra={t('untilWithdrawn')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="organisationId" label={t('organisationId')} extra={t('organisationNote')}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
