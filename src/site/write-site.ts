/**
 * Writes a site into a folder. A list of the written files, with digests, stays in the folder: a file that is not in
 * it, or has been changed since, was made by a person.
 */
import {createHash} from 'node:crypto'
import {
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  statSync
} from 'node:fs'
import {mkdir, rm, writeFile} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import {UserError} from '../text/user-error.ts'
import type {Site} from './build-site.ts'
import {siteTexts} from './texts.ts'

/** Name of the list in the folder. */
const manifestName = 'qbank-site.json'

/** Digests by path. */
type Manifest = Readonly<Record<string, string>>

/** Where to write. */
export interface SiteTarget {
  /** As given. */
  readonly out: string
  /** Absolute path of the folder that `out` is relative to. */
  readonly cwd: string
  /** Whether the folder may contain files that a person made; they are overwritten if the site has such a file. */
  readonly force: boolean
}

/**
 * Writes the files, and deletes those of the last time that the site no longer has.
 *
 * @throws UserError before anything is written if a file is there that was not written here, or has been changed
 */
export async function writeSite(
  files: Site['files'],
  {out, cwd, force}: SiteTarget
): Promise<void> {
  const folder = resolve(cwd, out)
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UserError(siteTexts.isFile(out))
  }

  const before = readManifest(folder)
  const foreign = findForeign(folder, before)
  const [first] = foreign
  if (first !== undefined && !force) {
    throw new UserError(siteTexts.foreign(out, join(out, first)))
  }

  const digests: Record<string, string> = {}
  try {
    for (const [path, make] of files) {
      const content = make()
      digests[path] = digest(content)
      await write(join(folder, path), content)
    }

    const kept = new Set([...files.keys(), ...foreign])
    for (const path of Object.keys(before)) {
      if (!kept.has(path)) await rm(join(folder, path), {force: true})
    }

    await write(
      join(folder, manifestName),
      `${JSON.stringify({files: digests}, undefined, 2)}\n`
    )
  } catch (error) {
    const {code, message, path = out} = error as NodeJS.ErrnoException
    throw new UserError(siteTexts.notWritten(path, code ?? message), {
      cause: error
    })
  }
}

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  // A link might lead out of the folder.
  if (lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink()) await rm(path)
  await writeFile(path, content)
}

/** @returns the files that were written the last time; none if there is no such list */
function readManifest(folder: string): Manifest {
  try {
    const {files} = JSON.parse(
      readFileSync(join(folder, manifestName), 'utf8')
    ) as {files: Manifest}
    return Object.fromEntries(
      Object.entries(files).filter(([path]) =>
        path.split('/').every((part) => /^[^./\\][^/\\]*$/.test(part))
      )
    )
  } catch {
    return {}
  }
}

/**
 * @returns paths in the folder, with `/`, that a person made or changed. Names with a leading dot belong to tools,
 *   such as `.git`, and `CNAME` is GitHub's: a site has no such file.
 */
function findForeign(folder: string, manifest: Manifest): string[] {
  if (!existsSync(folder)) return []
  const found: string[] = []
  const visit = (parent: string): void => {
    for (const entry of readdirSync(join(folder, parent), {
      withFileTypes: true
    })) {
      const path = `${parent}${entry.name}`
      if (entry.name.startsWith('.') || path === 'CNAME') continue
      if (path === manifestName) continue
      if (entry.isDirectory()) visit(`${path}/`)
      else if (!isOwn(join(folder, path), manifest[path])) found.push(path)
    }
  }
  visit('')
  return found
}

function isOwn(path: string, expected: string | undefined): boolean {
  return (
    expected !== undefined &&
    lstatSync(path).isFile() &&
    digest(readFileSync(path)) === expected
  )
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
