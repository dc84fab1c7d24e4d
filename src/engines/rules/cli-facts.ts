import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../../kernel/command.ts'
import { problemLine } from './cli-check.ts'
import { walkCond, walkNum } from './core.ts'
import type { Library } from './library.ts'
import { loadPolicies } from './load-policies.ts'

const help = `用法 usage: lianshu policy facts PATH… [--json]

列出政策要用的指标：名称、类型、单位、由谁提供。--facts 文件的表头就用这些名称。
Lists the facts that the policies ask for: name, type, unit, supplier. They are the headings of a --facts file.

  --json   输出 print {facts: [{name, label, type, unit, supplier, scope, changeable, values, usedBy}]}
           scope: entity 每个主体一个值 one value a subject; city 全市一个值 one value for all`

const units: Readonly<Record<string, string>> = { money: '元', rate: '%', date: 'YYYY-MM-DD', bool: '是/否' }

export type FactLine = {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly unit: string | null
  readonly supplier: string | null
  readonly scope: 'entity' | 'city'
  readonly changeable: boolean
  readonly values: readonly string[] | null
  readonly usedBy: readonly string[]
}

/** What the clauses of a library ask for, facts first, city values after. */
export function factLines(library: Library): FactLine[] {
  const usedBy = usage(library)
  const entity = [...library.facts].map(([name, f]): FactLine => {
    const unit =
      f.type === 'series' ? `年=${f.unit ?? units[f.of ?? ''] ?? ''}` : (units[f.type] ?? f.unit ?? null)
    return {
      name,
      label: f.label,
      type: f.type,
      unit,
      supplier: f.supplier ?? null,
      scope: 'entity',
      changeable: f.changeable === true,
      values: f.values ?? null,
      usedBy: usedBy.get(name) ?? [],
    }
  })
  const city = [...library.city].map(
    ([name, c]): FactLine => ({
      name,
      label: c.label,
      type: c.type,
      unit: units[c.type] ?? null,
      supplier: c.supplier ?? null,
      scope: 'city',
      changeable: false,
      values: null,
      usedBy: usedBy.get(`c/${name}`) ?? [],
    }),
  )
  return [...entity, ...city]
}

function usage(library: Library): Map<string, string[]> {
  const usedBy = new Map<string, string[]>()
  const note = (name: string, clause: string) => {
    const list = usedBy.get(name) ?? []
    if (!list.includes(clause)) usedBy.set(name, [...list, clause])
  }
  for (const clause of library.clauses) {
    for (const fact of clause.facts) note(fact, clause.key)
    const see = (num: { op: string; key?: string }) => {
      if (num.op === 'given') note(num.key!.replace('+', ''), clause.key)
      if (num.op === 'standing') note(num.key!.split('/')[1]!, clause.key)
    }
    walkCond(clause.when, see)
    walkNum(clause.amount, see)
  }
  for (const rule of library.stacking)
    if (rule.cap)
      walkNum(rule.cap, (num) => {
        if (num.op === 'fact') for (const key of rule.clauses) note(num.fact, key)
      })
  return usedBy
}

export const factsCommand: Command = {
  name: 'policy facts',
  summary: { zh: '列出政策要用的指标', en: 'list the facts that policies ask for' },
  help,
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    if (positionals.length === 0)
      throw new UsageError('请给出政策文件或文件夹 · name policy files or folders')
    const { library, problems } = loadPolicies(positionals, io.cwd)
    const errors = problems.filter((p) => p.severity === 'error')
    for (const problem of errors) io.err(problemLine(problem))
    const facts = factLines(library)
    if (values.json) io.out(JSON.stringify({ facts }, null, 2))
    else
      for (const f of facts)
        io.out(
          `${f.name}  ${f.label}  ${f.type}  ${f.unit ?? ''}  ${f.supplier ?? '（未写 supplier）'}${f.scope === 'city' ? '  全市 city' : ''}`,
        )
    return errors.length > 0 ? 1 : 0
  },
}
