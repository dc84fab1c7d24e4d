/** The written form of scorecards and of the assessments that give classes with them. */
import { z } from 'zod'
import { conditionRef, numberRef } from './written-forms.ts'

const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*$/,
    '小写字母开头，只含小写字母、数字和下划线 · lower case letters, digits and _ only',
  )
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2024-03-01 · write the day as 2024-03-01')
const text = z.string().min(1, '不能为空 · must not be empty')
const scalar = z.union([z.string(), z.number()])

const indicator = z.strictObject({
  id: name,
  label: text,
  max: scalar,
  group: text.optional(),
  points: numberRef,
  note: text.optional(),
})
const levelRule = z.strictObject({ label: text, when: conditionRef, level: text })

export const scorecardSchema = z.strictObject({
  label: text,
  indicators: z.array(indicator).min(1),
  vetoes: z.array(conditionRef).optional(),
  bonuses: z.array(z.strictObject({ label: text, when: conditionRef, points: scalar })).optional(),
  directPass: z.array(conditionRef).optional(),
  most: scalar.optional(),
  classes: z
    .strictObject({
      by: z.enum(['band', 'rank']),
      levels: z
        .array(z.strictObject({ level: text, from: scalar.optional(), top: scalar.optional() }))
        .min(1),
      /** No better than this level while the condition holds. */
      atBest: z.array(levelRule).optional(),
      /** At least this level when the condition surely holds. */
      direct: z.array(levelRule).optional(),
    })
    .optional(),
})

const assessmentExpect = z.strictObject({
  score: z.union([scalar, z.null()]).optional(),
  coverage: scalar.optional(),
  level: z.union([text, z.null()]).optional(),
  group: z.union([name, z.null()]).optional(),
  place: z.union([z.number().int(), z.null()]).optional(),
  reason: text.optional(),
})
const facts = z.record(z.string(), z.unknown())
const assessmentCase = z.strictObject({
  name: text,
  on: day.optional(),
  /** One record a subject; together they are the city of the case. */
  facts: z.array(facts).min(1),
  city: z.record(z.string(), z.union([scalar, z.null()])).optional(),
  expect: z.array(assessmentExpect).min(1),
  source: text.optional(),
})

export const assessmentSchema = z.strictObject({
  label: text,
  /** Share of the points that must be known before a subject is classed; below it its class is unknown. */
  minCoverage: scalar,
  /** Subjects that take no part, with the class written for them; the first that holds counts. */
  excluded: z.array(levelRule).optional(),
  /** Who is scored by which card, apart from the others; the first that holds counts. */
  groups: z
    .array(z.strictObject({ id: name, label: text, when: conditionRef.optional(), card: name }))
    .min(1),
  cases: z.array(assessmentCase).optional(),
})

export type WrittenScorecard = z.infer<typeof scorecardSchema>
export type WrittenAssessment = z.infer<typeof assessmentSchema>
export type WrittenAssessmentCase = z.infer<typeof assessmentCase>
