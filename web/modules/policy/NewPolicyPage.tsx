import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Radio } from 'antd'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { type NewDraft, openDraft } from './api.ts'
import './policy.css'
import { t } from './words.ts'

type Values = NonNullable<NewDraft['document']> & { policy: string }

/** What a notice is, before its clauses are written. */
export function NewPolicyPage() {
  const { city } = useScope()
  const navigate = useNavigate()
  const begin = useMutation({
    mutationFn: ({ policy, ...document }: Values) =>
      openDraft({
        city: city.code,
        policy,
        document: {
          ...document,
          documentNo: document.documentNo || null,
          sourceUrl: document.sourceUrl || null,
          validTo: document.validTo || null,
        },
      }),
    onSuccess: ({ policy, number }) =>
      void navigate({
        to: '/policies/$policyId/versions/$number',
        params: { policyId: policy, number: String(number) },
      }),
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Page title={t('newPolicy')}>
      <section className="ls-panel" style={{ maxWidth: 640 }}>
        <div className="ls-panel-body" style={{ paddingTop: 16 }}>
          {begin.error && (
            <Alert className="ls-form-alert" type="error" showIcon title={begin.error.message} />
          )}
          <Form<Values>
            layout="vertical"
            onFinish={(values) => begin.mutate(values)}
            initialValues={{ level: 'city' }}
          >
            <Form.Item name="title" label={t('title')} rules={rules}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item
              name="policy"
              label={t('policyId')}
              extra={t('policyIdNote')}
              rules={[...rules, { pattern: /^[a-z0-9][a-z0-9-]*$/, message: t('policyIdNote') }]}
            >
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="issuer" label={t('issuer')} rules={rules}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="level" label={t('level')}>
              <Radio.Group
                options={[
                  { value: 'city', label: t('levelCity') },
                  { value: 'district', label: t('levelDistrict') },
                  { value: 'county', label: t('levelCounty') },
                ]}
              />
            </Form.Item>
            <Form.Item name="documentNo" label={t('documentNo')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="sourceTitle" label={t('sourceTitle')} rules={rules}>
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item name="sourceUrl" label={t('sourceUrl')} rules={[{ type: 'url' }]}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="validFrom" label={t('validFrom')} rules={rules}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="validTo" label={t('validTo')}>
              <Input type="date" />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={begin.isPending}>
              {t('begin')}
            </Button>
          </Form>
        </div>
      </section>
    </Page>
  )
}
