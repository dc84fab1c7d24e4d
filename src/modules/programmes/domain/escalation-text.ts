// Whom a step of the rule means on a chain's own path: the body of that kind with who heads it on the day.
import type { EscalationStep } from './lights.ts'

export type PathBody = {
  kind: string
  name: string
  head: { person: string; post: string | null } | null
}
export type ChainPath = {
  steps: readonly PathBody[]
  leader: { holder: string; post: string | null } | null
  leadDepartment: string | null
}

const person = ({ person: name, post }: { person: string; post: string | null }) =>
  post === null ? name : `${post}${name}`

/**
 * The words of a step: the rule's own title, and behind it the bodies of the chain that it means with who heads them;
 * for a step to the leader without a body of its own, the chain's leader. The title alone where the path knows nobody.
 */
export function sayStep(step: EscalationStep, path: ChainPath | null): string {
  const title = step.title.zh
  if (path === null) return title
  const bodies = path.steps.filter(({ kind }) => (step.bodies ?? []).includes(kind))
  const named = bodies.map(({ name, head }) => (head === null ? name : `${name}（${person(head)}）`))
  if (named.length === 0 && step.to === 'leader' && path.leader !== null)
    named.push(person({ person: path.leader.holder, post: path.leader.post }))
  return named.length === 0 ? title : `${title}：${named.join('、')}`
}

/**
 * Who a step to the leader goes to, by name: the chain's leader on the day and who heads the bodies of its path that the
 * step means. For a task without a chain the leaders whom the task itself names. Empty: nobody is recorded on the day.
 */
export function leadersOf(
  step: EscalationStep,
  path: ChainPath | null,
  leadPersons: readonly string[],
): string[] {
  if (path === null) return [...new Set(leadPersons)]
  const heads = path.steps
    .filter(({ kind }) => (step.bodies ?? []).includes(kind))
    .flatMap(({ head }) => head?.person ?? [])
  return [...new Set([...(path.leader === null ? [] : [path.leader.holder]), ...heads])]
}
