import { z } from '@hono/zod-openapi'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '小写字母、数字和连字符 lower case, digits, hyphens')
const citation = z.strictObject({
  document: key,
  place: z.string().nullable().optional(),
  sentence: z.string().nullable(),
})

/** What the ladder adds to a rule document of the engine. */
export const ruleSetAttachedSchema = z.strictObject({
  nameEn: z.string().min(1),
  rung: key,
  /** The card that is shown with its indicators; null where the rules have none. */
  card: z.string().nullable(),
  /** Scores that the rules ask for, in points. */
  targets: z.array(z.strictObject({ card: z.string(), points: z.number().int().positive() })),
  /** What nobody has checked against the original; shown. */
  unverified: z.array(z.string().min(1)),
  notInSource: z.array(z.string().min(1)),
})
export type RuleSetAttached = z.infer<typeof ruleSetAttachedSchema>

const rungTarget = z.strictObject({
  indicator: key,
  /** The scope word of the target (Chinese) that these titles answer; left out: any other. */
  scope: z.string().optional(),
  titles: z.array(key).min(1),
})
/** One file of `ladders/`: the rungs from the lowest to the highest, and which titles of the register stand on each. */
export const ladderFileSchema = z.strictObject({
  id: key,
  name: words,
  reviewWarningMonths: z.number().int().min(1).max(24),
  rungs: z
    .array(
      z.strictObject({
        id: key,
        name: words,
        titles: z.array(key).min(1),
        level: z.enum(['national', 'provincial', 'municipal']),
        targets: z.array(rungTarget),
        note: words.nullable(),
      }),
    )
    .min(1),
  source: citation,
})
export type LadderFile = z.infer<typeof ladderFileSchema>
export type Rung = LadderFile['rungs'][number]

export const programmeKinds = ['cohort', 'listing', 'plan', 'packages', 'tag'] as const
/** One file of `programmes/`: what a city runs for its firms; only what its source says, the rest named as missing. */
export const programmeFileSchema = z.strictObject({
  id: key,
  city: z.string().regex(/^\d{6}$/, '六位区划代码，加引号 a six-digit division code, in quotes'),
  kind: z.enum(programmeKinds),
  subject: z.enum(['firm', 'product']),
  name: words,
  source: citation,
  /** What is confirmed one by one when somebody enters. */
  criteria: z.array(z.strictObject({ id: key, name: words })),
  aspects: z.array(z.strictObject({ name: words, measures: z.array(words) })),
  /** How many measures the source says there are; null where it does not say. */
  statedMeasures: z.number().int().nullable(),
  packages: z.array(z.strictObject({ name: words, contents: z.array(words) })),
  /** Firms that the source names, as written. */
  named: z.array(z.string().min(1)),
  notInSource: words.nullable(),
  /** A life cycle of engine `workflow`; null where nobody goes through the programme step by step. */
  lifeCycle: z.looseObject({ id: z.string(), version: z.number().int() }).nullable(),
})
export type ProgrammeFile = z.infer<typeof programmeFileSchema>
