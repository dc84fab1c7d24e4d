import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, itemsOf, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import {
  attractedQuerySchema,
  attractedSchema,
  funnelQuerySchema,
  funnelSchema,
  leadChangeSchema,
  leadDetailSchema,
  leadListQuerySchema,
  leadStepSchema,
  leadSummarySchema,
  newContactSchema,
  newLeadSchema,
} from '../model.ts'
import { getAttracted, getFunnel } from '../service/funnel.ts'
import { getLead, listLeads } from '../service/lead-list.ts'
import { addContact, changeLead, makeLead, stepLead } from '../service/work-on-leads.ts'

const byId = { params: z.object({ id: idSchema }) }
const list = permittedRoute('leads.read', {
  method: 'get',
  path: '/api/atlas/leads',
  request: { query: leadListQuerySchema },
  responses: { 200: jsonAnswer(itemsOf(leadSummarySchema), 'leads, the soonest next step first') },
})
const post = permittedRoute('leads.handle', {
  method: 'post',
  path: '/api/atlas/leads',
  request: jsonBody(newLeadSchema),
  responses: {
    201: jsonAnswer(leadDetailSchema, 'the lead, made; the same request key gives the same lead'),
  },
})
const funnel = permittedRoute('leads.read', {
  method: 'get',
  path: '/api/atlas/leads/funnel',
  request: { query: funnelQuerySchema },
  responses: { 200: jsonAnswer(funnelSchema, 'how many leads came how far, and why others were lost') },
})
const attracted = permittedRoute('leads.read', {
  method: 'get',
  path: '/api/atlas/leads/attracted',
  request: { query: attractedQuerySchema },
  responses: {
    200: jsonAnswer(attractedSchema, 'suppliers landed and projects completed beside the targets'),
  },
})
const one = permittedRoute('leads.read', {
  method: 'get',
  path: '/api/atlas/leads/{id}',
  request: byId,
  responses: { 200: jsonAnswer(leadDetailSchema, 'one lead whole') },
})
const step = permittedRoute('leads.handle', {
  method: 'post',
  path: '/api/atlas/leads/{id}/steps',
  request: { ...byId, ...jsonBody(leadStepSchema) },
  responses: { 200: jsonAnswer(leadDetailSchema, 'the lead after the step') },
})
const change = permittedRoute('leads.handle', {
  method: 'patch',
  path: '/api/atlas/leads/{id}',
  request: { ...byId, ...jsonBody(leadChangeSchema) },
  responses: { 200: jsonAnswer(leadDetailSchema, 'the lead as changed') },
})
const contact = permittedRoute('leads.handle', {
  method: 'post',
  path: '/api/atlas/leads/{id}/contacts',
  request: { ...byId, ...jsonBody(newContactSchema) },
  responses: { 201: jsonAnswer(leadDetailSchema, 'the lead with the contact written down') },
})

/** Leads over HTTP. */
export function leadRoutes() {
  return accessRouter()
    .openapi(list, async (c) => c.json(await listLeads(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(post, async (c) => c.json(await makeLead(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(funnel, async (c) => c.json(await getFunnel(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(attracted, async (c) => c.json(await getAttracted(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(one, async (c) => c.json(await getLead(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(step, async (c) =>
      c.json(await stepLead(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(change, async (c) =>
      c.json(await changeLead(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(contact, async (c) =>
      c.json(await addContact(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
    )
}
