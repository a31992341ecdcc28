/** Tries the commit hook once: a real commit of a broken card, in a temporary working tree. */
import {spawnSync} from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {checkText, fixText} from '../engine/job.ts'
import {findHead, git, GitError} from '../files/git.ts'
import {findBlocker} from '../fix/suppressions.ts'
import {readText} from '../files/read-text.ts'
import {getCleanEnv} from './apply.ts'
import {getRange, severityOf} from '../message/source.ts'
import {runsHook} from './lib/hook-runners.ts'
import {findHookHome} from './lib/hooks.ts'
import type {Project} from './lib/project.ts'
import {toPath} from './lib/project.ts'
import {initTexts} from './texts.ts'

/** The result of the trial. */
export interface Trial {
  /** `false` if a commit was made, and the card was not fixed or the hook refused it. */
  readonly isFine: boolean
  /** A sentence. */
  readonly text: string
}

/** Most seconds for the hook: other hooks of the project may do more than ours. */
const longest = 120

/** Without the person's hooks, for commits that prepare the trial. */
const quietly = ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false']

const author = {
  GIT_AUTHOR_NAME: 'qbank',
  GIT_AUTHOR_EMAIL: 'qbank@localhost',
  GIT_COMMITTER_NAME: 'qbank',
  GIT_COMMITTER_EMAIL: 'qbank@localhost'
}

/** A card in three states. */
interface Sample {
  /** Of its bank, relative to the root. */
  readonly path: string
  readonly fixed: string
  /** With too many spaces in its heading; this state is committed before the other. */
  readonly before: string
  readonly broken: string
}

/** Options of the trial. Paths are relative to the root. */
export interface TrialOptions {
  readonly banks: readonly string[]
  /** Whether all cards have just been fixed. */
  readonly isFixed: boolean
  /** Files that differ from the last commit. */
  readonly changed: readonly string[]
}

export async function tryHook(
  project: Project,
  options: TrialOptions
): Promise<Trial> {
  const home = findHookHome(project)
  if (home.kind === 'other' && home.file && !runsHook(home)) {
    const text = initTexts.notTried(initTexts.notAdded(home.path))
    return {isFine: true, text}
  }

  const sample = await findSample(project, options)
  if (typeof sample === 'string') {
    return {isFine: true, text: initTexts.notTried(sample)}
  }

  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'qbank-')))
  const tree = join(parent, 'tree')
  try {
    addTree(project, tree, [...options.changed, sample.path])
    return commitSample(tree, sample)
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const [reason = ''] = error.message.split('\n')
    const text = initTexts.notTried(initTexts.noWorktree(reason))
    return {isFine: true, text}
  } finally {
    removeTree(project, tree)
    rmSync(parent, {recursive: true, force: true, maxRetries: 3})
  }
}

/**
 * @returns whether this process can load the project's configuration, which names packages: with Yarn's Plug'n'Play,
 *   only programs that Yarn has started can load them
 */
export function canLoad({isPlugAndPlay}: Project): boolean {
  return !isPlugAndPlay || process.versions['pnp'] !== undefined
}

/** @returns a card without problems, and the same one broken; else why there is none */
async function findSample(
  project: Project,
  {banks, isFixed}: TrialOptions
): Promise<Sample | string> {
  const {root} = project
  let reason: string = initTexts.noCleanCard
  const options = {cwd: root, hasConfiguration: canLoad(project)}
  for (const path of banks) {
    const now = await readText(path, root)
    // Old cards may not have been fixed.
    const text = isFixed ? now : (await fixText(now, path, options)).value
    const {bank, messages} = await checkText(text, path, options)
    const blocker = findBlocker({messages})
    if (blocker) {
      const {line = 1} = blocker
      reason = initTexts.blocked(path, line, blocker.reason)
      continue
    }

    // If two cards are equal, either one can be used.
    const offsets = messages
      .filter((message) => severityOf(message) === 'error')
      .flatMap(({place, related = []}) => [place, ...related])
      .map((place) => getRange({place})?.start ?? 0)
    const card = bank?.cards.find(
      ({start, end}) =>
        /^#{2,6} (?! )/.test(text.slice(start, end)) &&
        !offsets.some((offset) => offset >= start && offset < end)
    )
    if (!card) continue
    const at = text.indexOf(' ', card.start)
    const widen = (gap: string): string =>
      text.slice(0, at) + gap + text.slice(at)
    return {path, fixed: text, before: widen('   '), broken: widen(' ')}
  }

  return reason
}

