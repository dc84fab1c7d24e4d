import { z } from '@hono/zod-openapi'
import { AppError } from '../../../kernel/errors.ts'

/** A form's file. */
export const fileSchema = z.object({
  file: z.custom<File>((value) => value instanceof File).openapi({ type: 'string', format: 'binary' }),
})

/** Name and bytes of a form's file; `invalid` where it is none. */
export async function bytesOf(file: unknown): Promise<{ fileName: string; bytes: Buffer }> {
  if (!(file instanceof File)) throw new AppError('invalid', 'programmes.file_missing')
  return { fileName: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}
