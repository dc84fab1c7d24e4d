// What goes in and out of this room, one file a part.
export * from './model/base.ts'
export * from './model/investment.ts'
export * from './model/layers.ts'
export * from './model/leads.ts'
export * from './model/pack-file.ts'
export * from './model/public-view.ts'
export * from './model/rings.ts'
export * from './model/themes.ts'
