import { Alert, Button, Form, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { prefer, usePreferences } from '../../ui/preferences.ts'
import { ProblemError } from '../../ui/request.ts'
import { t as ui } from '../../ui/ui-words.ts'
import { t } from './people-words.ts'

/** The box before the house: sign-in, code, invitation, new account. */
export function DoorFrame({
  title,
  line,
  children,
}: {
  title: string
  line: ReactNode
  children: ReactNode
}) {
  const { lang } = usePreferences()
  useEffect(() => {
    document.title = `${title} · ${ui('product')}`
  }, [title])
  return (
    <main className="ls-door">
      <section className="ls-door-box">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1>{lang === 'zh' ? '链枢 Lianshu' : 'Lianshu'}</h1>
        <div className="ls-soft">{line}</div>
        {children}
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

/** What went wrong at the door, in words. */
export function DoorProblem({ error }: { error: Error | null }) {
  if (!error) return null
  const isAway = error instanceof ProblemError && error.status === 0
  return <Alert type="error" showIcon title={isAway ? ui('problemUnreachableDo') : error.message} />
}

export type NewAccount = { userName: string; displayName: string; password: string }

/** Name, user name and password of somebody new. */
export function NewAccountForm({
  isPending,
  onOpen,
}: {
  isPending: boolean
  onOpen(values: NewAccount): void
}) {
  const needed = (field: string) => [{ required: true, message: t('fillIn', { field }) }]
  return (
    <Form<NewAccount> layout="vertical" requiredMark={false} onFinish={onOpen}>
      <Form.Item name="displayName" label={t('displayName')} rules={needed(t('displayName'))}>
        <Input autoComplete="name" size="large" maxLength={100} />
      </Form.Item>
      <Form.Item
        name="userName"
        label={t('userName')}
        rules={[
          { required: true, pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,49}$/u, message: t('userNameRule') },
        ]}
      >
        <Input autoComplete="username" size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        rules={[{ required: true, min: 10, message: t('password') }]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
        {t('open')}
      </Button>
    </Form>
  )
}
