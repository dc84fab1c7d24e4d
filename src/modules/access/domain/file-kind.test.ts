import { expect, test } from 'vitest'
import { fileKindOf } from './file-kind.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('the bytes tell what a document is', () => {
  expect(fileKindOf(bytes('%PDF-1.7\n'))?.extension).toBe('pdf')
  expect(fileKindOf(bytes('\x89PNG\r\n\x1a\n'))?.extension).toBe('png')
  expect(fileKindOf(bytes('\xff\xd8\xff\xe0'))?.mediaType).toBe('image/jpeg')
  expect(fileKindOf(bytes('PK\x03\x04 [Content_Types].xml word/document.xml'))?.extension).toBe('docx')
  expect(fileKindOf(bytes('PK\x03\x04 [Content_Types].xml xl/workbook.xml'))?.extension).toBe('xlsx')
})

test('a page, a drawing with scripts, a program, a plain zip, macros and nothing are no documents', () => {
  for (const text of [
    '<html>',
    '<svg onload=x>',
    'MZ\x90',
    'PK\x03\x04 a.txt',
    'PK\x03\x04 [Content_Types].xml word/vbaProject.bin',
    '',
  ]) {
    expect(fileKindOf(bytes(text)), text).toBeUndefined()
  }
})
