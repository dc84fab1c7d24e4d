/** What publication refuses of an assessment: no case, no case with missing data, classes that cannot be. */
import type { CaseReport } from './cases.ts'
import { compare, fraction } from './fraction.ts'
import type { Policy } from './policy.ts'
import { parsePlain, parseRate, QuantityError } from './quantity.ts'
import type { Tell } from './static-checks.ts'
import type { WrittenScorecard } from './written.ts'

/** The checks of all assessments and of the classes of all cards. */
export function checkAssessments(policy: Policy, cases: CaseReport, tell: Tell): void {
  for (const { name, written, minCoverage } of policy.assessments.values()) {
    const runs = cases.assessments.filter((run) => run.assessment === name)
    const lines = runs.flatMap((run) => run.lines)
    const at = ['assessments', name]
    if (!lines.some((line) => line.level !== null && line.score !== null))
      tell(
        null,
        [...at, 'cases'],
        '缺少案例：至少写一个分出档次的案例',
        'a case that gives a class is missing',
      )
    const isPartly = lines.some((line) => line.coverage && compare(line.coverage, fraction(1n)) < 0)
    if (!isPartly)
      tell(
        null,
        [...at, 'cases'],
        '缺少数据不全的案例：说明缺数据时不得满分、覆盖率多少',
        'a case with missing data is missing: it shows the coverage and that nothing unknown scores',
      )
    if (minCoverage.n <= 0n || compare(minCoverage, fraction(1n)) > 0)
      tell(
        null,
        [...at, 'minCoverage'],
        '覆盖率要在 0 与 100% 之间',
        'coverage lies above 0 and at most 100%',
      )
    const ids = written.groups.map(({ id }) => id)
    if (new Set(ids).size < ids.length) tell(null, [...at, 'groups'], '组的编号重复', 'a group stands twice')
  }
  for (const [name, card] of Object.entries(policy.written.scorecards ?? {}))
    if (card.classes) checkClasses(['scorecards', name, 'classes'], card.classes, tell)
}

/** Levels fall from the best to the last; the last takes whoever is left. */
function checkClasses(
  at: (string | number)[],
  classes: NonNullable<WrittenScorecard['classes']>,
  tell: Tell,
): void {
  const key = classes.by === 'band' ? 'from' : 'top'
  classes.levels.forEach((level, i) => {
    const isLast = i === classes.levels.length - 1
    const [own, before] = [level[key], classes.levels[i - 1]?.[key]]
    if (isLast !== (own === undefined))
      tell(
        null,
        [...at, 'levels', i],
        isLast ? `最后一档接收其余，不写 ${key}` : `这一档要写 ${key}`,
        isLast ? `the last level takes whoever is left: leave ${key} out` : `${key} is missing`,
      )
    if (own === undefined || before === undefined) return
    const order = orderOf(classes.by, before, own)
    if (order === null) tell(null, [...at, 'levels', i, key], `“${own}”读不懂`, `"${own}" cannot be read`)
    else if (order !== (classes.by === 'band' ? 1 : -1))
      tell(null, [...at, 'levels', i], '档次要从高到低排列', 'levels go from the best to the last')
  })
}

function orderOf(by: 'band' | 'rank', a: string | number, b: string | number): number | null {
  try {
    return by === 'band'
      ? compare(parsePlain(a, 'points'), parsePlain(b, 'points'))
      : compare(parseRate(a, null), parseRate(b, null))
  } catch (error) {
    if (error instanceof QuantityError) return null
    throw error
  }
}
