/**
 * Whether the package can be published: what git has of the working tree is built in two folders, the archives must be the
 * same byte for byte, and npm rehearses the publication. Nothing is sent.
 *
 * Usage: npm run check:package
 */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'

/** What `npm pack --json` says, as far as it is used here. */
interface Packed {
  readonly id: string
  readonly filename: string
  /** Of the archive. */
  readonly integrity: string
  /** In bytes. */
  readonly size: number
  readonly unpackedSize: number
  readonly entryCount: number
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'qbank-package-'))
try {
  // Where it is built must not matter, either.
  const copies = ['one', 'another/folder'].map((name) => join(folder, name))
  const [one, another] = copies.map(pack)
  if (!one || one.integrity !== another?.integrity) {
    throw new Error(
      `two builds of the same sources are not the same: ${one?.integrity ?? ''}, ${another?.integrity ?? ''}. Unpack ${copies.join(' and ')} to compare them`
    )
  }

  npm(copies[0] ?? '', 'publish', '--dry-run', '--ignore-scripts')
  process.stdout.write(
    `${one.id}: ${one.entryCount} files, ${one.size} bytes packed, ${one.unpackedSize} unpacked\n${one.integrity} twice\n`
  )
  rmSync(folder, {recursive: true})
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : ''}\n`)
  process.exitCode = 1
}

/** Builds and packs in a folder of its own. */
function pack(copy: string): Packed | undefined {
  const listed = execFileSync('git', ['ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8'
  })
  for (const name of listed.split('\0').filter(Boolean)) {
    cpSync(join(root, name), join(copy, name))
  }

  mkdirSync(copy, {recursive: true})
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const [packed] = JSON.parse(npm(copy, 'pack', '--json')) as Packed[]
  return packed
}

/** @returns what npm prints */
function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe']
  })
}
