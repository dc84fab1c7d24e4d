import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { chainChoicesQuery, makeIssue, templatesQuery } from './api.ts'
import { t } from './words.ts'

/** Which report, on which chain, and for a monthly one which month. */
export function NewReportForm({ onDone }: { onDone(id: string): void }) {
  const scope = useScope()
  const queries = useQueryClient()
  const templates = useQuery(templatesQuery(scope))
  const chains = useQuery(chainChoicesQuery(scope))
  const [chosen, setChosen] = useState<string>()
  const [chain, setChain] = useState<string>()
  const [period, setPeriod] = useState('')
  const make = useMutation({
    mutationFn: makeIssue,
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['reports'] })
      onDone(id)
    },
  })
  const failure = templates.error ?? chains.error
  if (failure) return <Problem error={failure} />
  if (!templates.data || !chains.data) return <Loading />
  const template = templates.data.find(({ id }) => id === chosen) ?? templates.data[0]
  const chainId = chain ?? chains.data[0]?.id
  const submit = () => {
    if (!template || !chainId) return
    const month = template.isMonthly && period !== '' ? { period } : {}
    make.mutate({
      city: scope.city.code,
      dataset: scope.dataset,
      template: template.id,
      chain: chainId,
      ...month,
    })
  }
  return (
    <form
      className="ls-report-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label htmlFor="report-kind">{t('kind')}</label>
      <Select
        id="report-kind"
        value={template?.id}
        onChange={setChosen}
        options={templates.data.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {template && <p className="ls-soft">{t('chapters', { list: template.sections.join(' ') })}</p>}
      <label htmlFor="report-chain">{t('chain')}</label>
      <Select
        id="report-chain"
        showSearch={{ optionFilterProp: 'label' }}
        value={chainId}
        onChange={setChain}
        options={chains.data.map(({ id, name }) => ({ value: id, label: inLang(name) }))}
      />
      {template?.isMonthly && (
        <>
          <label htmlFor="report-period">{t('period')}</label>
          <Input
            id="report-period"
            type="month"
            value={period}
            onChange={(event) => setPeriod(event.target.value)}
          />
          <p className="ls-soft">{t('periodWhy')}</p>
        </>
      )}
      {make.error && <Alert type="error" showIcon title={make.error.message} />}
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {t('write')}
      </Button>
    </form>
  )
}
