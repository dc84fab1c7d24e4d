import { stringify } from 'yaml'
import type { WrittenPolicy } from '../../../engines/rules/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { compareWritten } from '../domain/compare-versions.ts'
import type { VersionComparison } from '../model.ts'
import { checkWritten } from './check-written.ts'
import { type Key, openVersion, requirePlace } from './drafts.ts'

/** Two versions of one policy side by side. */
export async function compareVersions(
  ctx: Context,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<VersionComparison> {
  requirePermission(ctx.actor, 'policy.draft')
  const [a, b] = [await openVersion(ctx, { id, number: from }), await openVersion(ctx, { id, number: to })]
  requirePlace(ctx, a.document.areaCode)
  const rules = (written: unknown) =>
    new Map(checkWritten(written).clauses.map((clause) => [clause.id, clause.rule]))
  const [was, is] = [rules(a.version.written), rules(b.version.written)]
  const titles = new Map(
    [a, b].flatMap(({ version }) =>
      (version.written as WrittenPolicy).clauses.map(({ id: clause, title }) => [clause, title]),
    ),
  )
  const changed = [...titles].filter(([clause]) => was.get(clause) !== is.get(clause))
  return {
    from,
    to,
    changes: compareWritten(a.version.written, b.version.written),
    clauses: changed.map(([clause, title]) => ({
      id: clause,
      title,
      before: was.get(clause) ?? null,
      after: is.get(clause) ?? null,
    })),
  }
}

/** A version as the YAML file of a pack. */
export async function exportVersion(ctx: Context, key: Key): Promise<string> {
  requirePermission(ctx.actor, 'policy.draft')
  const { document, version } = await openVersion(ctx, key)
  requirePlace(ctx, document.areaCode)
  return stringify(version.written, { lineWidth: 110, defaultStringType: 'PLAIN' })
}
