/** Texts about a project that is being set up. */
import type {AskingHeadings} from '../../infer/find-asking.ts'
import {inferTexts} from '../../infer/texts.ts'
import {clean} from '../../text/clean.ts'

export const projectTexts = {
  noRepository:
    'There is no git repository here. Run `git init` first, or change to the folder of your repository',
  noCards: (path: string, asking?: AskingHeadings) =>
    `${clean(path)}: found no cards, so init cannot write a template. Declare one in the front matter of the file (docs/templates.md), and run this again${asking ? `. ${inferTexts.maybe(asking)}` : ''}`,
  outside: (path: string, below: string) =>
    `${clean(path)}: is not in the folder of this project${below === '' ? '' : ` (${clean(below)})`}, where its packages are. Change to the folder of the file, and run this again`,
  historyComment: 'The history, to see what has changed.'
} as const
