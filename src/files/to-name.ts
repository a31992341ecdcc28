import {relative, resolve, sep} from 'node:path'

/** @returns the path as people type it: relative to the folder, with `/` */
export function toName(path: string, cwd: string): string {
  const name = relative(cwd, resolve(cwd, path)) || '.'
  return sep === '/' ? name : name.split(sep).join('/')
}
