/** Issue forms that strangers fill in. */
import {tryForm} from '../form/hostile.ts'
import type {Fuzz} from './run.ts'

export const fuzz: Fuzz = {
  title: 'hostile forms',
  cases: 2000,
  tryCase: tryForm
}
