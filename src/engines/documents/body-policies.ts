import type { Policy, Task } from './model.ts'

const toIssue =
  /(?:(?:研究|加快|抓紧|组织|牵头|推动)*(?:制定|制订|出台|编制|起草|修订|印发)(?:出台|印发|实施|完善|并印发)?(?:[^，。；《]{0,12}))((?:《[^《》]{4,60}》[、和及]?)+)/g

/** Documents that an action wants written and names: 制定《…办法》, with the action's leads and deadline. */
export function bodyPolicies(tasks: readonly Task[], listed: readonly Policy[]): Policy[] {
  const known = new Set(listed.map((policy) => policy.title))
  return tasks.flatMap((task) =>
    [...(task.content ?? '').matchAll(toIssue)]
      .filter(
        (match) =>
          !/已|贯彻|落实$|按照|根据/.test(
            (task.content ?? '').slice(Math.max(0, match.index - 4), match.index),
          ),
      )
      .flatMap((match) =>
        [...(match[1] as string).matchAll(/《([^《》]+)》/g)].map((title) => title[1] as string),
      )
      .filter((title) => !known.has(title))
      .map((title) => {
        known.add(title)
        const { dueWritten, dueDate, leads, responsibles, span } = task
        return {
          title,
          direction: null,
          dueWritten,
          dueDate,
          leads: leads.length > 0 ? leads : responsibles,
          span,
        }
      }),
  )
}
