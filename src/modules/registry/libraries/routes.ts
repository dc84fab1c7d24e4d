import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  type Context,
  cityCodeSchema,
  datasetSchema,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as model from '../model.ts'
import * as campaigns from './service/campaigns.ts'
import * as projects from './service/projects.ts'
import { matchWindows } from './service/windows.ts'

const scope = z.object({ dataset: datasetSchema, city: cityCodeSchema })
const byId = z.object({ id: idSchema })
const project = { 200: jsonAnswer(model.projectSchema, 'the project as it is now') }
const ctxOf = (c: { get(key: 'ctx'): Context }) => c.get('ctx')

const getProjects = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/projects',
  request: { query: model.projectQuerySchema },
  responses: { 200: jsonAnswer(model.projectListSchema, 'projects of a city and its count by stage') },
})
const getCounter = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/projects/completed',
  request: { query: scope.extend({ from: z.iso.date(), to: z.iso.date() }) },
  responses: { 200: jsonAnswer(model.counterSchema, 'major projects completed between two days') },
})
const getProject = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/projects/{id}',
  request: { params: byId },
  responses: project,
})
const getWindows = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/projects/{id}/windows',
  request: { params: byId },
  responses: {
    200: jsonAnswer(itemsOf(model.windowMatchSchema), 'funding windows and what is missing for each'),
  },
})
const postProject = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/projects',
  request: jsonBody(model.newProjectSchema),
  responses: { 201: jsonAnswer(model.projectSchema, 'the new project') },
})
const patchProject = permittedRoute('libraries.write', {
  method: 'patch',
  path: '/api/projects/{id}',
  request: { params: byId, ...jsonBody(model.projectChangeSchema) },
  responses: project,
})
const postAct = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/projects/{id}/steps',
  request: { params: byId, ...jsonBody(model.lifeActSchema) },
  responses: project,
})
const putMoney = permittedRoute('libraries.write', {
  method: 'put',
  path: '/api/projects/{id}/money',
  request: { params: byId, ...jsonBody(model.yearMoneySchema) },
  responses: project,
})
const postLog = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/projects/{id}/log',
  request: { params: byId, ...jsonBody(model.logSchema) },
  responses: project,
})
const getCampaigns = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/campaigns',
  request: { query: scope },
  responses: { 200: jsonAnswer(itemsOf(model.campaignSchema), 'yearly campaigns, newest first') },
})
const postCampaign = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/campaigns',
  request: jsonBody(model.newCampaignSchema),
  responses: { 200: jsonAnswer(model.campaignSchema, 'the campaign, new or held already') },
})
const postCampaignProjects = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/campaigns/{id}/projects',
  request: { params: byId, ...jsonBody(z.object({ projectIds: z.array(idSchema).min(1).max(2000) })) },
  responses: { 200: jsonAnswer(z.object({ added: z.number().int() }), 'how many were new on the list') },
})

/** Projects and campaigns over HTTP. */
export function projectRoutes() {
  const router = accessRouter()
  router.openapi(getProjects, async (c) =>
    c.json(await projects.listProjects(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(getCounter, async (c) =>
    c.json(await projects.countProjects(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(getProject, async (c) =>
    c.json(await projects.getProject(ctxOf(c), c.req.valid('param').id), 200),
  )
  router.openapi(getWindows, async (c) =>
    c.json({ items: await matchWindows(ctxOf(c), c.req.valid('param').id) }, 200),
  )
  router.openapi(postProject, async (c) =>
    c.json(await projects.addProject(ctxOf(c), c.req.valid('json')), 201),
  )
  router.openapi(patchProject, async (c) =>
    c.json(await projects.changeProject(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postAct, async (c) =>
    c.json(await projects.actOnProject(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(putMoney, async (c) =>
    c.json(await projects.recordMoney(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postLog, async (c) =>
    c.json(await projects.logOnProject(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(getCampaigns, async (c) =>
    c.json({ items: await campaigns.listCampaigns(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(postCampaign, async (c) =>
    c.json(await campaigns.addCampaign(ctxOf(c), c.req.valid('json')), 200),
  )
  router.openapi(postCampaignProjects, async (c) => {
    const { projectIds } = c.req.valid('json')
    return c.json(await campaigns.addCampaignProjects(ctxOf(c), c.req.valid('param').id, projectIds), 200)
  })
  return router
}
