import { faultIn, firstDayOf, type Located, type PackFault } from '../model/shared.ts'
import type { BodyFile } from '../model.ts'
import { wouldCircle } from './escalation-path.ts'

/** Faults of the bodies of a pack: ids given twice, parents that the file does not hold, circles, ends before beginnings. */
export function checkBodies(files: readonly Located<BodyFile>[]): PackFault[] {
  return files.flatMap(checkFile)
}

function checkFile({ file, doc }: Located<BodyFile>): PackFault[] {
  const fault = faultIn(file)
  const ids = new Set(doc.bodies.map(({ id }) => id))
  const links = doc.bodies.flatMap(({ id, parent }) =>
    parent ? [{ bodyId: id, parentId: parent.body, validFrom: null, validTo: null }] : [],
  )
  const seen = new Set<string>()
  return doc.bodies.flatMap(({ id, parent, validFrom, validTo }, index) => {
    const faults: PackFault[] = []
    if (seen.has(id))
      faults.push(fault(['bodies', index, 'id'], `机构 ${id} 重复。`, `The body ${id} stands twice.`))
    seen.add(id)
    if (parent && !ids.has(parent.body))
      faults.push(
        fault(
          ['bodies', index, 'parent', 'body'],
          `这个文件里没有机构 ${parent.body}。上级机构写在同一个文件里。`,
          `This file has no body ${parent.body}. Write a parent into the same file.`,
        ),
      )
    const link = links.find(({ bodyId }) => bodyId === id)
    if (link && wouldCircle(links, link))
      faults.push(
        fault(
          ['bodies', index, 'parent'],
          `机构 ${id} 成了自己的上级。`,
          `The body ${id} stands above itself.`,
        ),
      )
    if (validFrom && validTo && firstDayOf(validTo) <= firstDayOf(validFrom))
      faults.push(
        fault(
          ['bodies', index, 'validTo'],
          `终止 ${validTo} 不晚于起始 ${validFrom}。`,
          `The end ${validTo} is not after ${validFrom}.`,
        ),
      )
    return faults
  })
}
