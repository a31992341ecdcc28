/** What is said about a project in which something is to be set up. */
import {clean} from '../../text/clean.ts'

export const projectTexts = {
  noRepository:
    'There is no git repository here. Run `git init` first, or change to the folder of your repository',
  noCards: (path: string) =>
    `${clean(path)}: nothing repeats here that could be a card, so no template can be written. Declare one in its front matter (docs/templates.md), and run this again`,
  outside: (path: string, below: string) =>
    `${clean(path)}: is not in the folder of this project${below === '' ? '' : ` (${clean(below)})`}, where its packages are. Change to the folder of the file, and run this again`,
  historyComment: 'The history, to see what has changed.'
} as const
