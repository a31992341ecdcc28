/** Placeholders of a suggested field; `no-placeholder` reports them until an author replaces them. */
export const skeletonWords = {
  tags: 'tag-one,tag-two',
  prose: 'Describe the situation and ask.',
  content: 'Write the text of this field.',
  option: 'Name one option.',
  bullet: 'Name one thing.'
} as const
