import { queryOptions } from '@tanstack/react-query'
import type {
  Digest,
  LinkInput,
  NewTaskInput,
  OrderInput,
  Plan,
  TaskChange,
  TaskDetail,
  TaskList,
  TaskSummary,
} from '../../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { Digest, Plan, TaskDetail, TaskList, TaskSummary }

const path = '/api/programmes'

export const tasksQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['tasks', city.code, dataset],
    queryFn: ({ signal }) => getJson<TaskList>(`${path}/tasks`, { city: city.code, dataset }, signal),
  })
export const plansQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['tasks', 'plans', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Plan[] }>(`${path}/plans`, { city: city.code, dataset }, signal),
  })
export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', 'one', id],
    queryFn: ({ signal }) => getJson<TaskDetail>(`${path}/tasks/${id}`, {}, signal),
  })

export type NewTaskBody = Partial<NewTaskInput> &
  Pick<NewTaskInput, 'city' | 'dataset' | 'requestKey' | 'title' | 'units' | 'dueWritten' | 'dueDate'>
export const createTask = (body: NewTaskBody) =>
  send<{ id: string; isNew: boolean }>('POST', `${path}/tasks`, { content: null, leadPersons: [], ...body })
export const actOnTask = (id: string, body: { seen: number; action: string; comment?: string }) =>
  send<TaskDetail>('POST', `${path}/tasks/${id}/acts`, body)
export const reportProgress = (
  id: string,
  body: { donePercent: number | null; text: string; evidence: string[] },
) => send<TaskDetail>('POST', `${path}/tasks/${id}/progress`, body)
export const changeTask = (id: string, body: TaskChange) =>
  send<TaskDetail>('PUT', `${path}/tasks/${id}`, body)
export const addLink = (id: string, body: LinkInput) =>
  send<TaskDetail>('POST', `${path}/tasks/${id}/links`, body)
export const removeLink = (id: string, linkId: string) =>
  send<TaskDetail>('DELETE', `${path}/tasks/${id}/links/${linkId}`)
export const removeMilestone = (id: string, milestoneId: string) =>
  send<TaskDetail>('DELETE', `${path}/tasks/${id}/milestones/${milestoneId}`)
/** Tasks that were pulled from a page of another room. */
export const tasksOfOriginQuery = ({ city, dataset }: Scope, origin: { room: string; path: string }) =>
  queryOptions({
    queryKey: ['tasks', 'origin', city.code, dataset, origin.room, origin.path],
    queryFn: ({ signal }) =>
      getJson<TaskList>(
        `${path}/tasks`,
        { city: city.code, dataset, originRoom: origin.room, originPath: origin.path },
        signal,
      ),
  })
/** Tasks that end in an object of the libraries. */
export const tasksOfEntryQuery = ({ city, dataset }: Scope, entry: string) =>
  queryOptions({
    queryKey: ['tasks', 'entry', city.code, dataset, entry],
    queryFn: ({ signal }) => getJson<TaskList>(`${path}/tasks`, { city: city.code, dataset, entry }, signal),
  })
type Named = { id: string; title: { zh: string; en: string } }
/** The kinds of objects that a task can end in. */
export const libraryKindsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['tasks', 'library-kinds', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Named[] }>('/api/library/kinds', { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
  })
/** The objects of one kind. */
export const libraryEntriesQuery = ({ city, dataset }: Scope, kind: string) =>
  queryOptions({
    queryKey: ['tasks', 'library-entries', city.code, dataset, kind],
    queryFn: ({ signal }) =>
      getJson<{ items: { id: string; name: string }[] }>(
        '/api/library/entries',
        { city: city.code, dataset, kind },
        signal,
      ).then(({ items }) => items),
  })
export const addMilestone = (
  id: string,
  body: { title: string; dueWritten: string | null; dueDate: string | null },
) => send<TaskDetail>('POST', `${path}/tasks/${id}/milestones`, body)
export const reachMilestone = (id: string, milestoneId: string) =>
  send<TaskDetail>('POST', `${path}/tasks/${id}/milestones/${milestoneId}/reach`)
export const issueOrder = (id: string, body: OrderInput) =>
  send<{ id: string; number: string }>('POST', `${path}/tasks/${id}/orders`, body)
export const listHref = (planId: string, kind: string, format: 'docx' | 'xlsx' | 'pdf') =>
  `${path}/plans/${planId}/list/${kind}/${format}`
export const orderHref = (id: string, format: 'docx' | 'pdf') => `${path}/orders/${id}/${format}`

/** Hands in a document as evidence; it counts once a report names it. */
export function addEvidence(id: string, file: File): Promise<{ id: string; fileName: string }> {
  const form = new FormData()
  form.set('file', file)
  return send('POST', `${path}/tasks/${id}/evidence`, form)
}

export type Unit = {
  name: string
  organisationId: string | null
  organisationName: string | null
  tiedBy: 'person' | 'name' | null
  tasks: number
  open: number
  red: number
}
export const unitsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['tasks', 'units', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Unit[] }>(`${path}/units`, { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
  })
export const nameUnit = (body: {
  city: string
  dataset: string
  name: string
  organisationId: string | null
}) => send<void>('PUT', `${path}/units`, body)
export const tieUnits = ({ city, dataset }: Scope) =>
  send<{ tied: number }>('POST', `${path}/units/tie`, { city: city.code, dataset })

type About = { kind: 'city' | 'plan' | 'unit' | 'chain'; key?: string | undefined }
export const digestQuery = ({ city, dataset }: Scope, { kind, key }: About) =>
  queryOptions({
    queryKey: ['tasks', 'digest', city.code, dataset, kind, key ?? ''],
    queryFn: ({ signal }) =>
      getJson<Digest>(
        `${path}/digest`,
        { city: city.code, dataset, kind, ...(key !== undefined && { key }) },
        signal,
      ),
  })
export const subscribe = ({ city, dataset }: Scope, { kind, key }: About, isWanted: boolean) =>
  send<Digest>('PUT', `${path}/digest`, {
    ...{ city: city.code, dataset, kind, isWanted },
    ...(key !== undefined && { key }),
  })

type Stage = { stage: 'attract' | 'advance' | 'serve'; leads: string[] } & {
  dueWritten: string | null
  dueDate: string | null
}
export const startStages = (body: {
  city: string
  dataset: string
  requestKey: string
  project: { title: string; path: string | null }
  stages: Stage[]
}) => send<{ id: string }>('POST', `${path}/stages`, body)
