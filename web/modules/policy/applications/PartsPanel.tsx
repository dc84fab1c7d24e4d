import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { Unknown } from '../../../ui/Unknown.tsx'
import { partsQuery, post } from './api.ts'
import { OrganisationPicker } from './OrganisationPicker.tsx'
import { t } from './words.ts'

/** Which department does which part of the city's life cycles; the office names them. */
export function PartsPanel() {
  const scope = useScope()
  const queries = useQueryClient()
  const { data } = useQuery(partsQuery(scope))
  const [ids, setIds] = useState<Record<string, string>>({})
  const assign = useMutation({
    mutationFn: ({ part, organisationId }: { part: string; organisationId: string }) =>
      post('/parts', { city: scope.city.code, dataset: scope.dataset, part, organisationId }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
  if (!data) return null
  return (
    <details className="ls-panel ls-details" style={{ padding: 16 }}>
      <summary>{t('parts')}</summary>
      <div className="ls-stack" style={{ paddingTop: 12 }}>
        {assign.error && <Alert type="error" showIcon title={assign.error.message} />}
        {data.parts.map(({ part, title, department }) => (
          <Space key={part} wrap>
            <b>{title}</b>
            {department ? <span>{department.name}</span> : <Unknown why={t('partNone')} />}
            <OrganisationPicker
              label={`${title} ${t('organisation')}`}
              value={ids[part] ?? ''}
              onChange={(id) => setIds({ ...ids, [part]: id ?? '' })}
            />
            <Button
              aria-label={`${t('assign')} ${title}`}
              disabled={!ids[part]}
              loading={assign.isPending && assign.variables.part === part}
              onClick={() => assign.mutate({ part, organisationId: ids[part] ?? '' })}
            >
              {t('assign')}
            </Button>
          </Space>
        ))}
      </div>
    </details>
  )
}
