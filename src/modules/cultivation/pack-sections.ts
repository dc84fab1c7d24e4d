import { createHash } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import {
  type PolicyText,
  policySchema,
  readData,
  runCases,
  staticProblems,
} from '../../engines/rules/index.ts'
import { parseLifeCycle } from '../../engines/workflow/index.ts'
import type { PackDoc, PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, requirePermission } from '../access/index.ts'
import { wholeClause } from './domain/rule-set.ts'
import {
  type LadderFile,
  ladderFileSchema,
  type ProgrammeFile,
  programmeFileSchema,
  ruleSetAttachedSchema,
} from './model.ts'
import { insertDocument, listDocuments, retireDocument } from './queries/documents.ts'
import type { DocumentRow } from './tables.ts'

const ruleSetFileSchema = policySchema.extend({ attached: ruleSetAttachedSchema })
export type RuleSetFile = z.infer<typeof ruleSetFileSchema>

const keyTwice = <T>(
  docs: readonly PackDoc<T>[],
  keyOf: (value: T) => string,
  path: string,
): PackFinding[] => {
  const seen = new Set<string>()
  return docs.flatMap((doc): PackFinding[] => {
    const key = keyOf(doc.value)
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const message = { zh: `“${key}”在本包里出现两次`, en: `"${key}" stands twice in this pack` }
    return [{ doc, path: [path], message }]
  })
}

/** Writes what changed, retires what is gone; every change audited. */
async function keep<T>(
  ctx: Context,
  kind: DocumentRow['kind'],
  pack: string,
  files: readonly { key: string; value: T }[],
): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  const held = (await listDocuments(ctx.db, kind)).filter((document) => document.pack === pack)
  const before = new Map(held.map(({ key, sha256 }) => [key, sha256]))
  for (const { key, value } of files) {
    const document = JSON.stringify(value)
    const sha256 = createHash('sha256').update(document).digest('hex')
    const known = before.get(key)
    before.delete(key)
    if (known === sha256) continue
    await insertDocument(ctx.db, { kind, key, pack, sha256, document, loadedAt: ctx.now })
    await audit(ctx, {
      action: 'cultivation.load_document',
      subject: `cultivation.${kind}/${key}`,
      detail: { sha256 },
    })
  }
  for (const key of before.keys()) {
    await retireDocument(ctx.db, kind, key, ctx.now)
    await audit(ctx, {
      action: 'cultivation.retire_document',
      subject: `cultivation.${kind}/${key}`,
      detail: {},
    })
  }
}

/** What is wrong with one rule set beyond its form: rules, worked cases, no clause for the whole, unknown cards. */
function checkRules(doc: PackDoc<RuleSetFile>): PackFinding[] {
  const paths = new Map<number, readonly (string | number)[]>()
  const text: PolicyText = readData(doc.value, doc.file, (path) => {
    paths.set(paths.size, path)
    return paths.size - 1
  })
  const cases = runCases(text)
  const found = [...text.problems, ...cases.problems, ...staticProblems(text, cases)]
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message, case: name }): PackFinding => {
      const [zh = message, en = zh] = message.split(' · ')
      const where = name === null ? '' : `${name}：`
      const path = (line === null ? undefined : paths.get(line)) ?? []
      return { doc, path, message: { zh: `${where}${zh}`, en: `${where}${en}` } }
    })
  return [...found, ...checkAttached(doc)]
}

function checkAttached(doc: PackDoc<RuleSetFile>): PackFinding[] {
  const { clauses, scorecards = {}, attached } = doc.value
  const found: PackFinding[] = []
  if (!clauses.some(({ id }) => id === wholeClause) || clauses.length < 2)
    found.push({
      doc,
      path: ['clauses'],
      message: {
        zh: `要有一条 id 为 ${wholeClause} 的总条款，和至少一个分项`,
        en: `one clause "${wholeClause}" for the whole and at least one item are needed`,
      },
    })
  for (const card of [attached.card, ...attached.targets.map((target) => target.card)])
    if (card !== null && !(card in scorecards))
      found.push({
        doc,
        path: ['attached'],
        message: { zh: `没有评分表“${card}”`, en: `there is no scorecard "${card}"` },
      })
  return found
}

/** Rule sets of the ladder, `ladder-rules/`: a changed file is a new version. */
export const ruleSetSection: PackSection<RuleSetFile, Context> = {
  room: 'cultivation',
  folder: 'ladder-rules',
  schema: ruleSetFileSchema as unknown as z.ZodType<RuleSetFile>,
  check: (docs) => [...docs.flatMap(checkRules), ...keyTwice(docs, ({ policy }) => policy, 'policy')],
  load: (ctx, docs, pack) =>
    keep(
      ctx,
      'rule_set',
      pack.name,
      docs.map(({ value }) => ({ key: value.policy, value })),
    ),
}

/** The ladder, `ladders/`. */
export const ladderSection: PackSection<LadderFile, Context> = {
  room: 'cultivation',
  folder: 'ladders',
  schema: ladderFileSchema,
  check: (docs) => keyTwice(docs, ({ id }) => id, 'id'),
  load: (ctx, docs, pack) =>
    keep(
      ctx,
      'ladder',
      pack.name,
      docs.map(({ value }) => ({ key: value.id, value })),
    ),
}

function checkLifeCycle(doc: PackDoc<ProgrammeFile>): PackFinding[] {
  const { lifeCycle, kind } = doc.value
  if (lifeCycle === null)
    return kind === 'cohort' || kind === 'listing'
      ? [
          {
            doc,
            path: ['lifeCycle'],
            message: { zh: '这类计划要写流程', en: 'a programme of this kind needs a life cycle' },
          },
        ]
      : []
  const parsed = parseLifeCycle(lifeCycle)
  return parsed.ok
    ? []
    : parsed.flaws.map(({ at, zh, en }) => ({
        doc,
        path: ['lifeCycle', ...(at === '(root)' ? [] : at.split('.'))],
        message: { zh, en },
      }))
}

/** Programmes of a city, `programmes/`: a changed file is a new version, what goes through the old one keeps it. */
export const programmeSection: PackSection<ProgrammeFile, Context> = {
  room: 'cultivation',
  folder: 'programmes',
  schema: programmeFileSchema,
  check: (docs) => [...docs.flatMap(checkLifeCycle), ...keyTwice(docs, ({ id }) => id, 'id')],
  load: (ctx, docs, pack) =>
    keep(
      ctx,
      'programme',
      pack.name,
      docs.map(({ value }) => ({ key: value.id, value })),
    ),
}

export const cultivationSections = [ladderSection, ruleSetSection, programmeSection] as const
