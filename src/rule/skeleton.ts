/** What a suggested field holds until an author writes it; `no-placeholder` finds it until then. */
export const skeletonWords = {
  tags: 'tag-one,tag-two',
  prose: 'Describe the situation and ask.',
  content: 'Write the text of this field.',
  option: 'Name one option.',
  bullet: 'Name one thing.'
} as const
