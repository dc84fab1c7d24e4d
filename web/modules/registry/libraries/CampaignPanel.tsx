import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { count, money } from '../../../ui/format.ts'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import {
  addCampaign,
  addCampaignProjects,
  type Campaign,
  campaignsQuery,
  counterQuery,
  type ProjectItem,
} from './api.ts'
import { t } from './form-words.ts'

type Made = { year: number; title: string; source: string }

/** Yearly campaigns with how many of their projects are completed, and the counter of completed major projects. */
export function CampaignPanel({
  projects,
  onOpen,
}: {
  projects: readonly ProjectItem[]
  onOpen(id: string): void
}) {
  const { city, dataset } = useScope()
  const { data: campaigns, error } = useQuery(campaignsQuery({ city: city.code, dataset }))
  const [isAdding, add] = useState(false)
  const [filling, fill] = useState<Campaign | null>(null)
  const maySettle = useMay('libraries.settle')
  if (error) return <Problem error={error} />
  if (!campaigns) return <Loading />
  const button = maySettle && <Button onClick={() => add(true)}>{t('addCampaign')}</Button>
  return (
    <div className="ls-stack">
      {campaigns.length === 0 ? (
        <Empty title={t('campaignNone')} why={t('campaignNoneWhy')} action={button} />
      ) : (
        <DataTable
          name={t('campaign')}
          rows={campaigns}
          rowId={({ id }) => id}
          maxRows={Math.min(campaigns.length, 12)}
          tools={button}
          columns={[
            { id: 'title', title: t('campaign'), width: 200, grow: 2, phone: 'title', value: (c) => c.title },
            { id: 'year', title: t('year'), width: 80, grow: 0, value: (c) => String(c.year) },
            {
              id: 'projects',
              title: t('projects'),
              width: 80,
              grow: 0,
              align: 'right',
              value: (c) => c.projects,
            },
            {
              id: 'completed',
              title: t('completed'),
              width: 90,
              grow: 0,
              align: 'right',
              value: (c) => c.completed,
            },
            { id: 'source', title: t('source'), width: 200, grow: 2, phone: 'none', value: (c) => c.source },
            {
              id: 'acts',
              title: '',
              width: 110,
              grow: 0,
              isSortable: false,
              phone: 'bare',
              value: () => '',
              cell: (c) =>
                maySettle ? (
                  <Button size="small" onClick={() => fill(c)}>
                    {t('putIn')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      <Counter onOpen={onOpen} />
      {isAdding && <CampaignForm onClose={() => add(false)} />}
      {filling && <FillForm campaign={filling} projects={projects} onClose={() => fill(null)} />}
    </div>
  )
}

function Counter({ onOpen }: { onOpen(id: string): void }) {
  const { city, dataset } = useScope()
  const year = new Date().getFullYear()
  const [from, setFrom] = useState(`${year}-01-01`)
  const [to, setTo] = useState(`${year}-12-31`)
  const { data, error } = useQuery(counterQuery({ city: city.code, dataset, from, to }))
  const dates = (
    <span className="ls-form-pair">
      <Input
        type="date"
        aria-label={t('from')}
        value={from}
        onChange={(e) => e.target.value && setFrom(e.target.value)}
      />
      <Input
        type="date"
        aria-label={t('to')}
        value={to}
        onChange={(e) => e.target.value && setTo(e.target.value)}
      />
    </span>
  )
  return (
    <section className="ls-panel">
      <h2>{t('counter')}</h2>
      <div className="ls-panel-body ls-stack">
        {dates}
        {error && <Problem error={error} />}
        {data && (
          <>
            <p>
              {t('counterSentence', {
                count: count(data.completedMajor),
                undated: count(data.undated),
                unclassified: count(data.unclassified),
              })}
            </p>
            <DataTable
              name={t('counter')}
              rows={data.projects}
              rowId={({ id }) => id}
              maxRows={Math.max(1, Math.min(data.projects.length, 12))}
              onOpen={({ id }) => onOpen(id)}
              columns={[
                {
                  id: 'name',
                  title: t('projects'),
                  width: 220,
                  grow: 3,
                  phone: 'title',
                  value: (p) => p.name,
                },
                { id: 'completed', title: t('completedOn'), width: 110, grow: 0, value: (p) => p.completed },
                {
                  id: 'investment',
                  title: t('investment'),
                  width: 130,
                  grow: 0,
                  align: 'right',
                  value: (p) => (p.investmentFen === null ? null : Number(p.investmentFen) / 1_000_000),
                  cell: (p) => {
                    const shown = money(p.investmentFen)
                    return shown ? `${shown.text} ${shown.unit}` : <Unknown />
                  },
                },
              ]}
            />
          </>
        )}
      </div>
    </section>
  )
}

function CampaignForm({ onClose }: { onClose(): void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<Made>()
  const save = useMutation({
    mutationFn: (made: Made) => addCampaign({ ...made, city: city.code, dataset }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['campaigns'] })
    },
  })
  const required = { required: true, message: t('required') }
  return (
    <Modal
      open
      title={t('addCampaign')}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Made>
        form={form}
        layout="vertical"
        initialValues={{ year: new Date().getFullYear() }}
        onFinish={(made) => save.mutate(made)}
      >
        <Form.Item name="year" label={t('year')} rules={[required]}>
          <InputNumber min={1990} max={2100} />
        </Form.Item>
        <Form.Item name="title" label={t('campaign')} rules={[required]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type FillProps = { campaign: Campaign; projects: readonly ProjectItem[]; onClose(): void }

function FillForm({ campaign, projects, onClose }: FillProps) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [chosen, choose] = useState<string[]>([])
  const save = useMutation({
    mutationFn: () => addCampaignProjects(campaign.id, chosen),
    onSuccess: async ({ added }) => {
      void message.success(t('added', { count: added }))
      onClose()
      for (const key of ['campaigns', 'project']) await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <Modal
      open
      title={`${campaign.year} ${campaign.title}`}
      okText={t('putIn')}
      onCancel={onClose}
      onOk={() => save.mutate()}
      okButtonProps={{ disabled: chosen.length === 0, loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Select
        mode="multiple"
        aria-label={t('choose')}
        placeholder={t('choose')}
        className="ls-wide"
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        onChange={choose}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Modal>
  )
}
