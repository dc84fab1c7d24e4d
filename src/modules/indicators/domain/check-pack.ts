import { faultIn, findRepeatedIds, type Located, type PackFault } from '../model/pack-fault.ts'
import type { Definition, IndicatorFile, TargetFile } from '../model.ts'
import { formulaFault } from './formula-fault.ts'

/**
 * Faults of the files of `indicators/`: ids given twice, values of unknown indicators, formulas that do not fit, one fact
 * with two figures. `others` are files of packs that this one stands on.
 */
export function checkIndicatorFiles(
  files: readonly Located<IndicatorFile>[],
  others: readonly Located<IndicatorFile>[] = [],
): PackFault[] {
  const definitions = definitionsOf([...others, ...files])
  return [
    ...findRepeatedIds(files),
    ...findRepeatedDefinitions(files),
    ...files.flatMap((file) => findUnknownIndicators(file, definitions)),
    ...files.flatMap((file) => findFormulaFaults(file, definitions)),
    ...files.flatMap(findValuesOfNoCity),
    ...findContradictions(files),
  ]
}

/** Faults of the files of `targets/`: ids given twice, unknown indicators, a unit other than the definition's. */
export function checkTargetFiles(
  files: readonly Located<TargetFile>[],
  indicatorFiles: readonly Located<IndicatorFile>[],
): PackFault[] {
  const definitions = definitionsOf(indicatorFiles)
  const seen = new Set<string>()
  return [
    ...findRepeatedIds(files),
    ...files.flatMap(({ file, doc }) => {
      const fault = faultIn(file)
      return doc.targets.flatMap((target, index) => {
        const at = ['targets', index]
        const faults: PackFault[] = []
        if (seen.has(target.id))
          faults.push(
            fault([...at, 'id'], `目标编号 ${target.id} 重复。`, `The target id ${target.id} stands twice.`),
          )
        seen.add(target.id)
        const definition = definitions.get(target.indicator)
        if (!definition) faults.push(unknownIndicator(file, [...at, 'indicator'], target.indicator))
        else if (definition.unit !== target.unit)
          faults.push(otherUnit(file, [...at, 'unit'], target.unit, definition))
        if ((target.comparator === 'range') !== Array.isArray(target.value))
          faults.push(
            fault(
              [...at, 'value'],
              '区间（range）写成两个数 [低, 高]，其他比较方式写一个数。',
              'A range has two numbers [low, high]; every other comparator one.',
            ),
          )
        return faults
      })
    }),
  ]
}

function definitionsOf(files: readonly Located<IndicatorFile>[]): Map<string, Definition> {
  return new Map(files.flatMap(({ doc }) => doc.definitions.map((definition) => [definition.id, definition])))
}

function findRepeatedDefinitions(files: readonly Located<IndicatorFile>[]): PackFault[] {
  const seen = new Set<string>()
  return files.flatMap(({ file, doc }) =>
    doc.definitions.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      return [
        faultIn(file)(
          ['definitions', index, 'id'],
          `指标 ${id} 定义了两次。`,
          `The indicator ${id} is defined twice.`,
        ),
      ]
    }),
  )
}

function findUnknownIndicators(
  { file, doc }: Located<IndicatorFile>,
  definitions: ReadonlyMap<string, Definition>,
): PackFault[] {
  return doc.values.flatMap(({ indicator }, index) =>
    definitions.has(indicator) ? [] : [unknownIndicator(file, ['values', index, 'indicator'], indicator)],
  )
}

function findFormulaFaults(
  { file, doc }: Located<IndicatorFile>,
  definitions: ReadonlyMap<string, Definition>,
): PackFault[] {
  return doc.definitions.flatMap((definition, index) => {
    const fault = formulaFault(definition, definitions)
    return fault ? [faultIn(file)(['definitions', index, 'expression'], fault.zh, fault.en)] : []
  })
}

function findValuesOfNoCity({ file, doc }: Located<IndicatorFile>): PackFault[] {
  if (doc.city !== null || doc.values.length === 0) return []
  const zh = '各城市通用的定义不带数值；请把数值写进城市自己的文件。'
  return [
    faultIn(file)(
      ['values'],
      zh,
      'Definitions for every city carry no values; write them in a city’s own file.',
    ),
  ]
}

/** The same indicator, scope, chain, period and document with two figures: one of them is a slip of the pen. */
function findContradictions(files: readonly Located<IndicatorFile>[]): PackFault[] {
  const seen = new Map<string, number | null>()
  return files.flatMap(({ file, doc }) =>
    doc.values.flatMap(({ indicator, scope, chain, period, source, value }, index) => {
      const document = source === '假设' ? source : source.document
      const key = JSON.stringify([indicator, scope?.zh ?? null, chain ?? null, period, document])
      const isNew = !seen.has(key)
      if (isNew) seen.set(key, value)
      if (isNew) return []
      const zh = `${indicator} 在 ${period} 的数值写了两次（${seen.get(key)} 与 ${value}）；口径不同请写 scope，否则删去一条。`
      const en = `${indicator} stands twice for ${period} (${seen.get(key)} and ${value}); give each its scope, or drop one.`
      return [faultIn(file)(['values', index, 'value'], zh, en)]
    }),
  )
}

function unknownIndicator(file: string, path: (string | number)[], id: string): PackFault {
  const zh = `没有指标 ${id} 的定义。请在 indicators/ 里定义它，或改正编号。`
  return faultIn(file)(path, zh, `There is no definition of ${id}. Define it in indicators/, or mend the id.`)
}

function otherUnit(
  file: string,
  path: (string | number)[],
  unit: string,
  { id, unit: own }: Definition,
): PackFault {
  const zh = `目标的单位是 ${unit}，指标 ${id} 的单位是 ${own}，两者须一致。`
  return faultIn(file)(path, zh, `The target is in ${unit}, the indicator ${id} in ${own}; they must agree.`)
}
