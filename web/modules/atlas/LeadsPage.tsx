import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { leadsQuery } from './api.ts'
import { LeadForm } from './LeadForm.tsx'
import { leadColumns } from './lead-columns.tsx'
import { t } from './lead-words.ts'

/** Leads of the city, the soonest next step first. */
export function LeadsPage() {
  const { data, error, refetch } = useQuery(leadsQuery(useScope()))
  const navigate = useNavigate()
  const mayHandle = useMay('leads.handle')
  const mayImport = useMay('registry.import')
  const [isMaking, make] = useState(false)
  if (error) return <Page title={t('leads')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={10} />
  const open = data.items.filter(({ state }) => state !== 'landed' && state !== 'lost')
  const sentence = t('leadsSentence', {
    open: open.length,
    late: open.filter(({ isOverdue }) => isOverdue).length,
    idle: open.filter(({ hasNoNextStep }) => hasNoNextStep).length,
    landed: data.items.filter(({ state }) => state === 'landed').length,
  })
  return (
    <Page
      title={t('leads')}
      sentence={sentence}
      actions={
        <>
          <Link to="/leads/results" className="ls-button">
            {t('results')}
          </Link>
          {mayHandle && mayImport && (
            <Link to="/import" search={{ kind: 'leads' }} className="ls-button">
              {t('importLeads')}
            </Link>
          )}
          {mayHandle && (
            <Button type="primary" onClick={() => make(true)}>
              {t('makeOwn')}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        name={t('leads')}
        rows={data.items}
        columns={leadColumns()}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/leads/$leadId', params: { leadId: id } })}
        empty={
          <Empty
            title={t('none')}
            why={t('noneWhy')}
            action={<PathLink path="/atlas/investment">{t('toMap')}</PathLink>}
          />
        }
      />
      {isMaking && <LeadForm target={null} chain={null} node={null} onClose={() => make(false)} />}
    </Page>
  )
}
