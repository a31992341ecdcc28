/** Keeps progress in a private file of the user, which is written completely after each rating. */
import {Buffer} from 'node:buffer'
import {existsSync, mkdirSync, readFileSync, realpathSync} from 'node:fs'
import {homedir} from 'node:os'
import {dirname, isAbsolute, join} from 'node:path'
import process from 'node:process'
import type {Card, Grade} from 'ts-fsrs'
import {replaceFile} from '../files/write-beside.ts'
import {UserError} from '../text/user-error.ts'
import type {ProgressCards} from './progress-file.ts'
import {
  formatProgress,
  mergeProgress,
  parseProgress,
  rateCard
} from './progress-file.ts'
import {studyTexts} from './texts.ts'

/** Only its owner may read it. */
const privateMode = 0o600
const privateFolder = 0o700

/**
 * @param env variables of the process
 * @returns absolute path of the user's file: below `XDG_DATA_HOME`, or in the platform's folder for data
 */
export function findProgressPath(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform
): string {
  const home = env['HOME'] ?? homedir()
  const given = env['XDG_DATA_HOME'] ?? ''
  const folder = isAbsolute(given) ? given : findDataFolder(env, home, platform)
  return join(folder, 'qbank', 'progress.json')
}

function findDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  platform: NodeJS.Platform
): string {
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support')
  }

  return platform === 'win32'
    ? (env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
    : join(home, '.local', 'share')
}

/** Progress of a person. */
export class ProgressStore {
  readonly #path: string
  #cards: ProgressCards

  /**
   * @param path absolute
   * @throws UserError if the file is there and is not progress
   */
  constructor(path: string) {
    this.#path = path
    this.#cards = this.#read()
  }

  /** @returns the progress of a card; `undefined` if it has not been studied */
  get(key: string): Card | undefined {
    return this.#cards.get(key)
  }

  /**
   * Rates a card, and writes the file.
   *
   * @returns when it is due
   * @throws UserError if the file cannot be written
   */
  rate(key: string, grade: Grade, now: Date): Date {
    // Other cards may have been rated in another terminal.
    const current = mergeProgress(this.#cards, this.#read())
    const card = rateCard(current.get(key), grade, now)
    current.set(key, card)
    this.#cards = current
    this.#write(formatProgress(current))
    return card.due
  }

  #read(): ProgressCards {
    if (!existsSync(this.#path)) return new Map()
    const progress = parseProgress(readFileSync(this.#path, 'utf8'))
    if (typeof progress !== 'string') return progress
    throw new UserError(studyTexts.notProgress(this.#path, progress))
  }

  #write(text: string): void {
    try {
      mkdirSync(dirname(this.#path), {recursive: true, mode: privateFolder})
      const path = existsSync(this.#path)
        ? realpathSync(this.#path)
        : this.#path
      replaceFile(path, Buffer.from(text), {
        mode: privateMode,
        uid: process.getuid?.() ?? 0,
        gid: process.getgid?.() ?? 0
      })
    } catch (error) {
      const {code, message} = error as NodeJS.ErrnoException
      throw new UserError(studyTexts.notKept(this.#path, code ?? message), {
        cause: error
      })
    }
  }
}
