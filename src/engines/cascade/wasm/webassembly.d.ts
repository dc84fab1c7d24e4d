/** The part of the WebAssembly interface that the engine uses; Node has it, its type package does not. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: SharedArrayBuffer
    /** Grows by pages of 64 KB; gives the pages held before. */
    grow(pages: number): number
  }
  var Memory: new (descriptor: { initial: number; maximum: number; shared: true }) => Memory
  interface Module {
    readonly [Symbol.toStringTag]: string
  }
  var Module: new (bytes: Uint8Array) => Module
}
