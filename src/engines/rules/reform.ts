/** Reforms: changes to written policies as data, applied and read again like any policy. */
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { isRecord, nearestName } from './lowering.ts'
import { parseDay } from './quantity.ts'
import { type PolicyText, type Problem, problemAt, readData } from './read-policy.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const reformSchema = z.strictObject({
  reform: z.string().min(1),
  changes: z
    .array(z.strictObject({ path: z.string().min(1), value: z.unknown(), from: day.optional() }))
    .optional(),
  remove: z.array(z.string().min(1)).optional(),
  add: z
    .array(z.strictObject({ policy: z.string().min(1), clause: z.record(z.string(), z.unknown()) }))
    .optional(),
})
export type Reform = z.infer<typeof reformSchema>

/** Reads a patch file; problems carry its lines. */
export function readReform(text: string, file: string): { reform: Reform | null; problems: Problem[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  if (document.errors.length > 0)
    return {
      reform: null,
      problems: document.errors.map((e) =>
        problemAt(file, counter.linePos(e.pos[0]).line, `YAML 格式有误 · broken YAML: ${e.message}`),
      ),
    }
  const parsed = reformSchema.safeParse(document.toJS())
  if (parsed.success) return { reform: parsed.data, problems: [] }
  const problems = parsed.error.issues.map((issue) =>
    problemAt(
      file,
      null,
      `改革文件 ${issue.path.join('.')} 写法不对，应有 reform、changes（path、value、from）、remove、add · the patch is malformed at ${issue.path.join('.')}: ${issue.message}`,
    ),
  )
  return { reform: null, problems }
}

/**
 * Policies after a reform on one day. A parameter is given a new dated value from `from` on; any other path
 * replaces what is written there, if `from` has come. Unchanged policies are handed back as they are.
 */
export function applyReform(
  texts: readonly PolicyText[],
  reform: Reform,
  onDay: number,
  file: string,
): { texts: PolicyText[]; problems: Problem[] } {
  const problems: Problem[] = []
  const tell = (zh: string, en: string) => problems.push(problemAt(file, null, `${zh} · ${en}`))
  const copies = new Map<string, Record<string, unknown>>()
  const copyOf = (id: string, what: string): Record<string, unknown> | null => {
    const text = texts.find((t) => t.policy?.id === id)
    if (!text?.policy) {
      const like = nearestName(
        id,
        texts.flatMap((t) => (t.policy ? [t.policy.id] : [])),
      )
      tell(
        `“${what}”里没有这项政策“${id}”${like ? `，是否指“${like}”？` : ''}`,
        `"${what}" names no policy "${id}"${like ? `; did you mean "${like}"?` : ''}`,
      )
      return null
    }
    const copy = copies.get(id) ?? structuredClone(text.policy.written as unknown as Record<string, unknown>)
    copies.set(id, copy)
    return copy
  }
  for (const change of reform.changes ?? []) {
    const [id = '', ...steps] = change.path.split(/[/.]/u)
    const copy = copyOf(id, change.path)
    if (copy) applyChange(copy, steps, change, onDay, tell)
  }
  for (const path of reform.remove ?? []) removeClause(copyOf(path.split(/[/.]/u)[0]!, path), path, tell)
  for (const { policy, clause } of reform.add ?? []) {
    const copy = copyOf(policy, policy)
    if (copy) (copy.clauses as unknown[]).push(clause)
  }
  const changed = texts.map((text) => {
    const copy = text.policy && copies.get(text.policy.id)
    return copy ? readData(copy, file, () => null) : text
  })
  for (const text of changed)
    if (!texts.includes(text)) problems.push(...text.problems.filter((p) => p.severity === 'error'))
  return { texts: changed, problems }
}

type Tell = (zh: string, en: string) => void
type ChangeItem = NonNullable<Reform['changes']>[number]

/** An item of a list is found by its position or by its id. */
function stepInto(node: unknown, step: string): unknown {
  if (Array.isArray(node))
    return (
      node.find((item) => isRecord(item) && (item.id === step || item.payer === step)) ?? node[Number(step)]
    )
  return isRecord(node) ? node[step] : undefined
}

function applyChange(
  copy: Record<string, unknown>,
  steps: readonly string[],
  change: ChangeItem,
  onDay: number,
  tell: Tell,
): void {
  const last = steps.at(-1)
  let parent: unknown = copy
  for (const step of steps.slice(0, -1)) {
    const inner = stepInto(parent, step)
    if (inner === undefined) break
    parent = inner
  }
  const isWhole = steps.reduce<unknown>(stepInto, copy) !== undefined
  const isParameter = (steps[0] === 'parameters' || steps[0] === 'city') && steps.length === 2
  if (last === undefined || !isWhole) {
    const known = isRecord(parent)
      ? Object.keys(parent)
      : Array.isArray(parent)
        ? parent.map((x) => (isRecord(x) ? String(x.id) : ''))
        : []
    tell(
      `路径“${change.path}”不存在${known.length ? `，这一层有：${known.join('、')}` : ''}`,
      `the path "${change.path}" does not exist${known.length ? `; there is: ${known.join(', ')}` : ''}`,
    )
    return
  }
  if (isParameter) {
    const definition = stepInto(parent, last) as { values?: unknown[] }
    definition.values = [
      ...(definition.values ?? []),
      { from: change.from ?? '1900-01-01', value: change.value },
    ]
    if (!change.from) definition.values = [{ from: '1900-01-01', value: change.value }]
    return
  }
  if (change.from && parseDay(change.from) > onDay) return
  if (Array.isArray(parent))
    parent[parent.findIndex((item, i) => item === stepInto(parent, last) || String(i) === last)] =
      change.value
  else (parent as Record<string, unknown>)[last] = change.value
}

function removeClause(copy: Record<string, unknown> | null, path: string, tell: Tell): void {
  if (!copy) return
  const id = path.split(/[/.]/u).at(-1)!
  const clauses = copy.clauses as { id: string }[]
  if (!clauses.some((c) => c.id === id))
    tell(`要删除的条款“${path}”不存在`, `there is no clause "${path}" to remove`)
  copy.clauses = clauses.filter((c) => c.id !== id)
  copy.stacking = ((copy.stacking as Record<string, unknown>[] | undefined) ?? []).map((rule) => {
    const without = (key: string) =>
      Array.isArray(rule[key]) ? { [key]: (rule[key] as string[]).filter((c) => c !== id) } : {}
    return { ...rule, ...without('clauses'), ...without('excludes'), ...without('exempt') }
  })
}
