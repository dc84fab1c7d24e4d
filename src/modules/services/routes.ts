import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  cityCodeSchema,
  datasetSchema,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../access/index.ts'
import {
  newTicketSchema,
  ticketDetailSchema,
  ticketListSchema,
  ticketStatisticsSchema,
  ticketStepSchema,
} from './model.ts'
import { actOnTicket, attachToTicket, readTicketDocument } from './service/act-on-ticket.ts'
import { getTicketStatistics } from './service/statistics.ts'
import { getTicket, listTickets, listUnits, raiseTicket } from './service/tickets.ts'

const scope = z.object({ city: cityCodeSchema, dataset: datasetSchema })
const params = z.object({ id: idSchema })
const one = { 200: jsonAnswer(ticketDetailSchema, 'the request with history and documents') }

const getTickets = permittedRoute('tickets.read', {
  method: 'get',
  path: '/api/tickets',
  request: { query: scope },
  responses: { 200: jsonAnswer(ticketListSchema, 'requests from firms that the reader may see') },
})
const postTicket = permittedRoute('tickets.raise', {
  method: 'post',
  path: '/api/tickets',
  request: jsonBody(newTicketSchema),
  responses: { 201: jsonAnswer(z.object({ id: idSchema }), 'the request, kept') },
})
const getStatistics = permittedRoute('tickets.statistics', {
  method: 'get',
  path: '/api/tickets/statistics',
  request: { query: scope },
  responses: { 200: jsonAnswer(ticketStatisticsSchema, 'what became of the requests, by kind') },
})
const getUnits = permittedRoute('tickets.manage', {
  method: 'get',
  path: '/api/tickets/units',
  request: { query: scope },
  responses: {
    200: jsonAnswer(itemsOf(z.object({ id: idSchema, name: z.string() })), 'offices that may be in charge'),
  },
})
const getOne = permittedRoute('tickets.read', {
  method: 'get',
  path: '/api/tickets/{id}',
  request: { params },
  responses: one,
})
const postAct = permittedRoute('tickets.act', {
  method: 'post',
  path: '/api/tickets/{id}/acts',
  request: { params, ...jsonBody(ticketStepSchema) },
  responses: one,
})
const postDocument = permittedRoute('tickets.act', {
  method: 'post',
  path: '/api/tickets/{id}/documents',
  request: {
    params,
    ...formBody(z.object({ document: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })),
  },
  responses: one,
})
const getDocument = permittedRoute('tickets.read', {
  method: 'get',
  path: '/api/tickets/{id}/documents/{documentId}',
  request: { params: z.object({ id: idSchema, documentId: idSchema }) },
  responses: { 200: { description: 'the document' } },
})

/** Requests from firms over HTTP. */
export function ticketRoutes() {
  return accessRouter()
    .openapi(getStatistics, async (c) =>
      c.json(await getTicketStatistics(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(getUnits, async (c) =>
      c.json({ items: await listUnits(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(getTickets, async (c) => c.json(await listTickets(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(postTicket, async (c) => {
      const { id } = await raiseTicket(c.get('ctx'), c.req.valid('json'))
      return c.json({ id }, 201)
    })
    .openapi(getOne, async (c) => c.json(await getTicket(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(postAct, async (c) =>
      c.json(await actOnTicket(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postDocument, async (c) => {
      const { document } = c.req.valid('form')
      const file = { fileName: document.name, bytes: Buffer.from(await document.arrayBuffer()) }
      return c.json(await attachToTicket(c.get('ctx'), c.req.valid('param').id, file), 200)
    })
    .openapi(getDocument, async (c) => {
      const { id, documentId } = c.req.valid('param')
      const file = await readTicketDocument(c.get('ctx'), { id, documentId })
      return c.body(new Uint8Array(file.bytes), 200, {
        'content-type': file.mediaType,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        'x-content-type-options': 'nosniff',
      })
    })
}
