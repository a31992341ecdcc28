/** Reads files whose content nobody has vouched for. */
import {open, realpath} from 'node:fs/promises'
import {relative, resolve} from 'node:path'
import {fileTexts} from '../messages.ts'
import {UserError} from '../user-error.ts'
import {findRepository, isInside} from './repository.ts'

/** Largest file that is read, in bytes: ten times the largest bank known, and still read in seconds. */
export const mostBytes = 32 * 1024 * 1024

/** Longest line that is read, in UTF-16 units: nobody writes one, and parsers take long over it. */
export const longestLine = 1024 * 1024

/**
 * @param path absolute, or relative to `cwd`
 * @returns the file's text, with its byte order mark if it has one
 * @throws UserError naming the file and the way out
 */
export async function readText(path: string, cwd: string): Promise<string> {
  const absolute = resolve(cwd, path)
  const name = relative(cwd, absolute) || path
  let bytes: Buffer
  try {
    const target = await realpath(absolute)
    // Only a link can lead out unseen; a file that is named outright may lie anywhere.
    if (target !== absolute) {
      const root = findRepository(cwd)
      if (
        isInside(root, await parentRealpath(absolute)) &&
        !isInside(root, target)
      ) {
        throw new UserError(fileTexts.outside(name, target))
      }
    }

    // Not a stat before opening: the file that is measured is the file that is read.
    const handle = await open(target, 'r')
    try {
      const stats = await handle.stat()
      if (stats.isDirectory()) throw new UserError(fileTexts.folder(name))
      if (!stats.isFile()) throw new UserError(fileTexts.notAFile(name))
      if (stats.size > mostBytes) {
        throw new UserError(
          fileTexts.tooLarge(
            name,
            toMegabytes(stats.size),
            toMegabytes(mostBytes)
          )
        )
      }

      bytes = await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw explain(error, name)
  }

  return decodeText(bytes, name)
}

/**
 * @param name what to call the text in an error
 * @throws UserError if the bytes are not UTF-8 or have a line that is too long
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(
      bytes
    )
  } catch {
    throw new UserError(fileTexts.notUtf8(name))
  }

  for (let start = 0, line = 1; start < text.length; line++) {
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak === -1 ? text.length : lineBreak
    if (end - start > longestLine) {
      throw new UserError(
        fileTexts.lineTooLong(
          name,
          line,
          toMegabytes(end - start),
          toMegabytes(longestLine)
        )
      )
    }

    start = end + 1
  }

  return text
}

async function parentRealpath(path: string): Promise<string> {
  return realpath(resolve(path, '..'))
}

function explain(error: unknown, name: string): Error {
  if (error instanceof UserError) return error
  const {code} = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UserError(fileTexts.notFound(name), {cause: error})
  }

  if (code === 'EISDIR')
    return new UserError(fileTexts.folder(name), {cause: error})
  return new UserError(fileTexts.notReadable(name, code ?? String(error)), {
    cause: error
  })
}

function toMegabytes(amount: number): string {
  return `${(amount / 1024 / 1024).toFixed(amount < 10 * 1024 * 1024 ? 1 : 0)} MB`
}
