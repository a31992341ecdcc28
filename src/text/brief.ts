/** Spares V8 the work that is only worth it in longer runs. */

declare global {
  interface ImportMeta {
    /** What `src/load.ts` gives to the scripts of the package, which are all that is published. */
    readonly restrainOptimizing?: (length: number) => void
  }
}

/** How much has been read, in UTF-16 units; not counted where the process is not ours, or goes on. */
let length = Infinity

/** For programs of ours that end when they have done one thing. */
export function expectEnd(): void {
  length = 0
}

/** @param text about to be read: how much it is decides whether V8 is kept from compiling anew what has run often */
export function countText(text: string): void {
  length += text.length
  if (length < Infinity) import.meta.restrainOptimizing?.(length)
}