/** Makes a working tree of the last commit, with the current files and the installed packages. */
function addTree(
  project: Project,
  tree: string,
  changed: readonly string[]
): void {
  const {below, root} = project
  const [head = makeEmptyCommit(root)] = findHead(root)
  git([...quietly, 'worktree', 'add', '--quiet', '--detach', tree, head], {
    cwd: root
  })
  const present = [...new Set(changed)].filter((path) =>
    existsSync(join(root, path))
  )
  for (const path of present) {
    cpSync(join(root, path), join(tree, path), {recursive: true})
  }

  const home = findHookHome(project)
  const linked = [
    ...(project.isPlugAndPlay
      ? []
      : ['node_modules', toPath(below, 'node_modules')]),
    ...(home.kind === 'husky' ? [`${home.folder}/_`] : [])
  ]
  for (const path of new Set(linked)) {
    if (!existsSync(join(root, path)) || existsSync(join(tree, path))) continue
    mkdirSync(dirname(join(tree, path)), {recursive: true})
    symlinkSync(join(root, path), join(tree, path))
  }

  git(['add', '--force', '--', ...present], {cwd: tree})
  if (project.isPlugAndPlay) installAgain(join(tree, below))
}

/** Yarn's Plug'n'Play finds packages by the folder of the project. They are in its cache now. */
function installAgain(folder: string): void {
  const {status, stdout} = spawnSync(
    'yarn',
    ['install', '--mode=skip-build', '--no-immutable'],
    {cwd: folder, encoding: 'utf8', env: getCleanEnv()}
  )
  if (status !== 0) throw new GitError(stdout)
}

/** In a repository without a commit, there is nothing to make a working tree of. */
function makeEmptyCommit(root: string): string {
  const empty = git(['mktree'], {cwd: root, input: ''}).toString().trim()
  const args = ['commit-tree', '-m', initTexts.trialMessage, empty]
  const {status, stdout, stderr} = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    env: {...getCleanEnv(), ...author}
  })
  if (status !== 0) throw new GitError(stderr)
  return stdout.trim()
}

function commitSample(tree: string, sample: Sample): Trial {
  const {path, fixed, before, broken} = sample
  const commit = (text: string, args: readonly string[]): Committed => {
    writeFileSync(join(tree, path), text)
    git(['add', '--force', '--', path], {cwd: tree})
    return runCommit(tree, args)
  }
  const prepared = commit(before, [...quietly, 'commit', '--no-verify'])
  if (prepared.status !== 0) throw new GitError(prepared.output)
  const {status, output} = commit(broken, [
    ...['-c', 'commit.gpgSign=false'],
    'commit'
  ])
  if (status === null) {
    return {isFine: true, text: initTexts.notTried(initTexts.tooSlow(longest))}
  }

  // What is staged is already fixed then, even if other hooks fail afterwards.
  const staged = git(['show', `:${path}`], {cwd: tree}).toString()
  if (staged === fixed) return {isFine: true, text: initTexts.tried(path)}
  const isOurs = status === 0 || ourRefusal.test(output)
  return isOurs
    ? {isFine: false, text: initTexts.failedTrial(output)}
    : {isFine: true, text: initTexts.notTried(initTexts.otherRefused(output))}
}

/** The beginning of our hook's messages, and of those from the line before it. */
const ourRefusal = /^Commit refused|^Run `.* install`, and commit again/m

interface Committed {
  /** `null` if it took too long. */
  readonly status: number | null
  readonly output: string
}

function runCommit(tree: string, args: readonly string[]): Committed {
  const all = [...args, '--quiet', '-m', initTexts.trialMessage]
  const {status, stdout, stderr} = spawnSync('git', all, {
    cwd: tree,
    encoding: 'utf8',
    timeout: longest * 1000,
    env: {...getCleanEnv(), ...author}
  })
  return {status, output: `${stdout}${stderr}`}
}

function removeTree({root}: Project, tree: string): void {
  if (!existsSync(tree)) return
  git(['worktree', 'remove', '--force', tree], {cwd: root})
}
