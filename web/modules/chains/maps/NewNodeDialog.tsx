import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { inLang } from '../../../ui/words.ts'
import type { DraftMap, MapEdit } from './api.ts'
import { t } from './words.ts'

type Props = {
  map: DraftMap
  segment: string | null
  onEdit(edits: readonly MapEdit[]): void
  onClose(added: string | null): void
}

/** An id from an English name: lower case and hyphens. */
const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)

/** A new node: names, column and the id by which it is known from then on. */
export function NewNodeDialog({ map, segment, onEdit, onClose }: Props) {
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [own, setOwn] = useState<string | null>(null)
  const [into, setInto] = useState(segment ?? map.segments[0]?.id ?? null)
  const id = own ?? slug(en)
  const isTaken = map.nodes.some((node) => node.id === id)
  const isGood = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && !isTaken && zh.trim() !== '' && into !== null
  const add = () => {
    if (!isGood || into === null) return
    const empty = { products: [], classes: [], source: '假设' as const, needs: [], needsNone: null }
    const name = { zh: zh.trim(), en: en.trim() }
    onEdit([{ op: 'add_node', node: { id, name, segment: into, ...empty } }])
    onClose(id)
  }
  return (
    <Modal
      open
      title={t('addNode')}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !isGood }}
      onOk={add}
      onCancel={() => onClose(null)}
    >
      <Form layout="vertical" onFinish={add}>
        <Form.Item label={t('nameZh')} htmlFor="new-node-zh">
          <Input
            id="new-node-zh"
            autoFocus
            value={zh}
            maxLength={60}
            onChange={({ target }) => setZh(target.value)}
            onPressEnter={add}
          />
        </Form.Item>
        <Form.Item label={t('nameEn')} htmlFor="new-node-en">
          <Input
            id="new-node-en"
            value={en}
            maxLength={120}
            onChange={({ target }) => setEn(target.value)}
            onPressEnter={add}
          />
        </Form.Item>
        <Form.Item
          label={t('id')}
          htmlFor="new-node-id"
          extra={t('idHint')}
          validateStatus={isTaken ? 'error' : ''}
        >
          <Input
            id="new-node-id"
            value={id}
            maxLength={60}
            onChange={({ target }) => setOwn(target.value)}
            onPressEnter={add}
          />
        </Form.Item>
        <Form.Item label={t('segment')}>
          <Select
            aria-label={t('segment')}
            value={into}
            options={map.segments.map(({ id: value, name }) => ({ value, label: inLang(name) || value }))}
            onChange={setInto}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
