/** Writes files whole or not at all. */
import {Buffer} from 'node:buffer'
import {statSync} from 'node:fs'
import {realpath} from 'node:fs/promises'
import {relative, resolve} from 'node:path'
import {fileTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'
import {readText} from './read-text.ts'
import {uninterrupted} from './uninterrupted.ts'
import {isSealed, replaceFile} from './write-beside.ts'

/**
 * Replaces a file's text by renaming a temporary file beside it, so that neither a crash nor a full disk leaves half of
 * it. The file keeps its mode and owner, and a symbolic link stays a link; what Node cannot read is lost (extended
 * attributes, access control lists).
 *
 * @param before the text that was read; if another program has changed it since, nothing is written
 * @returns a notice, if there is one: other names of the file (hard links) keep the old text
 * @throws UserError naming the file and what to do
 */
export async function writeText(
  path: string,
  cwd: string,
  {before, after}: {before: string; after: string}
): Promise<string | undefined> {
  const absolute = resolve(cwd, path)
  const name = relative(cwd, absolute) || path
  if ((await readText(path, cwd)) !== before) {
    throw new UserError(fileTexts.changedOnDisk(name))
  }

  try {
    const target = await realpath(absolute)
    const stats = statSync(target)
    if (isSealed(target, stats)) throw new UserError(fileTexts.readOnly(name))
    // An interruption would leave the temporary file.
    await uninterrupted(() => {
      replaceFile(target, Buffer.from(after), stats)
    })
    return stats.nlink > 1 ? fileTexts.hardLinks(name) : undefined
  } catch (error) {
    if (error instanceof UserError) throw error
    const {code} = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new UserError(describe(code, name), {cause: error})
  }
}

function describe(code: string, name: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS': {
      return fileTexts.readOnly(name)
    }

    case 'EDQUOT':
    case 'ENOSPC': {
      return fileTexts.noSpace(name)
    }

    default: {
      return fileTexts.notWritable(name, code)
    }
  }
}
