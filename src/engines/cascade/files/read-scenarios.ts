import { closures, type Scenarios, type Shock, shocks } from '../scenarios.ts'
import { parseNumber, records } from './columns.ts'
import type { FileProblems } from './file-problems.ts'
import type { FirmList } from './read-network.ts'

/** Scenarios and what each is called in the output. */
export type NamedScenarios = { readonly names: readonly string[]; readonly scenarios: Scenarios }

function firmAt(path: string, line: number, firm: string, { indexOf }: FirmList, problems: FileProblems) {
  const at = indexOf.get(firm)
  if (at === undefined)
    problems.add(
      path,
      line,
      `企业“${firm}”不在企业名单中`,
      `unknown firm "${firm}": not in the list of firms`,
    )
  return at
}

/** One closure a firm of the file, in its order; of every firm without a file. */
export function readClosures(
  path: string | undefined,
  firms: FirmList,
  problems: FileProblems,
): NamedScenarios {
  if (path === undefined)
    return { names: firms.ids, scenarios: closures(Int32Array.from(firms.ids, (_, i) => i)) }
  const chosen = new Map<string, number>()
  for (const { line, values } of records(path, ['firm'], problems)) {
    const firm = values[0]!
    const at = firmAt(path, line, firm, firms, problems)
    if (chosen.has(firm)) problems.add(path, line, `企业 ${firm} 重复`, `firm ${firm} stands there twice`)
    chosen.set(firm, at ?? 0)
  }
  problems.throwIfAny()
  return { names: [...chosen.keys()], scenarios: closures(Int32Array.from(chosen.values())) }
}

type ShocksByName = Map<string, Map<number, number>>

function readLossRatio(path: string, line: number, text: string, problems: FileProblems): number {
  const psi = parseNumber(text)
  if (psi !== undefined && psi >= 0 && psi <= 1) return psi
  problems.add(path, line, `psi“${text}”不是 0 到 1 之间的数`, `psi "${text}" is not a number from 0 to 1`)
  return 0
}

function readShockFile(path: string | undefined, firms: FirmList, problems: FileProblems): ShocksByName {
  const byName: ShocksByName = new Map()
  if (path === undefined) return byName
  for (const { line, values } of records(path, ['scenario', 'firm', 'psi'], problems)) {
    const [name, firm, psi] = values as [string, string, string]
    if (name === '') problems.add(path, line, '情景编号为空', 'the scenario is missing')
    const at = firmAt(path, line, firm, firms, problems) ?? -1
    const lossRatio = readLossRatio(path, line, psi, problems)
    const hits = byName.get(name) ?? new Map<number, number>()
    byName.set(name, hits)
    if (hits.has(at) && at !== -1)
      problems.add(
        path,
        line,
        `情景 ${name} 中企业 ${firm} 重复`,
        `firm ${firm} stands twice in scenario ${name}`,
      )
    hits.set(at, lossRatio)
  }
  return byName
}

/**
 * Shock scenarios in the order in which the files first name them. The downstream file alone sets both directions;
 * with an upstream file each direction has its own, and a scenario named in one file only is no shock in the other.
 */
export function readShocks(
  files: { readonly down?: string | undefined; readonly up?: string | undefined },
  firms: FirmList,
  problems: FileProblems,
): NamedScenarios {
  const down = readShockFile(files.down, firms, problems)
  const up = files.up === undefined ? down : readShockFile(files.up, firms, problems)
  problems.throwIfAny()
  const names = [...new Set([...down.keys(), ...up.keys()])]
  const listOf = (byName: ShocksByName) =>
    names.map((name): Shock[] =>
      [...(byName.get(name) ?? [])].map(([firm, lossRatio]) => ({ firm, lossRatio })),
    )
  const downList = listOf(down)
  return { names, scenarios: shocks(downList, up === down ? downList : listOf(up)) }
}
