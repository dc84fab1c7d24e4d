export { decodeText } from './decode.ts'
export { extractDocument } from './extract.ts'
export type {
  Commitment,
  Comparator,
  Conflict,
  Decoding,
  DocumentHead,
  Extraction,
  Mention,
  Policy,
  Span,
  Subsidy,
  Target,
  Task,
  Uncertain,
} from './model.ts'
export { readDocument } from './read-document.ts'
export { sayProblem as sayDocumentProblem } from './words.ts'
export { type ListHead, listColumns, writeListDocx } from './write-list-docx.ts'
export { writeListXlsx } from './write-list-xlsx.ts'
export { type OfficialReply, writeReplyDocx } from './write-reply-docx.ts'
