// What goes in and out of the room; one file a part.
export * from './model/assessment.ts'
export * from './model/forecast.ts'
export * from './model/library.ts'
