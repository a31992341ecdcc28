/** Finds the lines of a file that a pull request shows: GitHub accepts comments only on these. */

/** Lines from `first` to `last`, counted from 1, of the file as the pull request has it. */
export interface Hunk {
  readonly first: number
  readonly last: number
}

/**
 * @param patch from GitHub: hunks of a unified diff; `undefined` if the file is binary or the diff too long
 * @returns the hunks, in their order
 */
export function readHunks(patch: string | undefined): Hunk[] {
  if (patch === undefined) return []
  return Array.from(
    patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm),
    ([, start, count = '1']) => ({
      first: Number(start),
      last: Number(start) + Number(count) - 1
    })
  ).filter(({first, last}) => first >= 1 && last >= first)
}

/** @returns whether GitHub accepts a comment on these lines: they must be in one hunk */
export function isShown(hunks: readonly Hunk[], {first, last}: Hunk): boolean {
  return hunks.some((hunk) => hunk.first <= first && last <= hunk.last)
}
