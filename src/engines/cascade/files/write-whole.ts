import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { FileProblems } from './file-problems.ts'

/** A file to be written: its path and its text in pieces. */
export type Output = { readonly path: string; readonly pieces: Iterable<string> }

const BUFFERED_CHARACTERS = 1 << 20

/** Notes which of the outputs could not be written, before any computing is done. */
export function checkOutputs(
  paths: readonly string[],
  inputs: readonly string[],
  problems: FileProblems,
): void {
  const read = new Set(inputs.map((path) => resolve(path)))
  const seen = new Set<string>()
  for (const path of paths.map((given) => resolve(given))) {
    const folder = statSync(dirname(path), { throwIfNoEntry: false })
    if (read.has(path))
      problems.add(path, null, '输出与输入是同一文件', 'is an input: name another file for the output')
    else if (seen.has(path)) problems.add(path, null, '两个输出用了同一文件名', 'is named for two outputs')
    else if (!folder?.isDirectory())
      problems.add(path, null, '输出所在目录不存在，请先建立', 'its folder does not exist: make it first')
    else if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      problems.add(path, null, '是目录，请给出文件名', 'is a folder: name a file')
    seen.add(path)
  }
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w')
  try {
    let pending = ''
    for (const piece of pieces) {
      pending += piece
      if (pending.length < BUFFERED_CHARACTERS) continue
      writeSync(file, pending)
      pending = ''
    }
    if (pending !== '') writeSync(file, pending)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Writes all outputs beside their places and moves them there only when every one is whole; else leaves nothing. */
export function writeAll(outputs: readonly Output[]): void {
  const moves = outputs.map(({ path }) => ({
    path,
    temporary: join(dirname(path), `.${basename(path)}.${process.pid}.tmp`),
  }))
  try {
    outputs.forEach(({ pieces }, k) => {
      writePieces(moves[k]!.temporary, pieces)
    })
    for (const { path, temporary } of moves) renameSync(temporary, path)
  } finally {
    for (const { temporary } of moves) rmSync(temporary, { force: true })
  }
}
