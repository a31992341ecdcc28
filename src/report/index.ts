/** The reporters by name. A new one is a file beside this and a line here. */
import {json} from './json.ts'
import type {Reporter} from './report.ts'
import {stylish} from './stylish.ts'

export const reporters: Readonly<Record<string, Reporter>> = {stylish, json}
