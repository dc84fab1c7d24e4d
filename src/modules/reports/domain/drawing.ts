import type { PagedDocument, Sheet } from '../../../engines/documents/index.ts'

/** What a file is to be made of; kept until a worker writes it. */
export type Drawing =
  | { readonly kind: 'pages'; readonly document: PagedDocument; readonly asOf: string }
  | { readonly kind: 'table'; readonly sheets: readonly Sheet[] }
  | {
      readonly kind: 'picture'
      readonly svg: string
      readonly title: string
      /** Natural size at 96 per inch. */
      readonly widthMm: number
      readonly heightMm: number
      readonly asOf: string
    }
