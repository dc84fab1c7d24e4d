import { useQuery } from '@tanstack/react-query'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { chainsQuery } from './api.ts'
import { FormDialog, type FormField, type FormValues, orNull } from './FormDialog.tsx'
import type { IndicatorName, PlanTarget, TakeUp } from './plan-targets-api.ts'
import { t } from './plan-targets-words.ts'

type Props = {
  item: PlanTarget
  indicators: readonly IndicatorName[]
  onSend(target: TakeUp): Promise<unknown>
  onClose(): void
}
const comparators = ['=', '>=', '>', '<=', '<', '~', 'range', 'x'] as const
const words = {
  '=': 'exactly',
  '>=': 'atLeast',
  '>': 'over',
  '<=': 'atMost',
  '<': 'under',
  '~': 'about',
  range: 'range',
  x: 'times',
} as const

/** A figure as typed: one number, or two with a dash between them. */
function readValue(text: string): number | [number, number] {
  const range = /^(-?\d+(?:\.\d+)?)\s*[-–—~～至]\s*(-?\d+(?:\.\d+)?)$/.exec(text.trim())
  return range ? [Number(range[1]), Number(range[2])] : Number(text.trim() || Number.NaN)
}

/** One target put right before it is taken up. */
export function TakeUpForm({ item, indicators, onSend, onClose }: Props) {
  const { data } = useQuery(chainsQuery(useScope()))
  const { read, offer } = item
  const chains = (data?.chains ?? []).map(({ id, name }) => ({ value: id, label: inLang(name) }))
  const named = indicators.map(({ id, name, unit }) => ({ value: id, label: `${inLang(name)}（${unit}）` }))
  const fields: FormField[] = [
    {
      id: 'indicator',
      label: t('indicator'),
      kind: 'choice',
      options: named,
      isNeeded: true,
      hint: t('asRead', { words: `${read.indicator} ${read.value}${read.unit}` }),
    },
    {
      id: 'chain',
      label: t('chain'),
      kind: 'choice',
      options: [{ value: '', label: t('wholeCity') }, ...chains],
    },
    { id: 'scope', label: t('scope'), isNeeded: true, hint: t('scopeHint') },
    {
      id: 'comparator',
      label: t('comparator'),
      kind: 'choice',
      options: comparators.map((value) => ({ value, label: t(words[value]) })),
    },
    { id: 'value', label: t('value'), isNeeded: true, hint: t('valueHint') },
    { id: 'due', label: t('due'), hint: t('dueHint') },
  ]
  const begin: FormValues = {
    indicator: offer.indicator ?? '',
    chain: offer.chain ?? '',
    scope: offer.scope.zh,
    comparator: read.comparator,
    value: Array.isArray(read.value) ? read.value.join('–') : String(read.value),
    due: read.due ?? '',
  }
  return (
    <FormDialog
      title={t('editTitle')}
      okText={t('take')}
      fields={fields}
      begin={begin}
      onSend={(values) => onSend(targetOf(item, values))}
      onClose={onClose}
    />
  )
}

function targetOf({ ordinal, read, offer }: PlanTarget, values: FormValues): TakeUp {
  const zh = values.scope!.trim()
  return {
    ordinal,
    indicator: values.indicator!,
    chain: orNull(values.chain),
    subject: offer.subject,
    scope: zh === offer.scope.zh ? offer.scope : { zh },
    comparator: values.comparator as TakeUp['comparator'],
    value: readValue(values.value!),
    due: orNull(values.due),
    dueWritten: read.dueWritten,
  }
}
