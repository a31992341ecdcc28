/** Avoids work of V8 that is only useful in longer runs. */

declare global {
  interface ImportMeta {
    /** Function of `src/load.ts`; only the package's built scripts have it. */
    readonly restrainOptimizing?: (length: number) => void
  }
}

/** How much has been read, in UTF-16 units; not counted in processes that are not ours, or that continue. */
let length = Infinity

/** Called by our programs that end after one task, when they begin it: other packages that it needs are loaded. */
export function expectEnd(): void {
  length = 0
  countText('')
}

/** @param text about to be read: its length decides whether V8 may optimize */
export function countText(text: string): void {
  length += text.length
  if (length < Infinity) import.meta.restrainOptimizing?.(length)
}
