import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { Problem } from '../../../ui/states.tsx'
import { forkMap } from './api.ts'
import { t } from './words.ts'

type Props = { city: string; chain: string; onClose(): void }

/** Takes a shared map over as the city's own, after saying what that means. */
export function ForkDialog({ city, chain, onClose }: Props) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => forkMap(city, chain, reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('fork')}
      okText={t('fork')}
      okButtonProps={{ disabled: reason.trim() === '', loading: isPending }}
      onOk={() => mutate()}
      onCancel={onClose}
    >
      <p>{t('forkWhat')}</p>
      <Form layout="vertical">
        <Form.Item label={t('forkReason')} required htmlFor="fork-reason">
          <Input.TextArea
            id="fork-reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      {error && <Problem error={error} />}
    </Modal>
  )
}
