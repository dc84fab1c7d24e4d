/** Whether what stands under a form has the keys that the form takes. */
import type { z } from 'zod'
import type { Lowering, Path } from './lowering.ts'

type Node = Record<string, unknown>

/** Whether a node has the shape of its form; children are checked later, one by one. */
export function checkKeys(ctx: Lowering, node: Node, schema: z.ZodType, path: Path): boolean {
  const result = schema.safeParse(node)
  if (result.success) return true
  for (const issue of result.error.issues) {
    const at = [...path, ...(issue.path as (string | number)[])]
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.join('、')
      ctx.report(at, `多出不认识的项“${keys}”`, `unknown key "${issue.keys.join('", "')}"`)
    } else
      ctx.report(
        at,
        `“${String(issue.path.at(-1) ?? '')}”写法不对或缺少`,
        `"${String(issue.path.at(-1) ?? '')}" is missing or malformed (${issue.message})`,
      )
  }
  return false
}
