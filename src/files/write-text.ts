/** Writes files whole or not at all. */
import {constants} from 'node:fs'
import {access} from 'node:fs/promises'
import {relative, resolve} from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import {fileTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'
import {readText} from './read-text.ts'
import {uninterrupted} from './uninterrupted.ts'

/**
 * Replaces a file's text by way of a temporary file beside it, so that neither a crash nor a full disk leaves
 * half of it. The file keeps its mode, and a symbolic link stays one.
 *
 * @param before the text that was read; if another program has changed it since, nothing is written
 * @throws UserError naming the file and the way out
 */
export async function writeText(
  path: string,
  cwd: string,
  {before, after}: {before: string; after: string}
): Promise<void> {
  const absolute = resolve(cwd, path)
  const name = relative(cwd, absolute) || path
  if ((await readText(path, cwd)) !== before) {
    throw new UserError(fileTexts.changedOnDisk(name))
  }

  try {
    // Putting another file in its place would also work on one that is meant to be read only.
    await access(absolute, constants.W_OK)
    // An interruption would leave the temporary file.
    await uninterrupted(async () => writeFileAtomic(absolute, after))
  } catch (error) {
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
