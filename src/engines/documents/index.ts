export { type Deadline, readDeadline } from './deadline.ts'
export { decodeText } from './decode.ts'
export { drawPicture } from './draw-picture.ts'
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
export { type Block, checkNotes, type Note, type PagedDocument, type TextPart } from './pages.ts'
export { readDocument } from './read-document.ts'
export { documentWords, sayProblem as sayDocumentProblem } from './words.ts'
export { type ListHead, listColumns, writeListDocx } from './write-list-docx.ts'
export { writeListPdf } from './write-list-pdf.ts'
export { writeListXlsx } from './write-list-xlsx.ts'
export { writePagedDocx } from './write-paged-docx.ts'
export { writePagedPdf } from './write-paged-pdf.ts'
export { type PictureSheet, writePicturePdf } from './write-picture-pdf.ts'
export { type OfficialReply, writeReplyDocx } from './write-reply-docx.ts'
export { writeReplyPdf } from './write-reply-pdf.ts'
export { type Sheet, writeTableXlsx } from './write-table-xlsx.ts'
