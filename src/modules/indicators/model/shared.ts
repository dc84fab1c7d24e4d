import { z } from '@hono/zod-openapi'

/** Text in both languages of the house. */
export const bilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<typeof bilingualSchema>
