import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Dropdown, Form, Modal } from 'antd'
import { type ComponentType, useState } from 'react'
import { useMay } from '../../../ui/session.ts'
import { FigureFields, figureOf } from './FigureFields.tsx'
import {
  OwnerFields,
  ownerOf,
  RoleFields,
  roleOf,
  SiteFields,
  siteOf,
  TagFields,
  TitleFields,
  tagOf,
  titleOf,
} from './forms.tsx'
import * as api from './record-api.ts'
import { t } from './record-words.ts'

export type Values = Record<string, unknown>
type Kind = {
  word: 'recordTitle' | 'recordFigure' | 'recordTag' | 'recordOwner' | 'recordSite' | 'recordRole'
  Fields: ComponentType
  save(firmId: string, values: Values): Promise<unknown>
}

const kinds: readonly Kind[] = [
  { word: 'recordTitle', Fields: TitleFields, save: (id, values) => api.recordTitle(id, titleOf(values)) },
  {
    word: 'recordFigure',
    Fields: FigureFields,
    save: (id, values) => api.recordFigure(id, figureOf(values)),
  },
  { word: 'recordTag', Fields: TagFields, save: (id, values) => api.recordTag(id, tagOf(values)) },
  { word: 'recordRole', Fields: RoleFields, save: (id, values) => api.recordRole(id, roleOf(values)) },
  { word: 'recordOwner', Fields: OwnerFields, save: (id, values) => api.recordOwner(id, ownerOf(values)) },
  { word: 'recordSite', Fields: SiteFields, save: (id, values) => api.recordSite(id, siteOf(values)) },
]

/** What an office records of an organisation by form: each with its source. Nothing for others. */
export function RecordMenu({ firmId }: { firmId: string }) {
  const [open, setOpen] = useState<Kind | null>(null)
  if (!useMay('registry.edit')) return null
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: kinds.map(({ word }) => ({ key: word, label: t(word) })),
          onClick: ({ key }) => setOpen(kinds.find(({ word }) => word === key) ?? null),
        }}
      >
        <Button type="primary">{t('record')}</Button>
      </Dropdown>
      {open && <RecordForm firmId={firmId} kind={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function RecordForm({ firmId, kind, onClose }: { firmId: string; kind: Kind; onClose(): void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: (values: Values) => kind.save(firmId, values),
    onSuccess: async () => {
      void message.success(t('saved'))
      onClose()
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['firm', firmId] }),
        queries.invalidateQueries({ queryKey: ['chain-roles', firmId] }),
        queries.invalidateQueries({ queryKey: ['firms'] }),
      ])
    },
  })
  return (
    <Modal
      open
      title={t(kind.word)}
      onCancel={onClose}
      okText={t('save')}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ sourceKind: 'department_list' }}
        onFinish={(values) => save.mutate(values)}
      >
        <kind.Fields />
      </Form>
    </Modal>
  )
}
