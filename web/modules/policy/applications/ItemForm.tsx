import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ProblemError } from '../../../ui/request.ts'
import { Unknown } from '../../../ui/Unknown.tsx'
import { fenOf, written } from './amounts.ts'
import { type Application, put } from './api.ts'
import { t } from './words.ts'

type Item = Application['items'][number]

/** What an application states: filled with what the city holds and from where; only what is missing is asked. */
export function ItemForm({ application, isEditable }: { application: Application; isEditable: boolean }) {
  const { life, items } = application
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(items.map(({ key, value }) => [key, value ?? ''])),
  )
  const [claimed, setClaimed] = useState(written(application.claimedFen))
  const save = useMutation({
    mutationFn: () =>
      put<Application>(`/applications/${life.id}`, {
        seen: life.seen,
        items: items.map(({ key }) => ({ key, value: values[key] || null })),
        claimedFen: claimed.trim() === '' ? null : fenOf(claimed),
      }),
    onSuccess: () => {
      notification.success({ title: t('saved') })
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
    },
  })
  const faults = save.error instanceof ProblemError ? save.error.fields : []
  const isAmount = claimed.trim() === '' || fenOf(claimed) !== null
  return (
    <section className="ls-panel">
      <h2>{t('items')}</h2>
      <div className="ls-panel-body ls-stack">
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
        {items.map((item) => (
          <ItemRow
            key={item.key}
            item={item}
            value={values[item.key] ?? ''}
            fault={faults.find(({ field }) => field === `items.${item.key}`)?.message}
            set={isEditable ? (value) => setValues({ ...values, [item.key]: value }) : null}
          />
        ))}
        {isEditable && (
          <>
            <div className="ls-stack" style={{ gap: 4 }}>
              {t('claimedYuan')}
              <Input
                aria-label={t('claimedYuan')}
                value={claimed}
                inputMode="decimal"
                status={isAmount ? '' : 'error'}
                onChange={(event) => setClaimed(event.target.value)}
              />
              {!isAmount && <span className="ls-late">{t('amountRule')}</span>}
            </div>
            <Button
              type="primary"
              disabled={!isAmount}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('save')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

type RowProps = {
  item: Item
  value: string
  fault: string | undefined
  set: ((value: string) => void) | null
}
function ItemRow({ item, value, fault, set }: RowProps) {
  const { label, unit, origin, heldValue, supplier } = item
  const told = origin
    ? origin.kind === 'held'
      ? t('fromHeld', { source: origin.source, asOf: origin.asOf ?? '' })
      : t('fromUs', { source: origin.source })
    : t('toFill', { supplier: supplier ?? '' })
  return (
    <div className="ls-stack" style={{ gap: 4 }}>
      <b>
        {label} {unit && <span className="ls-soft">{unit}</span>}
      </b>
      {set === null ? (
        <span>{item.value ?? <Unknown />}</span>
      ) : (
        <ItemInput item={item} value={value} set={set} isWrong={fault !== undefined} />
      )}
      {fault && <span className="ls-late">{fault}</span>}
      <span className="ls-soft">
        {told}
        {heldValue !== null && ` · ${t('heldSays', { value: heldValue })}`}
      </span>
    </div>
  )
}

type InputProps = { item: Item; value: string; set(value: string): void; isWrong: boolean }
function ItemInput({ item, value, set, isWrong }: InputProps) {
  const choices = item.type === 'bool' ? ['是', '否'] : item.values
  if (choices)
    return (
      <Select
        allowClear
        aria-label={item.label}
        value={value === '' ? null : value}
        options={choices.map((one) => ({ value: one, label: one }))}
        onChange={(chosen) => set(chosen ?? '')}
      />
    )
  return (
    <Input
      aria-label={item.label}
      value={value}
      maxLength={2000}
      status={isWrong ? 'error' : ''}
      onChange={(event) => set(event.target.value)}
    />
  )
}
