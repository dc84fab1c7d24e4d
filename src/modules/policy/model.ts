// What goes in and out of the room; one file a part.

export * from './model/agreements.ts'
export * from './model/applications.ts'
export * from './model/assessment.ts'
export * from './model/call-panel.ts'
export * from './model/calls.ts'
export * from './model/editor.ts'
export * from './model/forecast.ts'
export * from './model/funds.ts'
export * from './model/grants.ts'
export * from './model/library.ts'
export * from './model/statement.ts'
