/** What the engine says to the person at the terminal, in Chinese and English, by error code. */
export const documentWords: Readonly<Record<string, { zh: string; en: string }>> = {
  'documents.not_found': {
    zh: '找不到文件 {file}。请检查路径后重试。',
    en: 'No such file: {file}. Check the path and try again.',
  },
  'documents.empty': {
    zh: '文件是空的，没有可提取的文字。请确认上传的是正文文件。',
    en: 'The file is empty: there is no text to read. Check that it is the document itself.',
  },
  'documents.not_text': {
    zh: '这不是文字文件（含有二进制内容）。请提供 TXT、DOCX 或带文字层的 PDF。',
    en: 'This is not a text file (it holds binary data). Give a TXT, a DOCX, or a PDF with a text layer.',
  },
  'documents.old_word': {
    zh: '这是旧版 Word（.doc）。请在 Word 或 WPS 中另存为 .docx 后再试。',
    en: 'This is an old Word file (.doc). Save it as .docx in Word or WPS and try again.',
  },
  'documents.picture': {
    zh: '这是图片，没有文字层。请先识别为文字，或提供原始电子文件。',
    en: 'This is a picture without a text layer. Run text recognition first, or give the original file.',
  },
  'documents.too_large': {
    zh: '文件过大（{bytes} 字节，上限 {maxBytes} 字节）。请拆分或去掉图片后再试。',
    en: 'The file is too large ({bytes} bytes, the limit is {maxBytes}). Split it or take the pictures out.',
  },
  'documents.no_text_layer': {
    zh: '这份 PDF 没有文字层（多半是扫描件）。请先识别为文字，或提供原始电子文件。',
    en: 'This PDF has no text layer (it is probably a scan). Run text recognition first, or give the original file.',
  },
  'documents.broken_file': {
    zh: '文件损坏或不是有效的 {format}，无法打开。请重新导出后再试。',
    en: 'The file is damaged or no valid {format}: it cannot be opened. Export it again and retry.',
  },
  'documents.no_glyph': {
    zh: '替代字体里没有这些字，PDF 中以“〓”代替：{characters}。请核对，需要时改用 Word 文件。',
    en: 'The substitute face has no glyph for: {characters}; the PDF shows 〓. Check them, or use the Word file.',
  },
  'documents.cannot_write': {
    zh: '无法写入 {file}。请检查文件夹是否存在、是否有写入权限。',
    en: 'Cannot write {file}. Check that the folder exists and may be written to.',
  },
}

/** A code's words with its parameters filled in, Chinese then English. */
export function sayProblem(code: string, params: Readonly<Record<string, unknown>>): string {
  const words = documentWords[code]
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return words ? `${fill(words.zh)}\n${fill(words.en)}` : code
}
