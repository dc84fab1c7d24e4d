import type { NewOccasion } from '../../../../src/modules/programmes/model.ts'
import type { FormField, FormValues } from '../FormDialog.tsx'
import { linesOf } from '../tasks/fields.ts'
import type { OccasionDetail } from './api.ts'
import { t } from './words.ts'

export const meetingKinds = [
  'joint',
  'dispatch',
  'leading_group',
  'task_force',
  'breakfast',
  'visit',
  'other',
] as const

type Option = { value: string; label: string }

/** The form of a meeting or visit. */
export const meetingFields = (chains: readonly Option[], bodies: readonly Option[]): FormField[] => [
  {
    id: 'kind',
    label: t('kind'),
    kind: 'choice',
    options: meetingKinds.map((value) => ({ value, label: t(value) })),
    isNeeded: true,
  },
  { id: 'title', label: t('title'), isNeeded: true },
  { id: 'heldOn', label: t('heldOn'), kind: 'day', isNeeded: true },
  { id: 'place', label: t('place') },
  {
    id: 'chainId',
    label: t('chain'),
    kind: 'choice',
    options: [{ value: '', label: t('chainNone') }, ...chains],
  },
  {
    id: 'bodyId',
    label: t('body'),
    kind: 'choice',
    options: [{ value: '', label: t('bodyNone') }, ...bodies],
  },
  { id: 'leader', label: t('presided') },
  { id: 'leaderPost', label: t('leaderPost') },
  { id: 'attendees', label: t('attendees'), kind: 'names', hint: t('oneALine') },
  { id: 'sites', label: t('sites'), kind: 'names', hint: t('sitesHint') },
  { id: 'agenda', label: t('agenda'), kind: 'names', hint: t('oneALine') },
]

const lines = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What the form says, as the server takes it. */
export function occasionOf(values: FormValues) {
  const text = (id: string) => values[id]?.trim() || null
  return {
    kind: values.kind as NewOccasion['kind'],
    title: values.title!.trim(),
    heldOn: values.heldOn!,
    place: text('place'),
    chainId: text('chainId'),
    bodyId: text('bodyId'),
    leader: text('leader'),
    leaderPost: text('leaderPost'),
    attendees: linesOf(values.attendees ?? ''),
    sites: linesOf(values.sites ?? ''),
    agenda: lines(values.agenda),
  }
}

/** A meeting as its form begins. */
export const valuesOf = (one: OccasionDetail): FormValues => ({
  kind: one.kind,
  title: one.title,
  heldOn: one.heldOn,
  place: one.place ?? '',
  chainId: one.chainId ?? '',
  bodyId: one.bodyId ?? '',
  leader: one.leader ?? '',
  leaderPost: one.leaderPost ?? '',
  attendees: one.attendees.join('\n'),
  sites: one.sites.map(({ name }) => name).join('\n'),
  agenda: one.agenda.join('\n'),
})
