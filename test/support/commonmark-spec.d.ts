/** The examples of CommonMark's specification; the package has no types. */
declare module 'commonmark-spec' {
  export const tests: readonly {
    /** With `→` for a tab. */
    readonly markdown: string
    readonly section: string
    /** From 1. */
    readonly number: number
  }[]
}
