/** Texts of the Prettier plugin. */
import type {VFileMessage} from 'vfile-message'
import {clean} from '../text/clean.ts'

/** Texts that Prettier shows. */
export const prettierTexts = {
  /** @param note what to do, where one line is not enough */
  left: (path: string, {line, column, reason, note}: VFileMessage): string =>
    `${clean(path)}:${line ?? 1}:${column ?? 1}: ${clean([reason, note].filter(Boolean).join('. '))}`
}
