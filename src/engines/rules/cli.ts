import type { Command } from '../../kernel/command.ts'
import { checkCommand } from './cli-check.ts'
import { compareCommand } from './cli-compare.ts'
import { evaluateCommand } from './cli-evaluate.ts'
import { factsCommand } from './cli-facts.ts'

export const commands: readonly Command[] = [checkCommand, evaluateCommand, compareCommand, factsCommand]
