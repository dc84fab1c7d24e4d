import { z } from '@hono/zod-openapi'
import { accessRouter, formBody, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import { actOnTask } from '../service/act-on-task.ts'
import { changeTask } from '../service/change-task.ts'
import { createTask } from '../service/create-task.ts'
import { getTask } from '../service/get-task.ts'
import { listPlans } from '../service/plans.ts'
import * as reports from '../service/report-task.ts'
import { tieOpenNames } from '../service/resolve-units.ts'
import { startStages } from '../service/start-stages.ts'
import { listTasks } from '../service/tasks.ts'
import { listTaskUnits, nameUnit } from '../service/units.ts'
import { bytesOf, fileSchema } from './form-file.ts'

const path = '/api/programmes/tasks' as const
const params = z.object({ id: idSchema })
const detail = jsonAnswer(m.taskDetailSchema, 'the task as it stands now')

const plans = permittedRoute('programmes.read', {
  method: 'get',
  path: '/api/programmes/plans',
  request: { query: m.documentQuerySchema },
  responses: { 200: jsonAnswer(z.object({ items: z.array(m.planSchema) }), 'newest first, with rates') },
})
const units = permittedRoute('programmes.read', {
  method: 'get',
  path: '/api/programmes/units',
  request: { query: m.documentQuerySchema },
  responses: { 200: jsonAnswer(m.unitListSchema, 'units of tasks, most late tasks first') },
})
const unit = permittedRoute('programmes.manage', {
  method: 'put',
  path: '/api/programmes/units',
  request: jsonBody(m.unitNameSchema),
  responses: { 204: { description: 'which organisation the name means is kept' } },
})
const tie = permittedRoute('programmes.manage', {
  method: 'post',
  path: '/api/programmes/units/tie',
  request: jsonBody(m.documentQuerySchema),
  responses: { 200: jsonAnswer(z.object({ tied: z.number().int() }), 'names that found their organisation') },
})
const list = permittedRoute('programmes.read', {
  method: 'get',
  path,
  request: { query: m.taskQuerySchema },
  responses: { 200: jsonAnswer(m.taskListSchema, 'soonest last day first') },
})
const create = permittedRoute('programmes.manage', {
  method: 'post',
  path,
  request: jsonBody(m.newTaskSchema),
  responses: { 201: jsonAnswer(z.object({ id: idSchema, isNew: z.boolean() }), 'the task; made once') },
})
const stages = permittedRoute('programmes.manage', {
  method: 'post',
  path: '/api/programmes/stages',
  request: jsonBody(m.stagesSchema),
  responses: { 201: jsonAnswer(z.object({ id: idSchema, isNew: z.boolean() }), 'the whole; made once') },
})
const read = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}`,
  request: { params },
  responses: { 200: detail },
})
const change = permittedRoute('programmes.manage', {
  method: 'put',
  path: `${path}/{id}`,
  request: { params, ...jsonBody(m.taskChangeSchema) },
  responses: { 200: detail },
})
const act = permittedRoute('programmes.act', {
  method: 'post',
  path: `${path}/{id}/acts`,
  request: { params, ...jsonBody(m.taskActSchema) },
  responses: { 200: detail },
})
const report = permittedRoute('programmes.report', {
  method: 'post',
  path: `${path}/{id}/progress`,
  request: { params, ...jsonBody(m.progressInputSchema) },
  responses: { 200: detail },
})
const evidence = permittedRoute('programmes.report', {
  method: 'post',
  path: `${path}/{id}/evidence`,
  request: { params, ...formBody(fileSchema) },
  responses: {
    201: jsonAnswer(z.object({ id: idSchema, fileName: z.string() }), 'counts once a report names it'),
  },
})
const milestone = permittedRoute('programmes.report', {
  method: 'post',
  path: `${path}/{id}/milestones`,
  request: { params, ...jsonBody(m.milestoneInputSchema) },
  responses: { 200: detail },
})
const reach = permittedRoute('programmes.report', {
  method: 'post',
  path: `${path}/{id}/milestones/{milestoneId}/reach`,
  request: { params: params.extend({ milestoneId: idSchema }) },
  responses: { 200: detail },
})
const link = permittedRoute('programmes.report', {
  method: 'post',
  path: `${path}/{id}/links`,
  request: { params, ...jsonBody(m.linkInputSchema) },
  responses: { 200: detail },
})
const unlink = permittedRoute('programmes.report', {
  method: 'delete',
  path: `${path}/{id}/links/{linkId}`,
  request: { params: params.extend({ linkId: idSchema }) },
  responses: { 200: detail },
})
const unmark = permittedRoute('programmes.report', {
  method: 'delete',
  path: `${path}/{id}/milestones/{milestoneId}`,
  request: { params: params.extend({ milestoneId: idSchema }) },
  responses: { 200: detail },
})

/** Plans, tasks and their units over HTTP. */
export function taskRoutes() {
  const router = accessRouter()
  router.openapi(plans, async (c) => c.json(await listPlans(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(units, async (c) => c.json(await listTaskUnits(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(unit, async (c) => {
    await nameUnit(c.get('ctx'), c.req.valid('json'))
    return c.body(null, 204)
  })
  router.openapi(tie, async (c) => {
    const { city: cityCode, dataset } = c.req.valid('json')
    return c.json({ tied: await tieOpenNames(c.get('ctx'), { cityCode, dataset }) }, 200)
  })
  router.openapi(list, async (c) => c.json(await listTasks(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(create, async (c) => c.json(await createTask(c.get('ctx'), c.req.valid('json')), 201))
  router.openapi(stages, async (c) => c.json(await startStages(c.get('ctx'), c.req.valid('json')), 201))
  router.openapi(read, async (c) => c.json(await getTask(c.get('ctx'), c.req.valid('param').id), 200))
  addActs(router)
  return router
}

function addActs(router: ReturnType<typeof accessRouter>) {
  router.openapi(change, async (c) =>
    c.json(await changeTask(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(act, async (c) =>
    c.json(await actOnTask(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(report, async (c) =>
    c.json(await reports.reportProgress(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(evidence, async (c) => {
    const file = await bytesOf(c.req.valid('form').file)
    const kept = await reports.addEvidence(c.get('ctx'), c.req.valid('param').id, file)
    return c.json(kept, 201)
  })
  router.openapi(milestone, async (c) =>
    c.json(await reports.addMilestone(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(reach, async (c) => {
    const { id, milestoneId } = c.req.valid('param')
    return c.json(await reports.reachMilestone(c.get('ctx'), id, milestoneId), 200)
  })
  router.openapi(link, async (c) =>
    c.json(await reports.addLink(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(unlink, async (c) => {
    const { id, linkId } = c.req.valid('param')
    return c.json(await reports.removeLink(c.get('ctx'), id, linkId), 200)
  })
  router.openapi(unmark, async (c) => {
    const { id, milestoneId } = c.req.valid('param')
    return c.json(await reports.removeMilestone(c.get('ctx'), id, milestoneId), 200)
  })
}
