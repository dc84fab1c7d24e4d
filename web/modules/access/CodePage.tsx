import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { signOut } from './api.ts'
import { DoorFrame, DoorProblem } from './DoorFrame.tsx'
import { giveCode } from './people-api.ts'
import { t } from './people-words.ts'

/** The second step of a sign-in. */
export function CodePage() {
  const queries = useQueryClient()
  const give = useMutation({
    mutationFn: ({ code }: { code: string }) => giveCode(code),
    onSuccess: () => queries.resetQueries(),
  })
  const leave = useMutation({ mutationFn: signOut, onSettled: () => queries.resetQueries() })
  return (
    <DoorFrame title={t('codeTitle')} line={t('codeLine')}>
      <DoorProblem error={give.error} />
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => give.mutate(values)}
      >
        <Form.Item
          name="code"
          label={t('code')}
          rules={[{ required: true, message: t('fillIn', { field: t('code') }) }]}
        >
          <Input autoComplete="one-time-code" autoFocus size="large" maxLength={40} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={give.isPending}>
          {t('confirm')}
        </Button>
      </Form>
      <Button type="link" onClick={() => leave.mutate()}>
        {t('leave')}
      </Button>
    </DoorFrame>
  )
}
