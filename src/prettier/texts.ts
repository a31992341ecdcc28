/** What Prettier's plugin says. */
import type {VFileMessage} from 'vfile-message'
import {clean} from '../text/clean.ts'

/** What Prettier shows that runs our plugin. */
export const prettierTexts = {
  /** @param note what to do, where one line is not enough */
  left: (path: string, {line, column, reason, note}: VFileMessage): string =>
    `${clean(path)}:${line ?? 1}:${column ?? 1}: ${clean([reason, note].filter(Boolean).join('. '))}`
}
