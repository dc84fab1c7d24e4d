import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { prefer, usePreferences } from '../../ui/preferences.ts'
import { ProblemError } from '../../ui/request.ts'
import { t as ui } from '../../ui/ui-words.ts'
import { signIn } from './api.ts'
import { OidcDoor } from './OidcDoor.tsx'
import { t as people } from './people-words.ts'
import { t } from './words.ts'

type Values = { userName: string; password: string }

/** The door. The address stays, so that a linked page opens after signing in. */
export function SignInPage() {
  const queries = useQueryClient()
  const { lang } = usePreferences()
  useEffect(() => {
    document.title = `${t('signIn')} · ${ui('product')}`
  }, [])
  const entry = useMutation({
    mutationFn: signIn,
    onSuccess: () => queries.resetQueries(),
  })
  return (
    <main className="ls-door">
      <section className="ls-door-box">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1>{lang === 'zh' ? '链枢 Lianshu' : 'Lianshu'}</h1>
        <p className="ls-soft">{t('signInLine')}</p>
        {entry.error && <Alert type="error" showIcon title={toldBriefly(entry.error)} />}
        <Form<Values> layout="vertical" requiredMark={false} onFinish={(values) => entry.mutate(values)}>
          <Form.Item
            name="userName"
            label={t('userName')}
            rules={[{ required: true, message: t('fillIn', { field: t('userName') }) }]}
          >
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('password')}
            rules={[{ required: true, message: t('fillIn', { field: t('password') }) }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={entry.isPending}>
            {t('signIn')}
          </Button>
        </Form>
        <OidcDoor mode="sign_in" />
        <p className="ls-soft ls-door-note">
          <a href="/join">{people('haveFirm')}</a>
        </p>
        <p className="ls-soft ls-door-note">{t('firstTime')}</p>
        <button
          type="button"
          className="ls-door-lang"
          onClick={() => prefer({ lang: lang === 'zh' ? 'en' : 'zh' })}
        >
          {lang === 'zh' ? 'English' : '中文'}
        </button>
      </section>
    </main>
  )
}

function toldBriefly(error: Error): string {
  if (error instanceof ProblemError && error.status === 0) return ui('problemUnreachableDo')
  return error.message
}
