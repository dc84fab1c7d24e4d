import {
  libraryOf,
  namesOf,
  textOfCond,
  textOfNum,
  type WrittenPolicy,
} from '../../../engines/rules/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { type CheckedRules, checkRules } from '../domain/check-rules.ts'
import { missingCases } from '../domain/suggest-case.ts'
import type { RuleCheck } from '../model.ts'

/** What a form's text comes to: clauses in words, cases computed, faults with their places, cases that are missing. */
export function checkWritten(written: unknown): RuleCheck {
  const checked = checkRules(written, 'form')
  const missing = missingCases(written as WrittenPolicy, checked)
  return {
    problems: checked.problems.map(({ path, clause, case: name, expected, actual, message, severity }) => ({
      path: [...path],
      clause,
      case: name,
      expected,
      actual,
      message,
      severity,
    })),
    clauses: clausesOf(checked),
    missingCases: missing.map(({ suggestion, ...rest }) => ({
      ...rest,
      suggestion: suggestion as Record<string, unknown> | null,
    })),
    isPublishable: !checked.problems.some(({ severity }) => severity === 'error'),
  }
}

function clausesOf({ text, cases, problems }: CheckedRules): RuleCheck['clauses'] {
  if (!text.policy) return []
  const names = namesOf(libraryOf([text]).library)
  return text.policy.clauses.map((clause) => ({
    id: clause.id,
    rule: `${textOfCond(clause.when, names)}：${clause.isCeiling ? '至多' : '给予'}${textOfNum(clause.amount, names)}`,
    cases: cases.runs
      .filter((run) => run.clause === clause)
      .flatMap(({ written, lines }) =>
        lines.slice(0, 1).map(({ verdict, amountFen, ceilingFen }) => ({
          name: written.name,
          verdict,
          amountFen,
          ceilingFen,
          passes: !problems.some((problem) => problem.clause === clause.id && problem.case === written.name),
        })),
      ),
  }))
}

/** The check of a form while it is filled in; stores nothing. */
export function checkRuleText(ctx: Context, { written }: { written: unknown }): RuleCheck {
  requirePermission(ctx.actor, 'policy.draft')
  return checkWritten(written)
}
