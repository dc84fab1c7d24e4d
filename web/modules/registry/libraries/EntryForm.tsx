import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { getJson } from '../../../ui/request.ts'
import { useScope } from '../../../ui/session.ts'
import { inLang } from '../../../ui/words.ts'
import { FirmField } from '../record/fields.tsx'
import { useChainNames } from '../use-chain-names.ts'
import {
  addEntry,
  changeEntry,
  type EntryDetail,
  entriesQuery,
  type KindAnswer,
  projectsQuery,
} from './api.ts'
import { t as word } from './entry-words.ts'
import { newRequestKey, textOf } from './form-values.ts'
import { t } from './form-words.ts'
import { heldValues, typedValues, ValueFields } from './ValueFields.tsx'

type Values = Record<string, unknown> & { fields?: Record<string, unknown> }
export type BegunEntry = {
  name?: string | undefined
  chainId?: string | undefined
  source?: string | undefined
}

type Props = {
  kind: KindAnswer
  /** The entry that is changed; none makes a new one. */
  entry?: EntryDetail
  /** What a new one begins with. */
  begin?: BegunEntry
  hint?: string | undefined
  onClose(): void
  onSaved(id: string): unknown
}

/** A new entry of one library, or what is known of one changed, with the fields that its kind has. */
export function EntryForm({ kind, entry, begin = {}, hint, onClose, onSaved }: Props) {
  const { city, dataset } = useScope()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [requestKey] = useState(newRequestKey)
  const save = useMutation({
    mutationFn: async (values: Values) => {
      const given = entryOf(kind, values)
      const saved = entry
        ? await changeEntry(entry.id, { ...given, seen: entry.updatedAt, happened: textOf(values.happened) })
        : await addEntry({ ...given, kind: kind.id, city: city.code, dataset, requestKey })
      await onSaved(saved.id)
    },
    onSuccess: async () => {
      void message.success(t('saved'))
      for (const key of ['library-kinds', 'library-entries', 'library-entry'])
        await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  const title = entry ? word('editTitle', { name: entry.name }) : `${t('addEntry')} · ${inLang(kind.title)}`
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {hint && <p className="ls-soft">{hint}</p>}
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values>
        name="entry"
        form={form}
        layout="vertical"
        initialValues={entry ? heldOf(kind, entry) : begin}
        onFinish={(values) => save.mutate(values)}
      >
        <Fields kind={kind} entryId={entry?.id ?? null} />
        {entry && (
          <Form.Item name="happened" label={word('asOf')}>
            <Input maxLength={10} />
          </Form.Item>
        )}
        <Form.Item name="source" label={t('source')} rules={[{ required: true, message: t('required') }]}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const heldOf = (kind: KindAnswer, entry: EntryDetail): Values => ({
  ...entry,
  fields: heldValues(kind.fields, entry.fields),
  source: '',
})

const entryOf = (kind: KindAnswer, values: Values) => ({
  name: String(values.name).trim(),
  level: (textOf(values.level) ?? null) as KindAnswer['levels'][number] | null,
  organisationId: textOf(values.organisationId),
  organisationName: textOf(values.organisationName),
  chainId: textOf(values.chainId),
  nodeId: textOf(values.nodeId),
  projectId: textOf(values.projectId),
  parentId: textOf(values.parentId),
  fields: typedValues(kind.fields, values.fields),
  source: String(values.source).trim(),
})

function Fields({ kind, entryId }: { kind: KindAnswer; entryId: string | null }) {
  const form = Form.useFormInstance()
  const chains = useChainNames()
  const required = { required: true, message: t('required') }
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      {kind.levels.length > 0 && (
        <Form.Item name="level" label={t('level')}>
          <Select allowClear options={kind.levels.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
      )}
      <Form.Item name="organisationId" label={t('hostHeld')}>
        <FirmField onName={(name) => form.setFieldValue('organisationName', name)} />
      </Form.Item>
      <Form.Item name="organisationName" label={t('host')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="chainId" label={t('chain')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={chains} />
      </Form.Item>
      {kind.located && <PlaceFields />}
      {kind.nests && <ParentField kind={kind} entryId={entryId} />}
      <ValueFields fields={kind.fields} />
    </>
  )
}

type Named = { nodes: { id: string; name: { zh: string; en: string } }[] }

/** The node of the chosen chain, and the project that it came from. */
function PlaceFields() {
  const { city, dataset } = useScope()
  const chain = textOf(Form.useWatch('chainId', Form.useFormInstance()))
  const { data: map } = useQuery({
    queryKey: ['registry', 'nodes', city.code, chain],
    queryFn: ({ signal }) =>
      getJson<Named>(`/api/chains/${encodeURIComponent(chain!)}/map`, { city: city.code }, signal),
    enabled: chain !== null,
  })
  const { data: projects } = useQuery(projectsQuery({ city: city.code, dataset }))
  return (
    <>
      <Form.Item name="nodeId" label={word('node')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={chain === null ? word('nodeNeedsChain') : undefined}
          options={(map?.nodes ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))}
        />
      </Form.Item>
      <Form.Item name="projectId" label={word('project')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(projects?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  )
}

function ParentField({ kind, entryId }: { kind: KindAnswer; entryId: string | null }) {
  const { city, dataset } = useScope()
  const { data } = useQuery(entriesQuery({ city: city.code, dataset, kind: kind.id }))
  const options = (data ?? [])
    .filter(({ id }) => id !== entryId)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Form.Item name="parentId" label={word('parent')}>
      <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Form.Item>
  )
}
