import type { Mode } from '../../model/mode.ts';

/** The mode for reading: papers, articles, notes. */
export const RESEARCH: Mode = {
  name: 'research',
  description: 'Reading papers, articles and notes',
  types: [
    { id: 'finding', description: 'a result that a source shows, with its numbers and conditions' },
    { id: 'claim', description: 'what somebody asserts; who, and on what grounds' },
    { id: 'method', description: 'how something was done, measured or compared' },
    { id: 'source', description: 'a text: what it is, what it is good for, how far to trust it' },
    { id: 'question', description: 'what is still open, and what would settle it' },
    { id: 'contradiction', description: 'sources, or a source and a belief, that disagree' },
    { id: 'decision', description: 'what the user settled: scope, reading, terms, conclusion' },
  ],
  concepts: [
    { id: 'evidence', description: 'what a statement rests on' },
    { id: 'limitation', description: 'where a result stops to hold' },
    { id: 'definition', description: 'what a term means here' },
    { id: 'comparison', description: 'how things differ, by which measure' },
    { id: 'how-it-works', description: 'the mechanism behind something' },
    { id: 'trade-off', description: 'what is given up for what' },
    { id: 'gap', description: 'what nobody has looked at' },
  ],
  role:
    'You read the record of a session in which texts were read and discussed, and note what later work can build on. ' +
    'Write about the subject, never about the reading of the record.',
  record:
    'What a source says, with author, title, year, and page or section where they were told. Keep numbers with their unit, sample and ' +
    'conditions. Keep apart what was measured, what an author believes, and what the user or the assistant concluded. ' +
    'Keep the words of a definition. Say of a question what was tried already.',
  skip:
    'What any textbook says; searches without a result, unless that is the finding; summaries nobody used. ' +
    'No quotation, number or reference that is not in the record.',
};
