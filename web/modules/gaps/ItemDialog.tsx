import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { chainMapQuery, overviewQuery } from './api.ts'
import {
  type GapKind,
  type GapPlace,
  type GapValues,
  postItem,
  postRaised,
  vocabularyQuery,
} from './gap-api.ts'
import { OwnerField } from './OwnerField.tsx'
import { t } from './register-words.ts'

type Values = Omit<GapValues, 'kind'> & { kind: GapKind; chain: string; place: string }
type Props = {
  /** register: by the chain office, with owner and due day; raise: by a firm or an office, to be taken up. */
  as: 'register' | 'raise'
  onClose(): void
  onDone(id: string): void
}

/** `node/axle` or `segment/bogie`, as the choice of a place holds it. */
const placeOf = (chain: string, place: string): GapPlace => {
  const [kind, id] = [place.slice(0, place.indexOf('/')), place.slice(place.indexOf('/') + 1)]
  return kind === 'node' ? { chain, node: id } : { chain, segment: id }
}

/** An item of its own: on a node, or on a whole segment where no node fits. */
export function ItemDialog({ as, onClose, onDone }: Props) {
  const scope = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [requestKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: async ({ chain, place, ...values }: Values): Promise<{ id: string }> => {
      const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as GapValues
      const at = placeOf(chain, place)
      return as === 'raise' ? postRaised(scope, at, said, requestKey) : postItem(scope, at, said, requestKey)
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['gaps'] })
      onDone(id)
    },
  })
  return (
    <Modal
      open
      title={t(as === 'raise' ? 'raiseItem' : 'addItem')}
      okText={t(as === 'raise' ? 'send' : 'ok')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Problem error={save.error} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <PlaceFields onChain={() => form.resetFields(['place'])} />
        <SaidFields />
        {as === 'register' && <OfficeFields />}
      </Form>
    </Modal>
  )
}

const rules = () => [{ required: true, message: t('required') }]

function PlaceFields({ onChain }: { onChain(): void }) {
  const scope = useScope()
  const chain = Form.useWatch('chain') as string | undefined
  const overview = useQuery(overviewQuery(scope))
  const map = useQuery({ ...chainMapQuery(scope.city.code, chain ?? ''), enabled: chain !== undefined })
  const chains = overview.data?.chains.filter((one) => one.map === 'drawn') ?? []
  const places = (map.data?.segments ?? []).map((segment) => ({
    label: inLang(segment.name),
    options: [
      {
        value: `segment/${segment.id}`,
        label: t('segmentOption', { name: inLang(segment.name) }),
      },
      ...(map.data?.nodes ?? [])
        .filter((node) => node.segment === segment.id)
        .map(({ id, name }) => ({ value: `node/${id}`, label: inLang(name) })),
    ],
  }))
  return (
    <>
      <Form.Item name="chain" label={t('chain')} rules={rules()}>
        <Select
          aria-label={t('chain')}
          onChange={onChain}
          options={chains.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="place" label={t('place')} rules={rules()}>
        <Select
          aria-label={t('place')}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={chain === undefined}
          loading={map.isLoading}
          options={places}
        />
      </Form.Item>
    </>
  )
}

function SaidFields() {
  const { data: vocabulary } = useQuery(vocabularyQuery)
  return (
    <>
      <Form.Item name="kind" label={t('kind')} rules={rules()}>
        <Select
          aria-label={t('kind')}
          options={vocabulary?.kinds.map(({ id, name, definition }) => ({
            value: id,
            label: `${inLang(name)}：${inLang(definition)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t('title')} rules={rules()}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="description" label={t('description')}>
        <Input.TextArea maxLength={2000} rows={3} />
      </Form.Item>
      <Form.Item name="foundOn" label={t('found')} rules={rules()}>
        <Input type="date" />
      </Form.Item>
    </>
  )
}

function OfficeFields() {
  const { data: vocabulary } = useQuery(vocabularyQuery)
  return (
    <>
      <Form.Item name="source" label={t('source')} rules={rules()}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="owner" label={t('ownerOptional')}>
        <OwnerField label={t('ownerOptional')} />
      </Form.Item>
      <Form.Item name="dueOn" label={t('dueOptional')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="act" label={t('act')}>
        <Select
          allowClear
          aria-label={t('act')}
          options={vocabulary?.acts.map(({ id, name }) => ({ value: id, label: inLang(name) }))}
        />
      </Form.Item>
    </>
  )
}
