/** A merge by cards would be a guess, so it is left to git. The message says why. */
export class Unsure extends Error {
  override readonly name = 'Unsure'
}
