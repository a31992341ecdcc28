/** Texts about the parts of the plan, and what the person has to take care of. */
import {clean} from '../../text/clean.ts'

interface Words {
  readonly label: string
  readonly hint: string
}

export const partTexts = {
  packageReason: 'names the packages that the project needs',
  scriptReason: (key: string) =>
    `the script \`${key}\` turns the commit hook on when packages are installed`,
  ignoreReason: 'keeps packages out of the repository',
  hookReason: 'checks and fixes the bank on every commit',
  remarkReason: 'the same rules in editors and remark',
  skeletonReason: 'a bank with one card, to begin with',
  bankReason: (
    {
      cards,
      misfits
    }: {
      readonly cards: number
      readonly misfits: readonly number[]
    },
    isComment: boolean
  ) =>
    `${isComment ? 'a comment' : 'front matter'} that describes its cards; ${misfits.length === 0 ? `all ${cards}` : `${cards - misfits.length} of ${cards}`} fit`,
  commentOffer: {
    label: 'A comment instead of front matter in the README',
    hint: 'GitHub shows front matter to readers'
  } satisfies Words,
  readmeReason: 'shows what is in the bank',
  readmeOffer: (path: string): Words => ({
    label: `A section in ${path}`,
    hint: 'shows what is in the bank, and is always up to date'
  }),
  workflowReason: (debts: number) =>
    debts > 0
      ? 'checks what each contribution changes'
      : 'checks each contribution',
  workflowOffer: (host: 'github' | 'gitlab'): Words => ({
    label: host === 'github' ? 'A workflow on GitHub' : 'A job on GitLab',
    hint: 'checks contributions that no hook has checked'
  }),
  mergeReason: 'git merges the bank card by card',
  registerReason: (key: string) =>
    `the script \`${key}\` registers the merge driver in each clone`,
  mergeOffer: {
    label: 'A merge driver',
    hint: 'two branches that add questions do not conflict'
  } satisfies Words,
  formOffer: (paths: readonly string[]): Words => ({
    label: 'An issue form for new questions',
    hint: `${paths.join(', ')}: what is filled in becomes a pull request`
  }),
  formReason: 'asks for what a question needs, as the template has it',
  formWorkflowReason: 'makes a pull request of what was filled in',
  formNotice:
    'For the issue form, allow GitHub Actions to create pull requests: in the settings of the repository, under Actions, General',
  inboxOffer: (folder: string): Words => ({
    label: `An inbox for new questions: ${folder}/`,
    hint: 'each is a file of its own there, so no two contributions conflict'
  }),
  inboxNotice:
    'For the inbox, let jobs push: in the settings of the project, under CI/CD, Job token permissions, allow Git push requests',
  inboxReason: (folder: string) => `names its inbox, ${clean(folder)}/`,
  inboxReadmeReason: 'says what the folder is for',
  collectReason: 'moves questions from the inbox into the bank',
  contributingReason: 'says how to add a question',
  contributingOffer: (path: string): Words => ({
    label: `A section in ${path}`,
    hint: 'says how to add a question'
  }),
  pullRequestReason: 'asks contributors what a reviewer would ask',
  pullRequestOffer: (path: string): Words => ({
    label: 'A template for pull requests',
    hint: path
  }),
  extensionsReason: 'recommends the extension that shows problems',
  extensionsOffer: {
    label: 'A recommended extension for VS Code',
    hint: '.vscode/extensions.json'
  } satisfies Words,
  editorConfigReason:
    'editors keep the two spaces at the end of a line, which are a line break in Markdown',
  otherVersion: (name: string, range: string, spec: string) =>
    `${name} ${clean(range)} becomes ${spec}: qbank does not work with the older one. If you cannot change it, stop here`,
  otherHook: (path: string, program: string) =>
    `${clean(path)}: ${program} runs your hooks, so no hook is written. Add \`qbank-hook\` to what it runs before a commit (docs/hook.md)`,
  ownHook: (path: string) =>
    `.git/hooks/pre-commit: git will not run it any more once husky is on. If you need it, move its lines into ${clean(path)}`,
  otherRemark: (path: string) =>
    `${clean(path)}: does not name qbank. The commands and the hook do not need it; for editors, add \`qbank\` to its plugins`,
  markdownlint: (path: string) =>
    `${clean(path)}: markdownlint goes on checking the bank. If it reports something that qbank writes, turn that rule off there`,
  archiveScript:
    'npm may warn that a script of qbank, prepare, is not covered by allowScripts. It is for clones of qbank: you do not have to approve it',
  archive: (path: string) =>
    `${clean(path)}: other machines do not have this file. Put it into the repository, or wait with the workflow`,
  debtsComment:
    'Older problems remain, so only what a contribution changes is checked.',
  pushComment: 'If the branch has moved on, the run for that commit does it.'
} as const
