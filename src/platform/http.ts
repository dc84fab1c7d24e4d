// The HTTP door: what rooms and app.ts use of it.
export { afterCommit } from './http/after-commit.ts'
export { createApp, type FrameVariables } from './http/app.ts'
export { type EventSender, eventStream } from './http/event-stream.ts'
export { languageOf } from './http/language.ts'
export { type Listening, listen } from './http/listen.ts'
export { type ProblemBody, problemOf, problemSchema, statusOf } from './http/problem.ts'
export { createRouter } from './http/router.ts'
export { serveWeb } from './http/static-files.ts'
