import type { Command } from '../../kernel/command.ts'
import { help } from './cli-help.ts'
import { runCascade } from './cli-run.ts'

export const commands: readonly Command[] = [
  {
    name: 'cascade run',
    summary: {
      zh: '推演供应网络中的停产冲击，算出每家企业的系统性风险',
      en: 'shock spread and systemic risk of every firm of a supply network',
    },
    help,
    run: runCascade,
  },
]
