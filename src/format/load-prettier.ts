import type * as Prettier from 'prettier'

/** Prettier is loaded when the first text needs it, and asked for often. */
let loading: Promise<typeof Prettier> | undefined

/** @returns the user's Prettier */
export async function loadPrettier(): Promise<typeof Prettier> {
  return (loading ??= import('prettier'))
}
