/** Texts of `qbank doctor`. */
import {clean} from '../text/clean.ts'
import {count} from '../text/wording.ts'

export const doctorTexts = {
  project: 'a repository',
  packages: 'packages are installed',
  lintStaged: 'lint-staged is of a version that the hook knows',
  hook: 'git runs the commit hook',
  path: 'graphical programs find Node',
  bank: 'banks are found',
  readable: 'banks can be read',
  readme: 'the markers of READMEs are in order',
  doubled: 'no configuration hides another one',
  remark: 'editors see the rules',
  merge: 'the merge driver is registered',
  editor: 'editors find the language server',
  versions: 'CI uses the version that is installed here',
  registry: 'the registry answers',

  notNamed: 'package.json does not name qbank, so other clones do not get it',
  notInstalled: 'package.json names qbank, and it is not installed here',
  otherQbank: (running: string, installed: string) =>
    `this is qbank ${running}, and the project has ${clean(installed)}. Start the project's own`,
  noLintStaged: 'lint-staged is not installed, and the hook needs it',
  otherLintStaged: (version: string) =>
    `lint-staged is ${clean(version)}, and the hook works with 16 and 17`,
  noServer:
    'qbank-language-server is not in node_modules/.bin, so editors cannot start it',

  noHook: (path: string) =>
    `${clean(path)} does not name qbank, so commits are not checked`,
  hookOff:
    'git does not know the folder of the hooks: packages were installed without their scripts (--ignore-scripts), or not at all',
  noHooksFolder: (path: string) =>
    `git looks for hooks in ${clean(path)}, and there is none: this is a new worktree, or \`git clean\` has removed it`,
  huskyOff: 'HUSKY=0 is set, so husky runs no hooks',
  noProgram: (path: string) =>
    `${clean(path)} is not executable, so git does not run it`,
  otherHook: (path: string, program: string) =>
    `${clean(path)}: ${program} runs the hooks here, and does not name qbank`,
  addHook: (path: string) =>
    `Add \`qbank-hook\` to what ${clean(path)} runs before a commit (docs/hook.md)`,
  hiddenNode: (folder: string) =>
    `Node is in ${clean(folder)}, which is only on the PATH of terminals: a commit from an editor or another graphical program may not find it`,

  noBank: 'no question bank was found in this repository',
  gitIgnored: (amount: number, places: string) =>
    amount === 1
      ? `${places} is a bank, and .gitignore names it, so it is neither committed nor checked`
      : `${amount} banks are named in .gitignore, so they are neither committed nor checked: ${places}`,
  addThose: 'If you want them checked, add them: git add --force <file>',
  remarkIgnored: (amount: number, places: string) =>
    amount === 1
      ? `${places} is a bank, and .remarkignore names it, so it is not checked`
      : `${amount} banks are named in .remarkignore, so they are not checked: ${places}`,
  takeOut: 'Remove the line from .remarkignore if that is not what you want',
  manyUnread: (amount: number, places: string) =>
    `${amount} files or folders cannot be searched for banks: ${places}`,
  manyUnreadable: (amount: number, places: string) =>
    `${amount} banks cannot be read or shown: ${places}`,
  manyMarkers: (amount: number, places: string) =>
    `${amount} markers in READMEs are not in order: ${places}`,
  manyVersions: (amount: number, places: string) =>
    `${amount} files use another version of qbank than the one that is installed here: ${places}`,
  listThem: (command: string) => `Run \`${command}\`, which lists all of them`,
  fixMarkers: (readme: string, command: string) =>
    `Correct that line of ${clean(readme)}, and run \`${command}\``,

  shadowed: (path: string, other: string) =>
    `${clean(path)} is not read, because ${clean(other)} is`,
  removeKey: (key: string) =>
    `Move what it says into the other one, and remove \`${key}\` from package.json`,
  remarkWithout: (path: string) => `${clean(path)} does not name qbank`,
  addPlugin: "Add 'qbank' to its plugins",
  noRemark: 'there is no configuration of remark that names qbank',

  noDriver:
    '.gitattributes names the merge driver, and this clone has not registered it',
  otherVersion: (path: string, other: string, own: string) =>
    `${clean(path)} uses qbank ${other}, and this is ${own}`,
  writeVersion: (path: string, own: string) =>
    `Write ${own} there, in ${clean(path)}, or update qbank here`,
  writeVersions: (own: string) => `Write ${own} there, or update qbank here`,
  archive: (range: string) =>
    `package.json names qbank as ${clean(range)}, which other machines may not have`,
  keepArchive: 'Commit that file, or name a version',
  noRegistry:
    'the registry of npm does not answer, so nothing can be installed',
  changeThat: 'Change that, and run this again',

  ok: (title: string) => `ok     ${title}`,
  finding: (severity: string, problem: string, remedy: string) =>
    `${severity.padEnd(6)} ${clean(problem)}\n       ${clean(remedy)}`,
  summary: (amount: number) =>
    amount === 0
      ? 'qbank runs here.'
      : `${count(amount, 'thing')} to fix: the line below each says how.`
} as const
