/** Names for the command line's help; this file imports nothing else. */

/** Names of the formats, in the order in which they are listed to people. */
export const formatNames = [
  ...(['json', 'jsonl', 'csv', 'tsv', 'md', 'html'] as const),
  ...(['anki', 'apkg', 'gift', 'moodle', 'qti12', 'qti21'] as const),
  ...(['promptfoo', 'inspect'] as const)
] as const

/** Name of a format. */
export type FormatName = (typeof formatNames)[number]

/** Purposes that a field can have; the flags of the command line have these names. */
export const roleNames = [
  'question',
  'exhibit',
  'answer',
  'accept',
  'pitfalls'
] as const

/** A purpose of a field. */
export type RoleName = (typeof roleNames)[number]
