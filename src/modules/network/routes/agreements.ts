import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import {
  agreementActSchema,
  agreementAggregateQuerySchema,
  agreementAggregateSchema,
  agreementSchema,
  deliveryFileSchema,
  newAgreementSchema,
  newDeliverySchema,
  reasonSchema,
} from '../model.ts'
import { getAgreementAggregate } from '../service/agreement-aggregate.ts'
import { takeDeliveryBack, takeDeliveryFile, tellDelivery } from '../service/agreement-deliveries.ts'
import { actOnAgreement, getAgreement, listOwnAgreements, stateAgreement } from '../service/agreements.ts'

const path = '/api/network/agreements'
const byId = { params: z.object({ id: idSchema }) }
const whole = (words: string) => jsonAnswer(agreementSchema, words)

const list = permittedRoute('supply_agreements.own', {
  method: 'get',
  path,
  request: { query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(itemsOf(agreementSchema), 'the framework agreements of one’s own firm') },
})
const aggregate = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/agreement-figures',
  request: { query: agreementAggregateQuerySchema },
  responses: {
    200: jsonAnswer(agreementAggregateSchema, 'what agreements do for a city, by the rule of aggregates'),
  },
})
const one = permittedRoute('supply_agreements.own', {
  method: 'get',
  path: `${path}/{id}`,
  request: byId,
  responses: { 200: whole('one agreement of one’s own') },
})
const post = permittedRoute('supply_agreements.own', {
  method: 'post',
  path,
  request: jsonBody(newAgreementSchema),
  responses: { 201: whole('written down; the other party confirms it') },
})
const postAct = permittedRoute('supply_agreements.own', {
  method: 'post',
  path: `${path}/{id}/acts`,
  request: { ...byId, ...jsonBody(agreementActSchema) },
  responses: { 200: whole('confirmed, refused, withdrawn or ended') },
})
const postDelivery = permittedRoute('supply_agreements.own', {
  method: 'post',
  path: `${path}/{id}/deliveries`,
  request: { ...byId, ...jsonBody(newDeliverySchema) },
  responses: { 201: whole('the delivery counts') },
})
const postFile = permittedRoute('supply_agreements.own', {
  method: 'post',
  path: `${path}/{id}/deliveries/file`,
  request: {
    ...byId,
    ...formBody(
      z.object({
        mode: z.enum(['check', 'run']),
        file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(deliveryFileSchema, 'what the file does, line by line; a check writes nothing'),
  },
})
const postWithdrawal = permittedRoute('supply_agreements.own', {
  method: 'post',
  path: `${path}/{id}/deliveries/{delivery}/withdrawal`,
  request: { params: z.object({ id: idSchema, delivery: idSchema }), ...jsonBody(reasonSchema) },
  responses: { 200: whole('the delivery counts no longer') },
})

/** Framework agreements over HTTP. */
export function agreementRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) =>
    c.json({ items: await listOwnAgreements(c.get('ctx'), c.req.valid('query').dataset) }, 200),
  )
  router.openapi(aggregate, async (c) =>
    c.json(await getAgreementAggregate(c.get('ctx'), c.req.valid('query')), 200),
  )
  router.openapi(one, async (c) => c.json(await getAgreement(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(post, async (c) => c.json(await stateAgreement(c.get('ctx'), c.req.valid('json')), 201))
  router.openapi(postAct, async (c) =>
    c.json(await actOnAgreement(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postDelivery, async (c) =>
    c.json(await tellDelivery(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
  )
  router.openapi(postFile, async (c) => {
    const { mode, file } = c.req.valid('form')
    const bytes = Buffer.from(await file.arrayBuffer())
    const order = { id: c.req.valid('param').id, isRun: mode === 'run', fileName: file.name, bytes }
    return c.json(await takeDeliveryFile(c.get('ctx'), order), 200)
  })
  router.openapi(postWithdrawal, async (c) => {
    const { reason } = c.req.valid('json')
    return c.json(await takeDeliveryBack(c.get('ctx'), c.req.valid('param'), reason), 200)
  })
  return router
}
