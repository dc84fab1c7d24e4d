import './atlas.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { AtlasTabs } from './AtlasTabs.tsx'
import { layoutQuery, postRelease, type Release, releasesQuery, withdrawRelease } from './api.ts'
import { t } from './invest-words.ts'

type Asked = { kind: 'city' | 'gap' } | { withdraw: Release }

/** What the city shows to investors: open the page, release a node in words of one's own, take back. */
export function ReleasesPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(releasesQuery(scope))
  const mayPublish = useMay('releases.publish')
  const [asked, ask] = useState<Asked | null>(null)
  if (error)
    return (
      <Page title={t('releases')}>
        <AtlasTabs />
        <Problem error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Loading rows={8} />
  const shown = data.items.filter(({ withdrawnAt }) => withdrawnAt === null)
  const isOpen = shown.some(({ kind }) => kind === 'city')
  const sentence = t('releasesSentence', {
    state: t(isOpen ? 'open' : 'shut'),
    gaps: shown.filter(({ kind }) => kind === 'gap').length,
  })
  const address = `/invest?city=${scope.city.code}${scope.dataset === 'demo' ? '&dataset=demo' : ''}`
  return (
    <Page
      title={t('releases')}
      sentence={sentence}
      actions={
        <>
          <a className="ls-button" href={address} target="_blank" rel="noreferrer">
            {t('look')}
          </a>
          {mayPublish && !isOpen && (
            <Button type="primary" onClick={() => ask({ kind: 'city' })}>
              {t('openCity')}
            </Button>
          )}
          {mayPublish && <Button onClick={() => ask({ kind: 'gap' })}>{t('releaseGap')}</Button>}
        </>
      }
    >
      <AtlasTabs />
      <p className="ls-soft">{t('whatGoesOut')}</p>
      <DataTable
        name={t('releases')}
        rows={data.items}
        columns={columns(mayPublish, (withdraw) => ask({ withdraw }))}
        rowId={({ id }) => id}
        empty={<Empty title={t('none')} why={t('whatGoesOut')} />}
      />
      {asked && 'kind' in asked && <ReleaseForm kind={asked.kind} onClose={() => ask(null)} />}
      {asked && 'withdraw' in asked && <WithdrawForm release={asked.withdraw} onClose={() => ask(null)} />}
    </Page>
  )
}

const columns = (mayPublish: boolean, onWithdraw: (release: Release) => void): Column<Release>[] => [
  {
    id: 'text',
    title: t('textZh'),
    width: 260,
    grow: 3,
    phone: 'title',
    value: ({ textZh }) => textZh,
  },
  { id: 'kind', title: t('kind'), width: 84, grow: 0, value: ({ kind }) => t(`kind_${kind}`) },
  { id: 'node', title: t('node'), width: 120, grow: 1, value: ({ nodeId }) => nodeId ?? '—' },
  { id: 'by', title: t('by'), width: 110, grow: 0, value: ({ releasedBy }) => releasedBy },
  { id: 'at', title: t('at'), width: 110, grow: 0, value: ({ releasedAt }) => day(releasedAt) },
  {
    id: 'state',
    title: t('state'),
    width: 180,
    grow: 2,
    value: ({ withdrawnAt, withdrawnBy, withdrawnReason }) =>
      withdrawnAt === null
        ? t('shown')
        : t('takenBack', {
            day: day(withdrawnAt) ?? '',
            by: withdrawnBy ?? '',
            reason: withdrawnReason ?? '',
          }),
  },
  {
    id: 'do',
    title: '',
    width: 90,
    grow: 0,
    isSortable: false,
    value: () => null,
    cell: (release) =>
      mayPublish && release.withdrawnAt === null ? (
        <Button size="small" onClick={() => onWithdraw(release)}>
          {t('takeBack')}
        </Button>
      ) : null,
  },
]

type Values = { chain?: string; node?: string; textZh: string; textEn?: string; contact?: string }
const rules = () => [{ required: true, message: t('required') }]

function ReleaseForm({ kind, onClose }: { kind: 'city' | 'gap'; onClose(): void }) {
  const scope = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const chain = Form.useWatch('chain', form)
  const { data: layout } = useQuery({ ...layoutQuery(scope), enabled: kind === 'gap' })
  const drawn = (layout?.chains ?? []).filter(({ isDrawn }) => isDrawn)
  const save = useMutation({
    mutationFn: ({ chain: chainId, node, textZh, textEn, contact }: Values) => {
      const said = { textZh, textEn: textEn || null, contact: contact || null }
      const where = { city: scope.city.code, dataset: scope.dataset }
      return kind === 'city'
        ? postRelease({ ...where, ...said, kind })
        : postRelease({ ...where, ...said, kind, chain: chainId ?? '', node: node ?? '' })
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['atlas'] })
      onClose()
    },
  })
  const options = (named: readonly { id: string; name: string }[]) =>
    named.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Modal
      open
      title={t(kind === 'city' ? 'openCity' : 'releaseGap')}
      onCancel={onClose}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
    >
      <p className="ls-soft">{t('whatGoesOut')}</p>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        {kind === 'gap' && (
          <>
            <Form.Item name="chain" label={t('chain')} rules={rules()}>
              <Select options={options(drawn)} />
            </Form.Item>
            <Form.Item name="node" label={t('node')} rules={rules()}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={options(drawn.find(({ id }) => id === chain)?.nodes ?? [])}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="textZh" label={t('textZh')} rules={rules()}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="textEn" label={t('textEn')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="contact" label={t('contact')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function WithdrawForm({ release, onClose }: { release: Release; onClose(): void }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<{ reason: string }>()
  const save = useMutation({
    mutationFn: ({ reason }: { reason: string }) => withdrawRelease(release.id, reason),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['atlas'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('takeBack')}
      onCancel={onClose}
      okText={t('takeBack')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
    >
      <p>{release.textZh}</p>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="reason" label={t('reason')} rules={rules()}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
