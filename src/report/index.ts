/**
 * The reporters by name, each loaded when it is needed. A new one is a file in this folder and a line here, and another
 * one below if its output is for people.
 */
import type {Reporter, StreamedReporter} from './report.ts'

export const reporters: Readonly<
  Record<string, () => Promise<Reporter | StreamedReporter>>
> = {
  stylish: async () => (await import('./stylish.ts')).stylish,
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./jsonl.ts')).jsonl,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  markdown: async () => (await import('./markdown.ts')).markdown
}

/** Reporters whose output may be mixed with other lines, as in the log of a build. */
export const logReporters: ReadonlySet<string> = new Set(['stylish', 'github'])
