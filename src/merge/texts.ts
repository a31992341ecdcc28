/** What is said about merges. */
import {clean} from '../text/clean.ts'

/** Texts of `qbank merge-driver` and `qbank merge`. */
export const mergeTexts = {
  hasMarkers: 'a version has conflict markers in it',
  frontMatter: 'front matter is broken',
  unclear: 'the cards of a version cannot be told apart safely',
  moved: 'both sides have moved cards or sections',
  tooMany: 'there are too many conflicts',
  lineBreaks: 'a version ends its lines in several ways',
  version: (path: string, side: string) => `${clean(path)} (${side})`,
  crashed: (reason: string) => `qbank has a bug (${clean(reason)})`,
  fellBack: (path: string, reason: string) =>
    `${clean(path)}: merged by lines, as git does it: ${clean(reason)}`
} as const
