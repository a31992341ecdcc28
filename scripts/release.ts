/**
 * Makes a release of the notes in `.changeset/`: the version, the changelog, and the version in what people copy from the
 * documentation. Nothing is committed or published; docs/releasing.md says what comes next.
 *
 * Usage: npm run release
 *        npm run release -- --notes <tag> <owner/name>: prints what the changelog says about a tag, for the workflow that
 *        publishes it; fails if the tag, the version and the repository do not belong together
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import manifest from '../package.json' with {type: 'json'}
import {
  addRelease,
  changesFolder,
  findRelease,
  raiseVersion,
  readChanges,
  renderRelease
} from './changes.ts'
import {repository} from './repository.ts'

/** Pages with a version that people copy, and what is before it: of the Actions, the hook for pre-commit.com, the archive. */
const pages = ['README.md', 'docs/ci.md']
const copied = ['qbank@v', 'qbank/suggest@v', 'rev: v', 'qbank-']

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))

const [option, tag, home] = process.argv.slice(2)
const changelog = readFileSync('CHANGELOG.md', 'utf8')
try {
  if (option === '--notes') process.stdout.write(`${findNotes()}\n`)
  else makeRelease()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : ''}\n`)
  process.exitCode = 1
}

function findNotes(): string {
  if (home !== repository) {
    throw new Error(
      `package.json: names the repository ${repository}, but this is ${String(home)}. Run \`npm run set-owner\` first`
    )
  }

  const notes = findRelease(changelog, manifest.version)
  if (tag !== `v${manifest.version}` || notes === undefined) {
    throw new Error(
      `${String(tag)}: package.json has version ${manifest.version}, and CHANGELOG.md ${notes === undefined ? 'nothing about it' : 'a part about it'}. Run \`npm run release\`, commit, and tag that commit`
    )
  }

  return notes
}

function makeRelease(): void {
  const changes = readChanges('.')
  if (changes.size === 0) {
    throw new Error(`${changesFolder}: no changes wait for a release`)
  }

  const {version} = manifest
  // The first version was never released, and nor was one that was set by hand.
  const isReleased = findRelease(changelog, version) !== undefined
  const next = isReleased ? raiseVersion(version, changes.values()) : version
  writeFileSync(
    'CHANGELOG.md',
    addRelease(changelog, renderRelease(next, changes.values()))
  )
  if (isReleased) {
    const options = ['--no-git-tag-version', '--ignore-scripts']
    execFileSync('npm', ['version', next, ...options], {stdio: 'ignore'})
  }

  for (const page of pages) {
    const text = copied.reduce(
      (before, name) => before.replaceAll(name + version, name + next),
      readFileSync(page, 'utf8')
    )
    writeFileSync(page, text)
  }

  for (const path of changes.keys()) rmSync(path)
  process.stdout.write(
    `${next}: read CHANGELOG.md, commit, and push the tag v${next} of that commit\n`
  )
}
