/** Prettier is loaded when the first text needs it, and asked for often. */
let loading: Promise<typeof import('prettier')> | undefined

/** @returns the user's Prettier */
export async function loadPrettier(): Promise<typeof import('prettier')> {
  return (loading ??= import('prettier'))
}
