/** From a YAML text to a policy, with every mistake on its line. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Path } from './lowering.ts'
import { compilePolicy, type Policy } from './policy.ts'
import { policySchema } from './written.ts'

export type Problem = {
  readonly file: string
  readonly line: number | null
  readonly clause: string | null
  readonly case: string | null
  readonly expected: string | null
  readonly actual: string | null
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export type PolicyText = {
  readonly file: string
  /** Null when a mistake keeps it from being computed. */
  readonly policy: Policy | null
  readonly problems: readonly Problem[]
  lineOf(path: Path): number | null
}

/** Whether a YAML text means to be a policy: it has `policy:` at its top level. */
export const looksLikePolicy = (text: string): boolean => /^(\uFEFF)?policy\s*:/mu.test(text)

/** Reads one policy file. */
export function readPolicy(text: string, file: string): PolicyText {
  const counter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
    merge: true,
  })
  const lineOf = (path: Path) => lineAt(document, counter, path)
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) =>
      problemAt(
        file,
        counter.linePos(error.pos[0]).line,
        `YAML 格式有误，请检查缩进、冒号和引号 · broken YAML: ${error.message}`,
      ),
    )
    return { file, policy: null, problems, lineOf }
  }
  return readData(document.toJS({ maxAliasCount: 100 }), file, lineOf)
}

/** Reads a policy from data already parsed, for reforms and forms; lines come from `lineOf`. */
export function readData(data: unknown, file: string, lineOf: (path: Path) => number | null): PolicyText {
  const parsed = policySchema.safeParse(data)
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => {
      const path = issue.path as Path
      return [{ ...problemAt(file, lineOf(path), issueText(issue)), clause: clauseAt(data, path) }]
    })
    return { file, policy: null, problems, lineOf }
  }
  const { policy, problems } = compilePolicy(parsed.data, file)
  const told = problems.map((p) => ({
    ...problemAt(file, lineOf(p.path), `${p.message}（${p.path.join('.')}）`, p.severity),
    clause: clauseAt(data, p.path),
  }))
  const distinct = [...new Map(told.map((p) => [`${p.line}${p.message}`, p])).values()]
  return {
    file,
    policy: told.some((p) => p.severity === 'error') ? null : policy,
    problems: distinct,
    lineOf,
  }
}

/** A problem of a file as a whole line of the report. */
export function problemAt(
  file: string,
  line: number | null,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem {
  return { file, line, clause: null, case: null, expected: null, actual: null, message, severity }
}

type Issue = {
  code?: string
  path: PropertyKey[]
  message: string
  keys?: readonly string[]
  values?: readonly unknown[]
}

function issueText(issue: Issue): string {
  const at = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return `${at || '顶层'} 多出不认识的项“${issue.keys!.join('、')}” · unknown key "${issue.keys!.join('", "')}" in ${at || 'the policy'}`
  if (issue.code === 'invalid_value')
    return `${at} 只能是 ${issue.values!.join('、')} · ${at} must be one of ${issue.values!.join(', ')}`
  if (issue.message.includes('received undefined')) return `缺少 ${at} · ${at} is missing`
  if (issue.message.includes(' · ')) return `${at}：${issue.message}`
  return `${at} 写法不对 · ${at} is malformed: ${issue.message}`
}

function clauseAt(data: unknown, path: Path): string | null {
  if (path[0] !== 'clauses' || typeof path[1] !== 'number') return null
  const clauses = (data as { clauses?: { id?: unknown }[] }).clauses
  const id = Array.isArray(clauses) ? clauses[path[1]]?.id : undefined
  return typeof id === 'string' ? id : null
}

/** The line of the deepest part of a path that stands in the text. */
function lineAt(document: ReturnType<typeof parseDocument>, counter: LineCounter, path: Path): number | null {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true)
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(path[depth - 1]))
      : undefined
    const node = (pair?.key ?? document.getIn(path.slice(0, depth), true)) as
      | { range?: [number, number, number] }
      | undefined
    if (node?.range) return counter.linePos(node.range[0]).line
  }
  return document.contents?.range ? counter.linePos(document.contents.range[0]).line : null
}
