import { libraryOf, namesOf, readData, textOfCond } from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import { type RuleSet, wholeClause } from '../domain/rule-set.ts'
import { type LadderFile, type RuleSetInfo, ruleSetAttachedSchema } from '../model.ts'
import { listDocuments } from '../queries/documents.ts'

// A version never changes, so a document is compiled once.
const compiled = new Map<bigint, RuleSet>()
const mostCompiled = 200

/** Whether a pack brought a ladder: before that nothing can wait for anybody. */
export async function hasLadder(ctx: Context): Promise<boolean> {
  return (await listDocuments(ctx.db, 'ladder')).length > 0
}

/** The ladder of the packs and its rule sets, compiled. */
export async function loadLadder(ctx: Context): Promise<{ ladder: LadderFile; sets: RuleSet[] }> {
  const [held] = await listDocuments(ctx.db, 'ladder')
  if (!held) throw new AppError('conflict', 'cultivation.no_ladder', {})
  const sets = (await listDocuments(ctx.db, 'rule_set')).map(({ id, key, version, document }) => {
    const known = compiled.get(id)
    if (known) return known
    const { policy, problems } = readData(document, key, () => null)
    if (!policy)
      throw new AppError('conflict', 'cultivation.rules_broken', { key, reason: problems[0]?.message ?? '' })
    const { attached } = document as { attached: unknown }
    const set = { id: String(id), version, policy, attached: ruleSetAttachedSchema.parse(attached) }
    if (compiled.size >= mostCompiled) compiled.clear()
    compiled.set(id, set)
    return set
  })
  return { ladder: held.document as LadderFile, sets }
}

/** A rule set in words, as the ladder page shows it. */
export function toRuleSetInfo({ policy, version, attached }: RuleSet): RuleSetInfo {
  const { written } = policy
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  const names = namesOf(library)
  return {
    id: policy.id,
    version,
    title: policy.title,
    titleEn: attached.nameEn,
    documentNo: written.documentNo ?? null,
    area: written.area ?? null,
    validFrom: written.validFrom,
    validTo: written.validTo ?? null,
    needsVerification: written.needsVerification === true,
    unverified: attached.unverified,
    notInSource: attached.notInSource,
    source: {
      title: written.source.title,
      url: written.source.url ?? null,
      note: written.source.note ?? null,
    },
    items: policy.clauses
      .filter(({ id }) => id !== wholeClause)
      .map((clause) => ({
        title: clause.title,
        text: clause.written.text,
        rule: textOfCond(clause.when, names),
      })),
    cases: policy.clauses.reduce((sum, clause) => sum + (clause.written.cases ?? []).length, 0),
  }
}

/** The facts that some rule sets ask for, one definition a name. */
export const factsOfSets = (sets: readonly RuleSet[]) =>
  libraryOf(sets.map(({ policy }) => ({ file: policy.file, policy, problems: [], lineOf: () => null })))
    .library.facts
