import './atlas.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { count } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { AtlasTabs } from './AtlasTabs.tsx'
import { settleTheme, type Theme, themesQuery } from './api.ts'
import { t } from './words.ts'

const nameOf = ({ id }: Theme) => t(`theme_${id}`)
const number = (value: number | null, why?: string) => (value === null ? <Unknown why={why} /> : count(value))
const whyNone = ({ id }: Theme) => t(id === 'talent' ? 'themeTalentNone' : 'themeWhyNone')
const isHeld = ({ count: held }: Theme) => held !== null && held > 0

/** The themes of data behind the maps: count, department, day of update, staleness, and where they are brought in. */
export function ThemesPage() {
  const { data, error, refetch } = useQuery(themesQuery(useScope()))
  const maySettle = useMay('libraries.settle')
  const mayImport = useMay('registry.import')
  const [asked, ask] = useState<Theme | null>(null)
  const title = `${t('atlas')} · ${t('themes')}`
  if (error)
    return (
      <Page title={title}>
        <AtlasTabs />
        <Problem error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Loading rows={10} />
  const held = data.items.filter(isHeld)
  const sentence = t('themesSentence', {
    held: held.length,
    stale: data.items.filter(({ isStale }) => isStale === true).length,
    missing: data.items.length - held.length,
  })
  return (
    <Page title={title} sentence={sentence}>
      <AtlasTabs />
      <DataTable
        name={t('themes')}
        rows={data.items}
        columns={columns(mayImport, maySettle ? ask : null)}
        rowId={({ id }) => id}
      />
      {asked && <SettleForm theme={asked} onClose={() => ask(null)} />}
    </Page>
  )
}

const right = { width: 104, grow: 0, align: 'right' as const }

function columns(mayImport: boolean, onSettle: ((theme: Theme) => void) | null): Column<Theme>[] {
  return [
    { id: 'name', title: t('theme'), width: 130, grow: 1, phone: 'title', value: nameOf },
    {
      id: 'count',
      title: t('count'),
      ...right,
      value: ({ count: n }) => n,
      cell: (theme) => number(theme.count, whyNone(theme)),
    },
    {
      id: 'placed',
      title: t('onMap'),
      ...right,
      value: ({ placed }) => placed,
      cell: ({ placed }) => (placed === null ? '—' : count(placed)),
    },
    {
      id: 'unclassified',
      title: t('unclassified'),
      ...right,
      value: ({ unclassified }) => unclassified,
      cell: ({ unclassified }) => (unclassified === null ? '—' : count(unclassified)),
    },
    {
      id: 'owner',
      title: t('owner'),
      width: 150,
      grow: 1,
      value: ({ owner }) => owner,
      cell: ({ owner, ownerSource }) =>
        owner === null ? (
          <span className="ls-soft">{t('ownerNone')}</span>
        ) : (
          <span>
            {owner} <small className="ls-soft">{ownerSource}</small>
          </span>
        ),
    },
    {
      id: 'updated',
      title: t('updated'),
      width: 110,
      grow: 0,
      value: ({ updatedOn }) => updatedOn,
      cell: ({ updatedOn }) => updatedOn ?? <Unknown />,
    },
    {
      id: 'stale',
      title: t('status'),
      width: 150,
      grow: 1,
      value: standingOf,
      cell: (theme) => <Standing theme={theme} />,
    },
    {
      id: 'do',
      title: '',
      width: 170,
      grow: 0,
      isSortable: false,
      value: () => null,
      cell: (theme) => (
        <span className="ls-lines-end">
          {theme.listPath && <PathLink path={theme.listPath}>{t('look')}</PathLink>}
          {mayImport && theme.importPath && <PathLink path={theme.importPath}>{t('importIt')}</PathLink>}
          {onSettle && (
            <button type="button" className="ls-link" onClick={() => onSettle(theme)}>
              {t('settle')}
            </button>
          )}
        </span>
      ),
    },
  ]
}

const standingOf = (theme: Theme) => (isHeld(theme) ? t(theme.isStale ? 'stale' : 'fresh') : t('notHeld'))

function Standing({ theme }: { theme: Theme }) {
  if (!isHeld(theme)) return <span className="ls-soft">◇ {t('notHeld')}</span>
  const why = t('staleSay', { age: theme.ageDays ?? '?', days: theme.staleAfterDays })
  return (
    <span title={why} className={theme.isStale ? 'ls-tone-weak' : 'ls-tone-strong'}>
      {theme.isStale ? `▲ ${t('stale')}` : `● ${t('fresh')}`}
    </span>
  )
}

type Values = { owner?: string; staleAfterDays: number; source: string }

function SettleForm({ theme, onClose }: { theme: Theme; onClose(): void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: ({ owner, ...values }: Values) =>
      settleTheme(theme.id, { city: city.code, dataset, ...values, owner: owner || null }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['atlas', 'themes'] })
      onClose()
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Modal
      open
      title={nameOf(theme)}
      onCancel={onClose}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ owner: theme.owner ?? '', staleAfterDays: theme.staleAfterDays }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="owner" label={t('owner')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="staleAfterDays" label={t('staleAfter')} rules={rules}>
          <InputNumber min={1} max={3650} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={rules}>
          <Input maxLength={300} />
        </Form.Item>
        <Button htmlType="submit" hidden />
      </Form>
    </Modal>
  )
}
