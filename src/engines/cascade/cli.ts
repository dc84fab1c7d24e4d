import type { Command } from '../../kernel/command.ts'

export const commands: readonly Command[] = []
