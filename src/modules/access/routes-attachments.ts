import { z } from '@hono/zod-openapi'
import { idSchema } from './model.ts'
import { type accessRouter, permittedRoute } from './router.ts'
import { readAttachment } from './service/attachments.ts'

const getAttachment = permittedRoute('account.own', {
  method: 'get',
  path: '/api/attachments/{id}',
  request: { params: z.object({ id: idSchema }) },
  responses: {
    200: {
      description: 'the document as a download, never shown in the page; only its owner and its readers',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

/** Adds the download of documents that people handed in. */
export function addAttachmentRoutes(router: ReturnType<typeof accessRouter>) {
  router.openapi(getAttachment, async (c) => {
    const { fileName, mediaType, bytes } = await readAttachment(c.get('ctx'), c.req.valid('param').id)
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    })
  })
  return router
}
