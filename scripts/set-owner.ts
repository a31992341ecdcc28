/**
 * Puts the name of the account that owns the repository on GitHub everywhere: docs/releasing.md says when.
 *
 * Usage: npm run set-owner -- <name>
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {repository} from './repository.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [owner = ''] = process.argv.slice(2)

// What GitHub allows: letters, digits, and single hyphens between them.
if (/^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(owner)) setOwner()
else {
  process.stderr.write(
    `\`${owner}\` is not the name of an account on GitHub. Usage: npm run set-owner -- <name>\n`
  )
  process.exitCode = 2
}

function setOwner(): void {
  const next = `${owner}/qbank`
  const git = ['grep', '-z', '--files-with-matches', '--fixed-strings', '-I']
  const found = execFileSync('git', [...git, repository], {
    cwd: root,
    encoding: 'utf8'
  })
  for (const name of found.split('\0').filter(Boolean)) {
    const path = join(root, name)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(repository, next))
    process.stdout.write(`${name}\n`)
  }
}
