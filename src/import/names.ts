/** Names for the command line's help; this file imports nothing else. */

/** Formats, in the order in which they are listed to people. */
export const importFormats = [
  ...(['json', 'jsonl', 'csv', 'tsv', 'anki', 'gift', 'md'] as const)
] as const

/** Name of a format. */
export type ImportFormat = (typeof importFormats)[number]
