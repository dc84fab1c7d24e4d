import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { roleName } from '../../../ui/frame/role-words.ts'
import { newKey } from '../applications/api.ts'
import { type Call, type CallPanel, nameReviewers } from './api.ts'
import { t } from './reviewer-words.ts'

type Props = { call: Call; panel: CallPanel }

/** Names people as reviewers, or draws some of them by lot. */
export function NameReviewers({ call, panel }: Props) {
  const queries = useQueryClient()
  const [userIds, setUserIds] = useState<string[]>([])
  const [count, setCount] = useState(String(panel.needed))
  const [requestKey, setRequestKey] = useState(newKey)
  const name = useMutation({
    mutationFn: (draw: number | null) => nameReviewers(call.id, { userIds, draw, requestKey }),
    onSuccess: () => {
      setUserIds([])
      setRequestKey(newKey())
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'calls'] })
    },
  })
  const options = panel.candidates.map(({ userId, name: person, role, employer, applies }) => ({
    value: userId,
    label: [person, roleName(role), employer, applies ? t('applies') : null].filter(Boolean).join(' · '),
  }))
  const isCount = /^[1-9]\d?$/.test(count)
  return (
    <section className="ls-panel">
      <h2>{t('add')}</h2>
      <div className="ls-panel-body ls-stack">
        {name.error && <Alert type="error" showIcon title={name.error.message} />}
        <p className="ls-soft">{options.length === 0 ? t('noCandidates') : t('peopleHint')}</p>
        <Select
          mode="multiple"
          aria-label={t('people')}
          placeholder={t('people')}
          style={{ width: '100%', maxWidth: 720 }}
          showSearch={{ optionFilterProp: 'label' }}
          options={options}
          value={userIds}
          onChange={setUserIds}
        />
        <Space wrap>
          <Button
            type="primary"
            disabled={userIds.length === 0}
            loading={name.isPending && name.variables === null}
            onClick={() => name.mutate(null)}
          >
            {t('nameThem')}
          </Button>
          <Input
            aria-label={t('drawCount')}
            style={{ width: 72 }}
            inputMode="numeric"
            value={count}
            onChange={(event) => setCount(event.target.value.trim())}
          />
          <Button
            disabled={userIds.length === 0 || !isCount}
            loading={name.isPending && name.variables !== null}
            onClick={() => name.mutate(Number(count))}
          >
            {t('drawThem')}
          </Button>
        </Space>
      </div>
    </section>
  )
}
