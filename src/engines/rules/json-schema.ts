/** The JSON Schema of the written form, for editors: completion and red lines while typing. */
import { z } from 'zod'
import { policySchema } from './written.ts'
import { comparisonKeys, conditionForms, numberForms } from './written-forms.ts'

type Json = Record<string, unknown>

/** Places that take a number or a condition become references to the lists of forms. */
function plain(schema: z.ZodType): Json {
  const json = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ jsonSchema }) => {
      const child = (jsonSchema as Json).child
      if (typeof child !== 'string') return
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key]
      Object.assign(jsonSchema, { $ref: `#/$defs/${child}` })
    },
  }) as Json
  delete json.$schema
  return json
}

/** A comparison carries a number form and limits side by side, so its keys are open. */
function comparison(): Json {
  const limits = plain(z.object(comparisonKeys)).properties
  const anyLimit = ['atLeast', 'above', 'atMost', 'below', 'equals', 'notEquals'].map((key) => ({
    required: [key],
  }))
  return { type: 'object', properties: limits as Json, anyOf: anyLimit }
}

/** The whole schema, stable from run to run. */
export function policyJsonSchema(): Json {
  const forms = (list: Readonly<Record<string, z.ZodType>>) => Object.values(list).map(plain)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '链枢政策文件 Lianshu policy',
    ...plain(policySchema),
    $defs: {
      number: {
        anyOf: [
          {
            type: ['string', 'number'],
            description: '500万元、6%、12，或指标、参数、全市数据的名称 a quantity or a declared name',
          },
          { type: 'array', items: { $ref: '#/$defs/number' }, description: '求和 sum' },
          ...forms(numberForms),
        ],
      },
      condition: {
        anyOf: [
          { type: 'string', description: '是/否指标的名称 name of a yes/no fact' },
          ...forms(conditionForms),
          comparison(),
        ],
      },
    },
  }
}
