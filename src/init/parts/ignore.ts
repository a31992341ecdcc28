/** `.gitignore`: packages are not part of the repository. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {
  enterFolder,
  isGitIgnored,
  readGitIgnoreAbove
} from '../../files/git-ignore.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import {toPath} from '../lib/project.ts'
import {partTexts} from './texts.ts'

export const ignorePart: Part = {
  id: 'ignore',
  changes: ({project: {below, folder, isModernYarn, isPlugAndPlay}}) => {
    const rules = enterFolder(readGitIgnoreAbove(folder), folder)
    const names = [
      ...(isPlugAndPlay
        ? ['.pnp.*', '.yarn/unplugged/', '.yarn/cache/']
        : ['node_modules/']),
      ...(isModernYarn ? ['.yarn/install-state.gz'] : [])
    ]
    const missing = names.filter(
      (name) =>
        !isGitIgnored(
          rules,
          join(folder, name.replace(/\*$/, 'cjs')),
          name.endsWith('/')
        )
    )
    // Some projects commit Yarn's files on purpose: then they exist.
    const isKept = isPlugAndPlay && existsSync(join(folder, '.pnp.cjs'))
    if (missing.length === 0 || isKept) return []
    return [
      {
        path: toPath(below, '.gitignore'),
        reason: partTexts.ignoreReason,
        edit: (before) => appendLines(before, `${missing.join('\n')}\n`)
      }
    ]
  }
}
