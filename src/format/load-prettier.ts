import type * as Prettier from 'prettier'

/** Loaded when the first text needs it; later calls are frequent. */
let loading: Promise<typeof Prettier> | undefined

/** @returns the user's Prettier */
export async function loadPrettier(): Promise<typeof Prettier> {
  return (loading ??= import('prettier'))
}
