import { type Policy, readFactValue } from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { FrozenFact } from '../domain/frozen-facts.ts'

/** A claimed value in stored units; unreadable ones are told with how to write them. */
export function readClaimed(policy: Policy, fact: string, claimed: string | null): FrozenFact {
  const definition = policy.facts[fact]
  if (!definition || definition.type === 'series' || definition.type === 'titles')
    throw new AppError('invalid', 'evaluation.no_such_fact', { name: fact })
  if (claimed === null) throw new AppError('invalid', 'evaluation.claim_missing', { name: definition.label })
  try {
    const value = readFactValue(definition, claimed)
    if (value === null) throw new AppError('invalid', 'evaluation.claim_missing', { name: definition.label })
    if (typeof value === 'boolean') return value
    return typeof value === 'bigint' ? String(value) : value.kind === 'text' ? value.text : null
  } catch (error) {
    // The engine's words name the value and how to write it; anything else is passed on.
    if (!(error instanceof Error) || error.name !== 'QuantityError') throw error
    throw new AppError('invalid', 'evaluation.claim_bad', { name: definition.label, reason: error.message })
  }
}
