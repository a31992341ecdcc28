/** What a suggested field holds until somebody writes it; `no-placeholder` finds it if nobody does. */
export const skeletonWords = {
  tags: 'tag-one,tag-two',
  prose: 'Describe the situation and ask.',
  content: 'Write the text of this field.',
  option: 'Name one option.',
  bullet: 'Name one thing.'
} as const
