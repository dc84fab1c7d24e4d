import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { extractDocument } from './extract.ts'
import { printExtraction } from './print.ts'
import { readDocument } from './read-document.ts'
import { sayProblem } from './words.ts'

const extractHelp = `用法 usage: lianshu plan extract FILE [--json] [--text OUT]

从公文（TXT、DOCX、带文字层的 PDF）中提取任务、目标、拟出台政策、补贴、承诺与机构。
Reads tasks, targets, policies to be issued, subsidies, commitments and organisations out of an official document.

  --json      输出 JSON · print JSON
  --text OUT  把解码后的文字写入 OUT，span 按其 UTF-16 单位计 · write the decoded text; spans count its UTF-16 units

例 example: lianshu plan extract 实施方案.docx --json --text 正文.txt`

async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new AppError('not_found', 'documents.not_found', { file: path }, [], { cause })
  }
}

async function writeOutput(path: string, content: string | Uint8Array) {
  try {
    await writeFile(path, content)
  } catch (cause) {
    throw new AppError('invalid', 'documents.cannot_write', { file: path }, [], { cause })
  }
}

/** Tells a refusal in words; anything else is a fault of ours and goes on. */
async function refusing(io: CommandIo, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    io.err(sayProblem(error.code, error.params))
    return 1
  }
}

function oneFile(positionals: readonly string[]): string {
  const [file] = positionals
  if (!file || positionals.length > 1) throw new UsageError('请给出一个文件 · give exactly one file')
  return file
}

const extract: Command = {
  name: 'plan extract',
  summary: {
    zh: '从公文提取任务、目标与政策',
    en: 'read tasks, targets and policies out of an official document',
  },
  help: extractHelp,
  run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, text: { type: 'string' } },
    })
    const file = oneFile(positionals)
    return refusing(io, async () => {
      const { text, decoding } = await readDocument(await readInput(resolve(io.cwd, file)))
      const extraction = extractDocument(text)
      if (values.text !== undefined) await writeOutput(resolve(io.cwd, values.text), text)
      io.out(
        values.json
          ? JSON.stringify({ ...extraction, decoding }, null, 2)
          : printExtraction(extraction, decoding),
      )
      return 0
    })
  },
}

const exportHelp = `用法 usage: lianshu plan export FILE [--docx OUT] [--xlsx OUT] [--pdf OUT]

把公文中的任务写成办公室通用的清单（序号、重点事项、具体内容、牵头单位、责任单位、完成时限）。
Writes the tasks of an official document as the list that an office uses.

  --docx OUT  Word，按 GB/T 9704-2012 版面 · Word on the page of GB/T 9704-2012
  --xlsx OUT  Excel
  --pdf OUT   PDF，字体为思源黑体（代替公文规定字体） · PDF in Noto Sans SC, a substitute for the official faces

例 example: lianshu plan export 实施方案.txt --docx 清单.docx --xlsx 清单.xlsx`

const exportList: Command = {
  name: 'plan export',
  summary: {
    zh: '把公文中的任务写成 Word、Excel 清单',
    en: "write a document's tasks as a Word or Excel list",
  },
  help: exportHelp,
  run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { docx: { type: 'string' }, xlsx: { type: 'string' }, pdf: { type: 'string' } },
    })
    const file = oneFile(positionals)
    const { docx, xlsx, pdf } = values
    if (docx === undefined && xlsx === undefined && pdf === undefined)
      throw new UsageError('请给出 --docx、--xlsx 或 --pdf · give --docx, --xlsx or --pdf')
    return refusing(io, async () => {
      const { head, tasks } = extractDocument(
        (await readDocument(await readInput(resolve(io.cwd, file)))).text,
      )
      const heading = { annex: null, title: `${head.title ?? ''}任务清单` }
      if (docx !== undefined) {
        const { writeListDocx } = await import('./write-list-docx.ts')
        await writeOutput(resolve(io.cwd, docx), await writeListDocx(tasks, heading))
      }
      if (xlsx !== undefined) {
        const { writeListXlsx } = await import('./write-list-xlsx.ts')
        await writeOutput(resolve(io.cwd, xlsx), await writeListXlsx(tasks, heading))
      }
      if (pdf !== undefined) {
        const { writeListPdf } = await import('./write-list-pdf.ts')
        const { bytes, missing } = await writeListPdf(tasks, heading, new Date())
        await writeOutput(resolve(io.cwd, pdf), bytes)
        if (missing.length > 0) io.err(sayProblem('documents.no_glyph', { characters: missing.join('') }))
      }
      io.out(`已写入 ${tasks.length} 项任务 · wrote ${tasks.length} tasks`)
      return 0
    })
  },
}

/** What the command line offers on plans and other official documents. */
export const commands: readonly Command[] = [extract, exportList]
