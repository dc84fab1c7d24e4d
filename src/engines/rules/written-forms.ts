/**
 * The forms a number and a condition may be written in. A form is known by its first key (`rate:`, `holds:`);
 * children are checked one by one when the form is lowered, so that a mistake is reported where it stands.
 */
import { z } from 'zod'

const child = (id: string) => z.any().meta({ child: id })
export const numberRef = child('number')
export const conditionRef = child('condition')
const scalar = z.union([z.string(), z.number()])
const words = z.union([z.string(), z.array(z.string()).min(1)])
const numbers = z.array(numberRef).min(1)
/** Keys every number may carry: an upper and a lower limit, and words of its own. */
const around = {
  cap: z.union([numberRef, z.array(numberRef)]).optional(),
  minimum: numberRef.optional(),
  label: z.string().optional(),
}
const form = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ ...shape, ...around })

const band = z.strictObject({
  from: scalar.optional(),
  above: scalar.optional(),
  below: scalar.optional(),
  upTo: scalar.optional(),
  value: numberRef,
})
const order = z.enum(['highest', 'lowest']).optional()

export const numberForms = {
  fact: form({ fact: z.string(), year: z.number().int().optional() }),
  parameter: form({ parameter: z.string() }),
  city: form({ city: z.string(), positive: z.boolean().optional() }),
  value: form({ value: scalar }),
  rate: form({ rate: numberRef, of: z.union([numberRef, numbers]) }),
  times: form({ times: numbers }),
  sum: form({ sum: numbers }),
  difference: form({ difference: z.tuple([numberRef, numberRef]) }),
  min: form({ min: numbers }),
  max: form({ max: numbers }),
  growth: form({ growth: z.strictObject({ of: numberRef, over: numberRef }) }),
  share: form({ share: z.strictObject({ of: numberRef, over: numberRef }) }),
  excess: form({ excess: z.strictObject({ of: numberRef, over: numberRef, rate: numberRef.optional() }) }),
  aboveGrowth: form({
    aboveGrowth: z.strictObject({
      of: numberRef,
      last: numberRef,
      growth: numberRef,
      times: scalar.optional(),
      rate: numberRef.optional(),
    }),
  }),
  match: form({ match: z.strictObject({ of: numberRef, rate: numberRef, limits: numbers.optional() }) }),
  perUnit: form({
    perUnit: z.strictObject({
      of: numberRef,
      unit: numberRef,
      award: numberRef,
      from: numberRef.optional(),
    }),
  }),
  marginal: form({
    marginal: z.strictObject({
      of: numberRef,
      from: numberRef.optional(),
      steps: z.array(z.strictObject({ upTo: numberRef.optional(), rate: numberRef })).min(1),
    }),
  }),
  bands: form({
    bands: z.strictObject({
      of: numberRef,
      table: z.array(band).min(1),
      otherwise: numberRef.optional(),
    }),
  }),
  table: form({
    table: z.strictObject({
      by: z.string(),
      values: z.record(z.string(), numberRef),
      otherwise: numberRef.optional(),
    }),
  }),
  byTitle: form({
    byTitle: z.strictObject({
      fact: z.string(),
      values: z.record(z.string(), numberRef),
      otherwise: numberRef.optional(),
    }),
  }),
  choose: form({
    choose: z
      .array(
        z.union([
          z.strictObject({ when: conditionRef, give: numberRef }),
          z.strictObject({ otherwise: numberRef }),
        ]),
      )
      .min(1),
  }),
  topUp: form({ topUp: z.strictObject({ to: numberRef, paid: numberRef }) }),
  yearsSince: form({ yearsSince: z.string() }),
  rank: form({ rank: z.strictObject({ of: z.string(), order, within: z.string().optional() }) }),
  percentile: form({ percentile: z.strictObject({ of: z.string(), order, within: z.string().optional() }) }),
  score: form({ score: z.string() }),
  coverage: form({ coverage: z.string() }),
  interpolate: form({
    interpolate: z.strictObject({
      of: numberRef,
      zeroAt: numberRef,
      fullAt: numberRef,
      points: scalar,
      /** Says that the scale falls where its ends are no constants. */
      lessIsBetter: z.boolean().optional(),
    }),
  }),
  benchmark: form({
    benchmark: z.strictObject({
      of: numberRef,
      against: numberRef,
      points: scalar,
      most: scalar.optional(),
    }),
  }),
} as const

const note = { label: z.string().optional(), changeable: z.boolean().optional() }
const near = { near: z.union([scalar, z.boolean()]).optional() }

/** The limits a number may be compared with: `{fact: x, atLeast: 5000万元, below: 1亿元}`. */
export const comparisonKeys = {
  atLeast: numberRef.optional(),
  above: numberRef.optional(),
  atMost: numberRef.optional(),
  below: numberRef.optional(),
  equals: numberRef.optional(),
  notEquals: numberRef.optional(),
  ...near,
  ...note,
}

export const conditionForms = {
  all: z.strictObject({ all: z.array(conditionRef).min(1), label: z.string().optional() }),
  any: z.strictObject({ any: z.array(conditionRef).min(1), label: z.string().optional() }),
  not: z.strictObject({ not: conditionRef }),
  atLeastOf: z.strictObject({
    atLeastOf: z.number().int().min(1),
    conditions: z.array(conditionRef).min(1),
    label: z.string().optional(),
  }),
  is: z.strictObject({ is: z.string(), ...near, ...note }),
  isNot: z.strictObject({ isNot: z.string(), ...near, ...note }),
  in: z.strictObject({ fact: z.string(), in: words, ...near, ...note }),
  notIn: z.strictObject({ fact: z.string(), notIn: words, ...near, ...note }),
  prefix: z.strictObject({ fact: z.string(), prefix: words, ...near, ...note }),
  holds: z.strictObject({ holds: words, fact: z.string().optional(), ...near, ...note }),
  newly: z.strictObject({
    newly: words,
    withinMonths: z.number().int().min(1),
    fact: z.string().optional(),
    ...near,
    ...note,
  }),
  firstTime: z.strictObject({ firstTime: words, fact: z.string().optional(), ...near, ...note }),
  firstCrossing: z.strictObject({ firstCrossing: z.string(), limit: scalar, ...near, ...note }),
  passes: z.strictObject({ passes: z.string(), atLeast: scalar, ...note }),
} as const

export type NumberForm = keyof typeof numberForms
export type ConditionForm = keyof typeof conditionForms
