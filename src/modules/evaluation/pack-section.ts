import { createHash } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import {
  type PolicyText,
  policySchema,
  readData,
  runCases,
  staticProblems,
} from '../../engines/rules/index.ts'
import type { PackDoc, PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, requirePermission } from '../access/index.ts'
import { attachedOf } from './domain/readable-card.ts'
import { attachedSchema } from './model.ts'
import { insertScorecard, listPackScorecards, retireScorecard } from './queries/scorecards.ts'

const fileSchema = policySchema.extend({ attached: attachedSchema })
export type ScorecardFile = z.infer<typeof fileSchema>

/** What is wrong with one scorecard beyond its form: rules, worked cases, measures of classes that are not there. */
function checkOne(doc: PackDoc<ScorecardFile>): PackFinding[] {
  // Lines are looked up from the path that the finding carries; the engine needs only to know it.
  const paths = new Map<number, readonly (string | number)[]>()
  const text: PolicyText = readData(doc.value, doc.file, (path) => {
    paths.set(paths.size, path)
    return paths.size - 1
  })
  const cases = runCases(text)
  const problems = [...text.problems, ...cases.problems, ...staticProblems(text, cases)]
  const found = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message, case: name }): PackFinding => {
      const [zh = message, en = zh] = message.split(' · ')
      const where = name === null ? '' : `${name}：`
      const path = (line === null ? undefined : paths.get(line)) ?? []
      return { doc, path, message: { zh: `${where}${zh}`, en: `${where}${en}` } }
    })
  return [...found, ...checkMeasures(doc, text)]
}

function checkMeasures(doc: PackDoc<ScorecardFile>, { policy }: PolicyText): PackFinding[] {
  if (!policy) return []
  const { scorecards = {}, assessments = {} } = policy.written
  const levels = new Set([
    ...Object.values(scorecards).flatMap((card) => (card.classes?.levels ?? []).map(({ level }) => level)),
    ...Object.values(assessments).flatMap(({ excluded = [] }) => excluded.map(({ level }) => level)),
  ])
  return attachedOf(policy).measures.flatMap(({ level }, i): PackFinding[] =>
    levels.has(level)
      ? []
      : [
          {
            doc,
            path: ['attached', 'measures', i, 'level'],
            message: { zh: `没有档次“${level}”`, en: `there is no class "${level}"` },
          },
        ],
  )
}

function checkTwice(docs: readonly PackDoc<ScorecardFile>[]): PackFinding[] {
  const seen = new Set<string>()
  return docs.flatMap((doc): PackFinding[] => {
    const { policy } = doc.value
    if (!seen.has(policy)) {
      seen.add(policy)
      return []
    }
    const message = {
      zh: `评分表“${policy}”在本包里出现两次`,
      en: `the scorecard "${policy}" stands twice in this pack`,
    }
    return [{ doc, path: ['policy'], message }]
  })
}

/** Scorecards of a pack: a changed file is a new version, a file that is gone retires its scorecard; runs keep theirs. */
export const scorecardSection: PackSection<ScorecardFile, Context> = {
  room: 'evaluation',
  folder: 'scorecards',
  schema: fileSchema as unknown as z.ZodType<ScorecardFile>,
  check: (docs) => [...docs.flatMap(checkOne), ...checkTwice(docs)],
  async load(ctx, docs, pack) {
    requirePermission(ctx.actor, 'packs.load')
    const held = new Map((await listPackScorecards(ctx.db, pack.name)).map((card) => [card.key, card]))
    for (const { value } of docs) {
      const document = JSON.stringify(value)
      const sha256 = createHash('sha256').update(document).digest('hex')
      const before = held.get(value.policy)
      held.delete(value.policy)
      if (before?.sha256 === sha256) continue
      await insertScorecard(ctx.db, {
        ...columnsOf(value),
        pack: pack.name,
        sha256,
        document,
        loadedAt: ctx.now,
      })
      await audit(ctx, {
        action: 'evaluation.load_scorecard',
        subject: `scorecard/${value.policy}`,
        detail: { sha256 },
      })
    }
    for (const { key } of held.values()) {
      await retireScorecard(ctx.db, key, ctx.now)
      await audit(ctx, { action: 'evaluation.retire_scorecard', subject: `scorecard/${key}`, detail: {} })
    }
  },
}

const columnsOf = (file: ScorecardFile) => ({
  key: file.policy,
  title: file.title,
  titleEn: file.attached.nameEn,
  areaCode: file.area ?? null,
  kind: file.attached.kind,
  subject: file.attached.subject,
  validFrom: file.validFrom,
  validTo: file.validTo ?? null,
})
