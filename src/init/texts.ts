/** What `qbank init` says, and the bank that it begins. */
import {clean} from '../text/clean.ts'
import {count} from '../text/wording.ts'

export const initTexts = {
  noRepository:
    'There is no git repository here. Run `git init` first, or change to the folder of your repository',
  noCards: (path: string) =>
    `${clean(path)}: nothing repeats here that could be a card, so no template can be written. Declare one in its front matter (docs/templates.md), and run this again`,
  badPackage: (path: string) =>
    `${clean(path)}: is not a JSON object. Correct it, and run this again`,
  notCommitted: (paths: readonly string[]) =>
    `Changes that are not committed would be mixed with fixes: ${paths.map(clean).join(', ')}. Commit them first, or add --yes`,
  packageReason: 'installs the commit hook with the packages',
  ignoreReason: 'keeps packages out of the repository',
  hookReason: 'checks and fixes the bank on every commit',
  remarkReason: 'the same rules in editors and remark',
  skeletonReason: 'a bank with one card, to begin with',
  bankReason: ({
    cards,
    misfits
  }: {
    readonly cards: number
    readonly misfits: readonly number[]
  }) =>
    `front matter with the template of its ${count(cards, 'card')}; ${cards - misfits.length} of them fit`,
  otherHook: (path: string, program: string) =>
    `${path}: ${program} runs your hooks, so no hook is written. Have it run \`qbank-hook\` before a commit (docs/hook.md)`,
  otherRemark: (path: string) =>
    `${path}: does not name qbank. qbank's own commands do not need it; for editors, add \`qbank\` to its plugins`,
  create: (path: string, reason: string) => `create ${clean(path)}: ${reason}`,
  change: (path: string, reason: string) => `change ${clean(path)}: ${reason}`,
  run: (words: readonly string[]) => `run    ${clean(words.join(' '))}`,
  nothing: 'Nothing is left to set up.',
  question: 'Do this? [y/N] ',
  stopped: 'Nothing was written.',
  installFailed: (words: readonly string[]) =>
    `\`${clean(words.join(' '))}\` has failed, and says why above. What is listed above it is done. Run it again when that is fixed, and then \`qbank init\``,
  skipped: (words: readonly string[]) =>
    `Next: run \`${clean(words.join(' '))}\`, and then \`npx --no -- qbank fix\``,
  undoByHand: (path: string) =>
    `# ${clean(path)} had changes of yours: take the new lines out by hand`,
  undo: (lines: readonly string[]) =>
    ['To undo this:', ...lines.map((line) => `  ${line}`)].join('\n')
} as const

/** A bank with one card that has no problem, in the default template. */
export const skeleton = `# Question bank

## First section

### Q: What should the first question of this bank be?

**Difficulty:** Easy${'  '}
**Tags:** example${'  '}
**Question:** Replace this card with your own. What would you ask an expert on the subject?${'  '}
**What a strong answer includes:**

- A point that you would listen for.
- A second one.
- A third one, which not everybody knows.

**Common pitfalls:**

- What people often say although it is wrong.
- What they often forget.
`
