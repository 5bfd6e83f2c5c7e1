/** A mode in our own format, as somebody might write it. */
export const COOKING = {
  name: 'cooking',
  description: 'What was cooked',
  language: 'fr',
  types: [{ id: 'recipe', description: 'how a dish is made' }, { id: 'tip' }],
  concepts: [{ id: 'taste', description: 'how it was' }],
  role: 'You watch a kitchen.',
  record: 'Amounts and times.',
  skip: 'Washing up.',
} as const;
