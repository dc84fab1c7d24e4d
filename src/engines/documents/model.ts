/** [start, end) in UTF-16 units of the decoded text. */
export type Span = readonly [start: number, end: number]

/** How a written figure stands to what is reached; `x` is a multiple (翻一番 = 2), `range` holds both ends. */
export type Comparator = '=' | '>=' | '>' | '<=' | '<' | '~' | 'range' | 'x'

/** What stands around the body of an official document; null where it is not written. */
export type DocumentHead = {
  title: string | null
  /** 发文字号 as written, for example 常工信复〔2022〕第57号. */
  number: string | null
  /** 成文日期, ISO day. */
  date: string | null
  addressee: string | null
  signer: string | null
  handler: string | null
  copies: string[]
}

/** Who does what by when, with the place it was read from. */
export type Task = {
  id: string
  title: string
  content: string | null
  leads: string[]
  responsibles: string[]
  supports: string[]
  leadPersons: string[]
  dueWritten: string | null
  /** Last day of what is written, ISO; null for 长期 and for relative spans. */
  dueDate: string | null
  /** Title of the heading, or of the annex, that it stands under. */
  parent: string | null
  /** Row number in the annex's table; null for an action of the body. */
  annexRow: number | null
  span: Span
}

/** A figure that a plan wants reached; `value` with the written `unit` (420, 亿元; 50, %). */
export type Target = {
  /** The measured thing in the document's words, scope words included. */
  indicator: string
  /** The words that narrow it (国家, 国省级, 全市 …); null where none are written. */
  scope: string | null
  comparator: Comparator
  value: number | [lo: number, hi: number]
  unit: string
  /** Last day of the written date, ISO; null where none is written or it is relative. */
  due: string | null
  dueWritten: string | null
  sentence: string
  span: Span
}

/** A document that the plan wants issued. */
export type Policy = {
  title: string
  direction: string | null
  dueWritten: string | null
  dueDate: string | null
  leads: string[]
  span: Span
}

/** A promised grant: `rate` as written, `capCny` whole yuan, `isCeiling` whether the amount or rate is an upper limit. */
export type Subsidy = {
  what: string
  rate: string | null
  capCny: number | null
  isCeiling: boolean
  span: Span
}

/** A promise made in a reply. */
export type Commitment = {
  text: string
  units: string[]
  dueWritten: string | null
  dueDate: string | null
  span: Span
}

/** An organisation named in the text, at its first mention. */
export type Mention = { name: string; span: Span }

/** Places of one document that state the same thing differently; a person decides which binds. */
export type Conflict = {
  kind: 'value' | 'scope'
  items: Pick<Target, 'indicator' | 'scope' | 'comparator' | 'value' | 'unit' | 'due' | 'sentence' | 'span'>[]
}

/** One character, or several, that a broken encoding lost and that were guessed, with the other possibilities. */
export type Uncertain = { span: Span; guess: string; alternatives: string[] }

/** How the bytes became text. */
export type Decoding = {
  format: 'text' | 'docx' | 'pdf'
  encoding: string
  /** Whether a wrong earlier decoding was undone. */
  repaired: boolean
  uncertain: Uncertain[]
}

/** All that was read from one document. */
export type Extraction = {
  head: DocumentHead
  tasks: Task[]
  targets: Target[]
  policies: Policy[]
  subsidies: Subsidy[]
  commitments: Commitment[]
  organisations: Mention[]
  conflicts: Conflict[]
}
