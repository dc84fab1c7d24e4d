import type { Commitment, Policy, Task } from './model.ts'

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

/** A document without 《》 that a promise wants written: 编制…规划, 修订…管理办法, up to the end of the clause. */
const unmarked =
  /(?:制定|制订|出台|编制|起草|修订|印发)(?:出台|印发|完善)?((?:“[^”]{1,12}”)?[\u4e00-\u9fff]{2,28}?(?:管理办法|办法|实施细则|细则|规划|方案|实施意见|若干措施|条例))(?=[，。；、])/g

/** 实施细则 alone names no document. */
const bare = /^(?:实施|管理|具体|相关|配套|有关|工作|操作|总体|发展)*(?:办法|细则|规划|方案|意见|措施|条例)$/

/** 指导各县（区）编制…规划: others write it, the office that answers does not. */
const byOthers = /(?:指导|支持|鼓励|督促|推动|引导)(?:各|有关|相关|企业|园区|链主)[^，。；]{0,10}$/

/** Documents that a reply promises, with the offices and the deadline of the promise. */
export function promisedPolicies(commitments: readonly Commitment[], listed: readonly Policy[]): Policy[] {
  const known = new Set(listed.map((policy) => policy.title))
  return commitments.flatMap(({ text, units, dueWritten, dueDate, span }) => {
    const named = [...text.matchAll(toIssue)].flatMap((match) =>
      [...(match[1] as string).matchAll(/《([^《》]+)》/g)].map((title) => title[1] as string),
    )
    const plain = [...text.matchAll(unmarked)]
      .filter((match) => !byOthers.test(text.slice(0, match.index)))
      .map((match) => match[1] as string)
      .filter((title) => !bare.test(title))
    const fresh = [...named, ...plain].filter((title) => !known.has(title))
    for (const title of fresh) known.add(title)
    return [...new Set(fresh)].map((title) => ({
      title,
      direction: null,
      dueWritten,
      dueDate,
      leads: units,
      span,
    }))
  })
}
