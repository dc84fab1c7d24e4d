import type { DefinitionInput } from './api.ts'

/** What the form of a definition holds. */
export type VersionValues = {
  nameZh: string
  nameEn: string
  direction: 'up' | 'down' | 'none'
  formulaZh?: string
  formulaEn?: string
  expression?: string
  owner?: string
  frequency?: DefinitionInput['frequency']
  fiveChains: DefinitionInput['fiveChains']
  /** Empty: the unit stays. */
  newUnit?: string
  carry?: 'factor' | 'break'
  factor?: string
  reason: string
}

/** Which field of the form a field of the request is. */
export const faultNames = {
  'name.zh': 'nameZh',
  'name.en': 'nameEn',
  'formula.zh': 'formulaZh',
  'formula.en': 'formulaEn',
  'unitChange.unit': 'newUnit',
  'unitChange.factor': 'factor',
}

/** The form as the server takes it; empty fields are null. */
export const definitionOf = (
  values: VersionValues,
  scope: DefinitionInput['scope'],
): Omit<DefinitionInput, 'city' | 'basedOn'> => ({
  name: { zh: values.nameZh, en: values.nameEn },
  direction: values.direction,
  formula: values.formulaZh && values.formulaEn ? { zh: values.formulaZh, en: values.formulaEn } : null,
  expression: values.expression?.trim() || null,
  scope,
  owner: values.owner?.trim() || null,
  frequency: values.frequency ?? null,
  fiveChains: values.fiveChains,
  ...(values.newUnit?.trim()
    ? {
        unitChange: {
          unit: values.newUnit.trim(),
          factor: values.carry === 'break' ? null : (values.factor?.trim() ?? null),
        },
      }
    : {}),
  reason: values.reason,
})
