import {
  type Library,
  libraryOf,
  type PolicyText,
  readData,
  type WrittenPolicy,
} from '../../../engines/rules/index.ts'

/** The fact that says in which district a firm stands; policies of one district ask for it. */
export const districtFact = 'firm_district_code'

const isDistrict = (area: string | undefined): area is string => area !== undefined && !area.endsWith('00')

/**
 * A policy of one district as the whole city runs it: each clause also asks that the firm stands in the district. Others
 * are handed back as they are.
 */
export function boundToArea(written: WrittenPolicy): WrittenPolicy {
  const { area } = written
  if (!isDistrict(area)) return written
  const inDistrict = { fact: districtFact, in: [area], label: '位于本辖区' }
  return {
    ...written,
    facts: {
      ...written.facts,
      [districtFact]: { label: '所在辖区', type: 'text', supplier: '市市场监管局' },
    },
    clauses: written.clauses.map((clause) => ({ ...clause, when: { all: [inDistrict, clause.when] } })),
  }
}

export type RuleText = { readonly written: WrittenPolicy; readonly version: number }
export type RuleSet = {
  readonly library: Library
  readonly texts: readonly PolicyText[]
  readonly versions: ReadonlyMap<string, number>
  /** Policies that could not be joined with the others, with why; they take part in no run. */
  readonly refused: readonly { readonly policy: string; readonly message: string }[]
}

/** Published policies joined for computing. A policy whose facts clash with those before it is left out and told. */
export function ruleSetOf(rules: readonly RuleText[]): RuleSet {
  const texts: PolicyText[] = []
  const refused: { policy: string; message: string }[] = []
  for (const { written } of rules) {
    const text = readData(boundToArea(written), written.policy, () => null)
    const problems = [...text.problems, ...libraryOf([...texts, text]).problems].filter(
      ({ severity }) => severity === 'error',
    )
    if (problems[0]) refused.push({ policy: written.policy, message: problems[0].message })
    else texts.push(text)
  }
  return {
    library: libraryOf(texts).library,
    texts,
    versions: new Map(rules.map(({ written, version }) => [written.policy, version])),
    refused,
  }
}
