/** A document of pages as data: what reports hand in and both writers (Word, PDF) draw alike. */

/** A piece of running text; `notes` are numbers of the document's notes, `isChanged` marks a figure that moved. */
export type TextPart = {
  text: string
  notes?: readonly number[]
  isBold?: boolean
  isChanged?: boolean
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; parts: readonly TextPart[]; isFlush?: boolean }
  | {
      kind: 'table'
      caption: string | null
      head: readonly string[]
      rows: readonly (readonly TextPart[])[]
      /** Share of the width of each column, in per cent. */
      shares: readonly number[]
      /** Columns whose figures stand right. */
      figures?: readonly number[]
    }
  | {
      kind: 'picture'
      svg: string
      widthMm: number
      heightMm: number
      caption: string
      alternative: string
      /** Stands by itself on a landscape page. */
      isLandscape?: boolean
    }
  | { kind: 'pageBreak' }

/** Where a sentence or figure comes from. Numbered from 1 in the order of their first use. */
export type Note = { number: number; text: string }

export type PagedDocument = {
  title: string
  subtitle: string | null
  issuer: string | null
  /** As it is to be printed. */
  date: string | null
  blocks: readonly Block[]
  notes: readonly Note[]
}

/** The notes that a document refers to and does not state, and those it states and never uses. */
export function checkNotes({ blocks, notes }: PagedDocument): { missing: number[]; unused: number[] } {
  const used = new Set(
    blocks.flatMap((block) => {
      const parts = block.kind === 'paragraph' ? block.parts : block.kind === 'table' ? block.rows.flat() : []
      return parts.flatMap(({ notes = [] }) => notes)
    }),
  )
  const stated = new Set(notes.map(({ number }) => number))
  const inOrder = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)
  return {
    missing: inOrder([...used].filter((number) => !stated.has(number))),
    unused: inOrder([...stated].filter((number) => !used.has(number))),
  }
}
