import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import {
  cityCodeSchema,
  conflictAnswerSchema,
  decisionInputSchema,
  definitionInputSchema,
  definitionSchema,
  definitionStepSchema,
  formulaAnswerSchema,
  formulaQuestionSchema,
  keySchema,
  newDefinitionSchema,
  reasonSchema,
  valueCorrectionSchema,
  valueInputSchema,
  valueWrittenSchema,
} from '../model.ts'
import { decideConflict, listCityConflicts, revokeConflictDecision } from '../service/conflicts.ts'
import { checkFormula, createDefinition, restoreDefinition, withdrawDefinition } from '../service/define.ts'
import { writeDefinition } from '../service/definitions.ts'
import { correctValue, enterValue, withdrawValue } from '../service/values.ts'

const getConflicts = permittedRoute('indicators.read', {
  method: 'get',
  path: '/api/indicators/conflicts',
  request: { query: z.object({ city: cityCodeSchema, dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(itemsOf(conflictAnswerSchema), 'where sources do not say the same, undecided ones first'),
  },
})
const postDecision = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/decisions',
  request: jsonBody(decisionInputSchema),
  responses: { 201: jsonAnswer(conflictAnswerSchema, 'the conflict with the decision that binds now') },
})
const postRevocation = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/decisions/{id}/revoke',
  request: { params: z.object({ id: idSchema }), ...jsonBody(reasonSchema) },
  responses: { 200: jsonAnswer(conflictAnswerSchema, 'the conflict, open again') },
})
const postValue = permittedRoute('indicators.enter', {
  method: 'post',
  path: '/api/indicators/values',
  request: jsonBody(valueInputSchema),
  responses: { 201: jsonAnswer(valueWrittenSchema, 'the figure as written down') },
})
const postWithdrawal = permittedRoute('indicators.enter', {
  method: 'post',
  path: '/api/indicators/values/{id}/withdraw',
  request: { params: z.object({ id: idSchema }), ...jsonBody(reasonSchema) },
  responses: { 200: jsonAnswer(valueWrittenSchema, 'the figure that was taken back') },
})
const postCorrection = permittedRoute('indicators.enter', {
  method: 'post',
  path: '/api/indicators/values/{id}/correct',
  request: { params: z.object({ id: idSchema }), ...jsonBody(valueCorrectionSchema) },
  responses: { 201: jsonAnswer(valueWrittenSchema, 'the figure that stands in its place') },
})
const postDefinition = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/definitions',
  request: jsonBody(newDefinitionSchema),
  responses: { 201: jsonAnswer(definitionSchema, 'the new indicator') },
})
const postFormula = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/formula',
  request: jsonBody(formulaQuestionSchema),
  responses: { 200: jsonAnswer(formulaAnswerSchema, 'whether the formula stands, and what it says') },
})
const oneIndicator = z.object({ indicator: keySchema })
const postTakenBack = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/{indicator}/withdraw',
  request: { params: oneIndicator, ...jsonBody(definitionStepSchema) },
  responses: { 200: jsonAnswer(definitionSchema, 'the indicator that was taken back') },
})
const postBroughtBack = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/{indicator}/restore',
  request: { params: oneIndicator, ...jsonBody(definitionStepSchema) },
  responses: { 200: jsonAnswer(definitionSchema, 'the indicator as it stands again') },
})
const postVersion = permittedRoute('indicators.manage', {
  method: 'post',
  path: '/api/indicators/{indicator}/versions',
  request: { params: z.object({ indicator: keySchema }), ...jsonBody(definitionInputSchema) },
  responses: { 201: jsonAnswer(definitionSchema, 'the definition in its new version') },
})

/** What people change of indicators over HTTP. */
export const changeRoutes = () =>
  accessRouter()
    .openapi(getConflicts, async (c) => {
      const { city, dataset } = c.req.valid('query')
      return c.json({ items: await listCityConflicts(c.get('ctx'), { cityCode: city, dataset }) }, 200)
    })
    .openapi(postDecision, async (c) => c.json(await decideConflict(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(postRevocation, async (c) =>
      c.json(
        await revokeConflictDecision(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
    )
    .openapi(postValue, async (c) => c.json(await enterValue(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(postWithdrawal, async (c) =>
      c.json(await withdrawValue(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason), 200),
    )
    .openapi(postVersion, async (c) =>
      c.json(await writeDefinition(c.get('ctx'), c.req.valid('param').indicator, c.req.valid('json')), 201),
    )
    .openapi(postCorrection, async (c) =>
      c.json(await correctValue(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(postDefinition, async (c) =>
      c.json(await createDefinition(c.get('ctx'), c.req.valid('json')), 201),
    )
    .openapi(postFormula, async (c) => c.json(await checkFormula(c.get('ctx'), c.req.valid('json')), 200))
    .openapi(postTakenBack, async (c) =>
      c.json(
        await withdrawDefinition(c.get('ctx'), c.req.valid('param').indicator, c.req.valid('json')),
        200,
      ),
    )
    .openapi(postBroughtBack, async (c) =>
      c.json(await restoreDefinition(c.get('ctx'), c.req.valid('param').indicator, c.req.valid('json')), 200),
    )
