import {
  libraryOf,
  type PolicyText,
  type Problem,
  readData,
  runCases,
  staticProblems,
} from '../../../engines/rules/index.ts'

export type RulePath = readonly (string | number)[]
/** A problem with the place in the written form where it stands; `path` is empty where it is about the whole. */
export type RuleProblem = Omit<Problem, 'line' | 'file'> & { readonly path: RulePath }
export type CheckedRules = {
  readonly text: PolicyText
  readonly problems: readonly RuleProblem[]
  readonly cases: ReturnType<typeof runCases>
}

/**
 * Reads a written policy, runs its cases and makes the checks of publication, as `lianshu policy check` does, with the
 * place of each problem as a path instead of a line: forms and packs know their own places.
 */
export function checkRules(written: unknown, name: string): CheckedRules {
  const paths: RulePath[] = []
  // The engine asks where a path stands; the answer is the path's own number.
  const lineOf = (path: readonly (string | number)[]) => paths.push([...path]) - 1
  const text = readData(written, name, lineOf as PolicyText['lineOf'])
  const joined = libraryOf([text])
  const cases = runCases(text)
  const found = [...text.problems, ...joined.problems, ...cases.problems, ...staticProblems(text, cases)]
  const problems = found.map(({ line, file: _file, ...rest }) => ({
    ...rest,
    path: line === null ? [] : (paths[line] ?? []),
  }))
  return { text, problems, cases }
}

/** The problems that stop a publication. */
export const errorsOf = (checked: CheckedRules): RuleProblem[] =>
  checked.problems.filter(({ severity }) => severity === 'error')
