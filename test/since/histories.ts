/**
 * Random histories of a bank: a branch, changes on main meanwhile, merges, a file that moves, edits that are not
 * committed. Their maker knows which cards the branch has changed; `--since` has to find out.
 */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {parseReport} from '../report/support.ts'
import type {Random} from '../support/random.ts'
import {git, makeTempFolder, run, writeFiles} from '../support/temp.ts'
import type {Version} from './model.ts'
import {
  cardsOf,
  change,
  keyOf,
  makeVersion,
  merge,
  render,
  renderCard,
  titleOf
} from './model.ts'

/** A repository in which `tryHistory` can be called again and again. */
export function makeHistoryRepository(): string {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet')
  git(folder, 'config', 'core.autocrlf', 'false')
  return folder
}

/** Whether the cards that are reported are those that the branch has changed. */
export async function tryHistory(
  folder: string,
  random: Random
): Promise<void> {
  const {story, base, now, commits} = makeHistory(random)
  writeHistory(folder, commits)
  writeFiles(folder, {[now.path]: render(now)})
  try {
    const {status, stdout, stderr} = await call(folder, [
      ...['check', '--since', 'main', '--reporter', 'json']
    ])
    assert.is(stderr.replace(/^.*README\.md: does not exist.*\n/, ''), '')
    const {files} = parseReport(stdout)
    assert.equal(
      files.map(({path}) => path),
      [now.path]
    )
    const messages = files.flatMap((file) => file.messages)
    const outside = messages.filter(({card}) => card === undefined)
    // Where a heading or the introduction has changed, Prettier minds how its lines end; nothing else is wrong there.
    if (now.lineBreak === '\n') assert.equal(outside, [])
    const expected = findChanged(base, now)
    assert.equal(
      [...new Set(messages.flatMap(({card}) => card ?? []))].sort(),
      expected
    )
    assert.is(status, expected.length + outside.length > 0 ? 1 : 0)
    await tryFix(folder, base, now)
  } catch (error) {
    if (error instanceof Error) {
      error.message = [...story, error.message].join('\n')
    }

    throw error
  }
}

/** Checks that what the branch has changed is fixed, and nothing else is touched. */
async function tryFix(
  folder: string,
  base: Version,
  now: Version
): Promise<void> {
  const read = (): string => readFileSync(join(folder, now.path), 'utf8')
  const fix = ['fix', '--since', 'main', '--reporter', 'json']
  const {stdout} = await call(folder, fix)
  assert.is(parseReport(stdout).summary['fixable'], 0)
  const text = read()
  const known = new Set(cardsOf(base).map(keyOf))
  for (const card of cardsOf(now)) {
    if (!known.has(keyOf(card))) continue
    const lines = renderCard(card).replaceAll('\n', now.lineBreak)
    assert.ok(text.includes(lines), `touched: ${keyOf(card)}`)
  }

  await call(folder, fix)
  assert.is(read(), text)
}

/** @returns headings of the cards of `now` that are not in `base` as they are now, sorted */
function findChanged(base: Version, now: Version): string[] {
  const known = new Set(cardsOf(base).map(keyOf))
  return cardsOf(now)
    .filter((card) => !known.has(keyOf(card)))
    .map(titleOf)
    .sort()
}

interface Commit {
  readonly branch: string
  readonly version: Version
  /** Numbers of the commits before it, from 1. */
  readonly parents: readonly number[]
}

interface History {
  /** What was done, for a message. */
  readonly story: readonly string[]
  readonly commits: readonly Commit[]
  /** The bank at the last commit that both branches have. */
  readonly base: Version
  /** The bank on disk. */
  readonly now: Version
}

function makeHistory(random: Random): History {
  const story: string[] = []
  let lastId = 30
  const nextId = (): number => lastId++
  // Git follows a file that moves as long as most of it stays.
  const movesFile = random() < 0.3
  let room = movesFile ? 3 : Infinity
  const work = (version: Version, who: string): Version => {
    let result = version
    for (
      let left = 1 + Math.floor(random() * 3);
      left > 0 && room > 0;
      left--
    ) {
      const mayMoveFile = movesFile && who === 'branch'
      const done = change(result, random, {nextId, mayMoveFile})
      if (who === 'branch') room--
      result = done.version
      story.push(`${who}: ${done.name}`)
    }

    return result
  }

  let base = makeVersion(random)
  const commits: Commit[] = [{branch: 'main', version: base, parents: []}]
  const commit = (entry: Commit): number => commits.push(entry)
  let main = {version: base, number: 1}
  let branch = main
  for (let rounds = Math.floor(random() * 4); rounds > 0; rounds--) {
    if (random() < 0.5) {
      const version = work(main.version, 'main')
      const parents = [main.number]
      main = {version, number: commit({branch: 'main', version, parents})}
    }

    if (random() < 0.3 && !movesFile) {
      story.push('branch: merge main')
      const version = merge(base, branch.version, main.version)
      const parents = [branch.number, main.number]
      branch = {version, number: commit({branch: 'branch', version, parents})}
      base = main.version
    } else {
      const version = work(branch.version, 'branch')
      const parents = [branch.number]
      branch = {version, number: commit({branch: 'branch', version, parents})}
    }
  }

  const parents = [branch.number]
  commit({branch: 'branch', version: branch.version, parents})
  const isDirty = random() < 0.5
  if (isDirty) story.push('not committed:')
  const now = isDirty
    ? {...work(branch.version, 'branch'), path: branch.version.path}
    : branch.version
  return {story, commits, base, now}
}

/** All commits in one call of git; the branch is checked out. */
function writeHistory(folder: string, commits: readonly Commit[]): void {
  const lines: string[] = []
  const data = (text: string): string =>
    `data ${Buffer.byteLength(text)}\n${text}`
  for (const [at, {branch, version, parents}] of commits.entries()) {
    const [first, second] = parents
    lines.push(
      ...(at === 0 ? ['reset refs/heads/main', 'reset refs/heads/branch'] : []),
      `commit refs/heads/${branch}`,
      `mark :${at + 1}`,
      `committer A contributor <contributor@example.com> ${at} +0000`,
      data(`Commit ${at + 1}`),
      ...(first === undefined ? [] : [`from :${first}`]),
      ...(second === undefined ? [] : [`merge :${second}`]),
      'deleteall',
      `M 100644 inline ${version.path}`,
      data(render(version))
    )
  }

  for (const [args, input] of [
    [['fast-import', '--force', '--quiet'], `${lines.join('\n')}\n`],
    [['checkout', '--quiet', '--force', 'branch'], '']
  ] as const) {
    const {status, stderr} = run(folder, 'git', args, {input})
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`)
  }

  // What an earlier history has left.
  git(folder, 'clean', '--quiet', '--force', '-d', '-x')
}
