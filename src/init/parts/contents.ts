/** Texts that the set-up writes into files for people. */
import {joinOr} from '../../text/wording.ts'

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

/**
 * @param bank name of a file in the same folder
 * @param region for the bank
 */
export function renderRegions(bank: string, region: string): string {
  return `
## Questions

All questions are in [${bank}](${encodeURI(bank)}).

<!--${region} start-->
<!--${region} end-->
`
}

/**
 * Text of an inbox's README.
 *
 * @param bank name of the bank's file
 * @param command words that start qbank
 */
export function inboxReadme(bank: string, command: string): string {
  return `# New questions

Each file in this folder has a question that is not in [${bank}](../${encodeURI(bank)}) yet. \`${command} new\` writes one, and
\`${command} collect\` moves all of them into the bank.
`
}

/** The section of a guide for contributors. */
export function contributing({
  banks,
  install,
  fix
}: {
  readonly banks: readonly string[]
  readonly install: string
  readonly fix: string
}): string {
  return `
## Questions

The questions are in ${joinOr(banks.map((path) => `\`${path}\``))}.

1. Run \`${install}\` once. It also turns on the commit hook.
2. Copy the question before the place where yours belongs, and write yours.
3. Commit. The hook fixes the form of your question. If something is left that only you can fix, it shows file, line and what is
   expected, and nothing has changed.

Without the hook, \`${fix}\` does the same.
`
}

/** @param banks names of the banks' files */
export function pullRequest(banks: readonly string[]): string {
  return `<!-- For a change to ${joinOr(banks)}; delete this for other changes. -->

- [ ] The question is not there yet, in other words either.
- [ ] The answer is correct, and says where it can be looked up.
- [ ] \`npx --no -- qbank check\` reports nothing about it.
`
}
