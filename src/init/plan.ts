/** What `qbank init` would do in a project: files to write and packages to install. Nothing is written here. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {formatInstall} from '../files/package-manager.ts'
import {UserError} from '../text/user-error.ts'
import type {FoundBank} from './find-bank.ts'
import type {Project} from './project.ts'
import {readIfThere} from './project.ts'
import {initTexts, skeleton} from './texts.ts'

/** A file to write; its path is relative to the project's root, with `/`. */
export interface Edit {
  readonly path: string
  /** What is there now; `undefined` for a file to create. */
  readonly before: string | undefined
  readonly after: string
  /** What for, in a few words. */
  readonly reason: string
}

/** All that is to be done, in order. */
export interface Plan {
  readonly edits: readonly Edit[]
  /** Words of the command that installs what is missing; empty where nothing is. */
  readonly install: readonly string[]
  /** What a person has to see to, a sentence each. */
  readonly notices: readonly string[]
}

/** What a project needs, with the range where not every version will do. */
const packages = ['prettier', 'husky', 'lint-staged@16']

/** Files in which other programs are told which hooks to run. */
const otherHooks: Readonly<Record<string, string>> = {
  'lefthook.yml': 'lefthook',
  'lefthook.yaml': 'lefthook',
  '.lefthook.yml': 'lefthook',
  '.pre-commit-config.yaml': 'pre-commit'
}

const remarkFiles = [
  '.remarkrc',
  '.remarkrc.json',
  '.remarkrc.yml',
  '.remarkrc.yaml',
  '.remarkrc.js',
  '.remarkrc.cjs',
  '.remarkrc.mjs'
]

interface PackageJson {
  scripts?: Record<string, string>
  remarkConfig?: unknown
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/**
 * @param spec what the package manager is to install as qbank: `qbank`, or the path of a packed archive
 * @throws UserError if `package.json` cannot be understood
 */
export function makePlan(
  project: Project,
  bank: FoundBank,
  spec: string
): Plan {
  const {root, folder, manager} = project
  const inFolder = (name: string): string =>
    project.below === '' ? name : `${project.below}/${name}`
  const text = readIfThere(join(folder, 'package.json'))
  const json = readPackage(text, inFolder('package.json'))
  const other = Object.keys(otherHooks).find((name) =>
    existsSync(join(root, name))
  )
  const missing = findMissing(json, spec)
  const edits = [
    editPackage(project, text, json, other === undefined),
    editIgnore(project),
    ...(other === undefined ? [editHook(project)] : []),
    editRemark(project, json),
    editBank(bank)
  ].flatMap((edit): Edit[] =>
    edit ? [{...edit, path: inFolder(edit.path)}] : []
  )
  const notices = [
    ...(other === undefined
      ? []
      : [initTexts.otherHook(other, otherHooks[other] ?? '')]),
    ...findRemarkNotice(project, json)
  ]
  const install =
    missing.length === 0
      ? []
      : [
          ...formatInstall(manager, missing[0]).split(' ').slice(0, -1),
          ...missing
        ]
  return {edits, install, notices}
}

type Draft = Edit | undefined

function readPackage(text: string | undefined, name: string): PackageJson {
  if (text === undefined) return {}
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null) return json
  } catch {
    // Said below.
  }

  throw new UserError(initTexts.badPackage(name))
}

function findMissing(
  {dependencies, devDependencies}: PackageJson,
  spec: string
): string[] {
  const known = {...dependencies, ...devDependencies}
  const others = packages.filter(
    (each) => !Object.hasOwn(known, each.replace(/@.*/, ''))
  )
  return Object.hasOwn(known, 'qbank') ? others : [spec, ...others]
}

/** Has the hook installed after the packages are. */
function editPackage(
  {below, isModernYarn}: Project,
  before: string | undefined,
  json: PackageJson,
  wantsHusky: boolean
): Draft {
  const key = isModernYarn ? 'postinstall' : 'prepare'
  const husky =
    below === ''
      ? 'husky'
      : `cd ${'../'.repeat(below.split('/').length).slice(0, -1)} && husky ${below}/.husky`
  const script = json.scripts?.[key]
  const isThere = script !== undefined && /\bhusky\b/.test(script)
  if (before !== undefined && (isThere || !wantsHusky)) return undefined
  const scripts = wantsHusky
    ? {
        ...json.scripts,
        [key]: script === undefined ? husky : `${script} && ${husky}`
      }
    : json.scripts
  const indent = /^[ \t]+(?=")/m.exec(before ?? '')?.[0] ?? '  '
  const after = {
    ...(before === undefined && {private: true}),
    ...json,
    ...(scripts && {scripts})
  }
  return {
    path: 'package.json',
    before,
    after: `${JSON.stringify(after, undefined, indent)}\n`,
    reason: initTexts.packageReason
  }
}

function editIgnore({folder, isPlugAndPlay}: Project): Draft {
  const before = readIfThere(join(folder, '.gitignore'))
  if (isPlugAndPlay || /^\/?node_modules\/?\s*$/m.test(before ?? '')) {
    return undefined
  }

  return {
    path: '.gitignore',
    before,
    after: appendLines(before, 'node_modules/\n'),
    reason: initTexts.ignoreReason
  }
}

function editHook(project: Project): Draft {
  const {below, folder, isPlugAndPlay, manager} = project
  const before = readIfThere(join(folder, '.husky/pre-commit'))
  if (/qbank/.test(before ?? '')) return undefined
  const enter = below === '' ? '' : `cd ${below}\n`
  const lines = isPlugAndPlay
    ? "git diff --cached --quiet -- '*.md' '*.markdown' || yarn qbank-hook\n"
    : `[ -e node_modules/qbank ] || { echo 'Run \`${manager} install\`, and commit again.' >&2; exit 1; }\n. node_modules/qbank/pre-commit.sh\n`
  return {
    path: '.husky/pre-commit',
    before,
    after: appendLines(before, `${enter}${lines}`),
    reason: initTexts.hookReason
  }
}

function editRemark({folder}: Project, json: PackageJson): Draft {
  const isThere =
    json.remarkConfig !== undefined ||
    remarkFiles.some((name) => existsSync(join(folder, name)))
  return isThere
    ? undefined
    : {
        path: '.remarkrc.mjs',
        before: undefined,
        after: "export {default} from 'qbank'\n",
        reason: initTexts.remarkReason
      }
}

function findRemarkNotice({folder}: Project, json: PackageJson): string[] {
  const name = remarkFiles.find((each) => existsSync(join(folder, each)))
  const text =
    name === undefined
      ? JSON.stringify(json.remarkConfig ?? 'qbank')
      : readIfThere(join(folder, name))
  return /qbank/.test(text ?? '')
    ? []
    : [initTexts.otherRemark(name ?? 'package.json')]
}

function editBank(bank: FoundBank): Draft {
  if (bank.kind === 'bank') return undefined
  return bank.kind === 'none'
    ? {
        path: bank.path,
        before: undefined,
        after: skeleton,
        reason: initTexts.skeletonReason
      }
    : {
        path: bank.path,
        before: bank.before,
        after: bank.after,
        reason: initTexts.bankReason(bank.inferred)
      }
}

function appendLines(before: string | undefined, lines: string): string {
  if (before === undefined || before === '') return lines
  return `${before}${before.endsWith('\n') ? '' : '\n'}${lines}`
}
