/** Finds the banks below a folder. */
import {open} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {bankName, isBankText} from '../bank/is-bank.ts'

/** Front matter that begins a file is found within this many bytes, or the file is no bank. */
const headBytes = 64 * 1024

/**
 * @param cwd folder to search; what `.gitignore` and `.remarkignore` name is passed over
 * @returns paths relative to `cwd`, sorted
 */
export async function findBanks(cwd: string): Promise<string[]> {
  const {globby} = await import('globby')
  const paths = await globby('**/*.{md,markdown}', {
    cwd,
    dot: true,
    gitignore: true,
    ignore: ['**/node_modules', '**/.git'],
    ignoreFiles: '**/.remarkignore',
    suppressErrors: true
  })
  const banks: string[] = []
  for (const path of paths.sort()) {
    if (await isBankFile(join(cwd, path))) banks.push(path)
  }

  return banks
}

/**
 * Looks at the name and, failing that, at no more than the front matter: most Markdown files are no banks.
 *
 * @param path absolute
 */
export async function isBankFile(path: string): Promise<boolean> {
  if (basename(path) === bankName) return true
  try {
    const handle = await open(path, 'r')
    try {
      const buffer = Buffer.alloc(headBytes)
      const {bytesRead} = await handle.read(buffer, 0, headBytes, 0)
      return isBankText(buffer.toString('utf8', 0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch {
    // What cannot be read is no bank; a file that is named outright is told about.
    return false
  }
}
