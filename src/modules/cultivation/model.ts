export * from './model/ladder.ts'
export * from './model/packs.ts'
export * from './model/tracks.ts'
