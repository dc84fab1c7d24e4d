/** Why a workbook is not read; `code` is a key of the problem words. */
export class WorkbookRefusal extends Error {
  override readonly name = 'WorkbookRefusal'
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
  }
}
