/** Windows to add, change, take out and follow up a part of an entry. */
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { inLang } from '../../../ui/words.ts'
import { FirmField } from '../record/fields.tsx'
import {
  addPart,
  changePart,
  type EntryDetail,
  type EntryPart,
  endPart,
  followUp,
  type PartLine,
} from './api.ts'
import { t } from './entry-words.ts'
import { FormWindow, required, Source } from './FormWindow.tsx'
import { newRequestKey, textOf } from './form-values.ts'
import { useEntryChange } from './use-entry-change.ts'
import { heldValues, typedValues, ValueFields } from './ValueFields.tsx'

type Values = Record<string, unknown> & { fields?: Record<string, unknown>; evidence?: string[] }
const writtenDate = () => ({ pattern: /^\d{4}(-\d{2}(-\d{2})?)?$/, message: t('dayRule') })

type Of = { entryId: string; part: EntryPart; onClose(): void }

/** A new part, or one changed. */
export function PartForm({ entryId, part, line, onClose }: Of & { line: PartLine | null }) {
  const [requestKey] = useState(newRequestKey)
  const name = { part: inLang(part.title) }
  const send = (values: Values) => {
    const given = {
      organisationId: textOf(values.organisationId),
      organisationName: textOf(values.organisationName),
      fields: typedValues(part.fields, values.fields),
      source: String(values.source).trim(),
    }
    return line
      ? changePart(entryId, line.id, given)
      : addPart(entryId, { ...given, part: part.name, requestKey })
  }
  const save = useEntryChange(send, onClose)
  return (
    <FormWindow<Values>
      title={line ? t('changePartTitle', name) : t('addPartTitle', name)}
      begin={line ? { ...line, fields: heldValues(part.fields, line.fields) } : {}}
      name="part"
      save={save}
      onClose={onClose}
    >
      {part.withFirm && <FirmFields />}
      <ValueFields fields={part.fields} />
      <Source />
    </FormWindow>
  )
}

function FirmFields() {
  const form = Form.useFormInstance()
  return (
    <>
      <Form.Item name="organisationId" label={t('firmHeld')}>
        <FirmField onName={(name) => form.setFieldValue('organisationName', name)} />
      </Form.Item>
      <Form.Item name="organisationName" label={t('firmName')} rules={[required()]}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

/** Takes a part out, with the reason. */
export function EndForm({ entryId, part, line, onClose }: Of & { line: PartLine }) {
  const end = ({ reason }: Values) => endPart(entryId, line.id, String(reason).trim())
  const save = useEntryChange(end, onClose)
  return (
    <FormWindow<Values>
      title={t('endPartTitle', { part: inLang(part.title) })}
      name="part"
      save={save}
      onClose={onClose}
    >
      <Form.Item name="reason" label={t('endWhy')} rules={[required()]}>
        <Input maxLength={500} />
      </Form.Item>
    </FormWindow>
  )
}

/** What became of a part on a day, with documents that were handed in for the entry. */
export function FollowForm({
  entry,
  part,
  line,
  onClose,
}: {
  entry: EntryDetail
  part: EntryPart
  line: PartLine
  onClose(): void
}) {
  const send = (values: Values) =>
    followUp(entry.id, line.id, {
      happened: String(values.happened).trim(),
      note: String(values.note).trim(),
      source: String(values.source).trim(),
      evidence: values.evidence ?? [],
    })
  const save = useEntryChange(send, onClose)
  return (
    <FormWindow<Values>
      title={t('followTitle', { part: inLang(part.title) })}
      name="part"
      save={save}
      onClose={onClose}
    >
      <Form.Item name="happened" label={t('happened')} rules={[required(), writtenDate()]}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="note" label={t('note')} rules={[required()]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')}>
        <Select
          mode="multiple"
          options={entry.evidence.map(({ id, fileName }) => ({ value: id, label: fileName }))}
        />
      </Form.Item>
      <Source />
    </FormWindow>
  )
}
