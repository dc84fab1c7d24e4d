import type { AccessSettings, SessionMemory } from './caller.ts'
import { accessRouter } from './router.ts'
import { addAccountRoutes } from './routes/accounts.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addConsentRoutes } from './routes/consents.ts'
import { addInboxRoutes } from './routes/inbox.ts'
import { addOidcRoutes } from './routes/oidc.ts'
import type { AccessPorts } from './routes/ports.ts'
import { addOwnAccountRoutes } from './routes/second-factor.ts'
import { addSignInRoutes } from './routes/sign-in.ts'
import { addAttachmentRoutes } from './routes-attachments.ts'

/** Sign-in, accounts, what waits for me, documents and the audit trail over HTTP. */
export function accessRoutes(
  ports: AccessPorts,
  memory: SessionMemory,
  settings: AccessSettings = { trustsProxy: false },
) {
  const router = accessRouter()
  const tools = { ports, memory, settings }
  addSignInRoutes(router, tools)
  addAccountRoutes(router, tools)
  addOwnAccountRoutes(router, tools)
  addAuditRoutes(router)
  addInboxRoutes(router)
  addConsentRoutes(router, tools)
  addOidcRoutes(router, tools)
  return addAttachmentRoutes(router)
}
