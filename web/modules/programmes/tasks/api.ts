import { queryOptions } from '@tanstack/react-query'
import type {
  OrderInput,
  Plan,
  TaskDetail,
  TaskList,
  TaskSummary,
} from '../../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { Plan, TaskDetail, TaskList, TaskSummary }

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

export const createTask = (body: object) =>
  send<{ id: string; isNew: boolean }>('POST', `${path}/tasks`, body)
export const actOnTask = (id: string, body: { seen: number; action: string; comment?: string }) =>
  send<TaskDetail>('POST', `${path}/tasks/${id}/acts`, body)
export const reportProgress = (
  id: string,
  body: { donePercent: number | null; text: string; evidence: string[] },
) => send<TaskDetail>('POST', `${path}/tasks/${id}/progress`, body)
export const addMilestone = (id: string, body: { title: string; dueWritten: null; dueDate: string | null }) =>
  send<TaskDetail>('POST', `${path}/tasks/${id}/milestones`, body)
export const reachMilestone = (id: string, milestoneId: string) =>
  send<TaskDetail>('POST', `${path}/tasks/${id}/milestones/${milestoneId}/reach`)
export const issueOrder = (id: string, body: OrderInput) =>
  send<{ id: string; number: string }>('POST', `${path}/tasks/${id}/orders`, body)
export const orderHref = (id: string, format: 'docx' | 'pdf') => `${path}/orders/${id}/${format}`

/** Hands in a document as evidence; it counts once a report names it. */
export function addEvidence(id: string, file: File): Promise<{ id: string; fileName: string }> {
  const form = new FormData()
  form.set('file', file)
  return send('POST', `${path}/tasks/${id}/evidence`, form)
}
