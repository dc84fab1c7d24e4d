/** What a command may write to and how it is asked to stop. Handed in, so that tests can listen. */
export type CommandIo = {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** One line, or several, for the reader of standard output. */
  out(text: string): void
  /** One line for the person at the terminal: progress, refusals. */
  err(text: string): void
}

/** 0 done, 1 refused or problems found, 2 wrong use. */
export type ExitCode = 0 | 1 | 2

export type Command = {
  /** The words after `lianshu`, for example `cascade run`. */
  readonly name: string
  /** One line for the list of commands, Chinese then English. */
  readonly summary: { readonly zh: string; readonly en: string }
  /** Usage, options and examples, as `--help` prints them. */
  readonly help: string
  run(argv: readonly string[], io: CommandIo): Promise<ExitCode>
}

/** Thrown by a command for arguments that cannot be used; ends with exit code 2 and the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
