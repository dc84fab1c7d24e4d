import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { roleName } from '../../ui/frame/role-words.ts'
import { Page } from '../../ui/Page.tsx'
import { useSession } from '../../ui/session.ts'
import { ApiKeysPanel } from './ApiKeysPanel.tsx'
import { changePassword } from './api.ts'
import { OidcDoor } from './OidcDoor.tsx'
import { SecondFactorPanel } from './SecondFactorPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'
import { t } from './words.ts'

type Values = { current: string; next: string; again: string }

/** Who I am here, and my password. `isForced` at the first sign-in, before anything else is shown. */
export function AccountPage({ isForced = false }: { isForced?: boolean }) {
  const { actor, cities } = useSession()
  const city = cities.find(({ code }) => code === actor.cityCode)
  const page = (
    <Page title={t('accountTitle')} sentence={isForced ? t('passwordForced') : undefined}>
      <div className="ls-columns">
        <section className="ls-panel">
          <h2>{actor.displayName}</h2>
          <dl className="ls-pairs ls-panel-body">
            <dt>{t('userName')}</dt>
            <dd>{actor.userName}</dd>
            <dt>{t('role')}</dt>
            <dd>{roleName(actor.role)}</dd>
            <dt>{t('organisation')}</dt>
            <dd>{actor.organisationName ?? t('none')}</dd>
            <dt>{t('city')}</dt>
            <dd>{actor.cityCode === null ? t('allCities') : (city?.name ?? actor.cityCode)}</dd>
          </dl>
        </section>
        <PasswordForm />
        {!isForced && <OidcDoor mode="link" />}
        {!isForced && <SecondFactorPanel />}
        {!isForced && <SessionsPanel />}
        {!isForced && <ApiKeysPanel />}
      </div>
    </Page>
  )
  return isForced ? <main className="ls-door-forced">{page}</main> : page
}

function PasswordForm() {
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: ({ current, next }: Values) => changePassword({ current, next }),
    onSuccess: () => {
      notification.success({ title: t('passwordChanged') })
      void queries.resetQueries()
    },
  })
  return (
    <section className="ls-panel">
      <h2>{t('changePassword')}</h2>
      <Form<Values>
        className="ls-panel-body"
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => change.mutate(values)}
      >
        {change.error && (
          <Alert className="ls-form-alert" type="error" showIcon title={change.error.message} />
        )}
        <PasswordFields />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('changePassword')}
        </Button>
      </Form>
    </section>
  )
}

function PasswordFields() {
  return (
    <>
      <Form.Item
        name="current"
        label={t('currentPassword')}
        rules={[{ required: true, message: t('fillIn', { field: t('currentPassword') }) }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('nextPassword')}
        rules={[{ required: true, min: 10, message: t('passwordShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('nextAgain')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('passwordDiffers'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
