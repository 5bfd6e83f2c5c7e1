import type { Mode } from '../../model/mode.ts';

/** The mode for work on software. Types and concepts have the ids that claude-mem gives them, so that memories of both mix. */
export const CODE: Mode = {
  name: 'code',
  description: 'Work on software',
  types: [
    { id: 'bugfix', description: 'wrong behaviour was found and put right' },
    { id: 'feature', description: 'something is possible that was not before' },
    { id: 'refactor', description: 'the code has another shape and does the same' },
    { id: 'change', description: 'any other edit: documents, settings, versions' },
    { id: 'discovery', description: 'how something is or behaves, found by looking' },
    { id: 'decision', description: 'one way was chosen over others, for a reason' },
    { id: 'security_alert', description: 'a weakness or a leak, to be dealt with now' },
    { id: 'security_note', description: 'worth knowing for security, not urgent' },
    { id: 'sensitive', description: 'a private or confidential matter: say that there is one, not what it says' },
  ],
  concepts: [
    { id: 'how-it-works', description: 'the mechanism behind something' },
    { id: 'why-it-exists', description: 'what something is there for' },
    { id: 'what-changed', description: 'how it was and how it is' },
    { id: 'problem-solution', description: 'a fault, and what cured it' },
    { id: 'gotcha', description: 'what surprises whoever does not know' },
    { id: 'pattern', description: 'a way to do it that serves again' },
    { id: 'trade-off', description: 'what was given up for what' },
  ],
  role: 'You read the record of work in a coding session and note what a later one needs. Write about the work, never about reading it.',
  record:
    'What works differently now; causes, with what showed them; choices, with what spoke against the others; ' +
    'what took long to find out. Name the file, function, command, value or error.',
  skip: 'Steps that left no trace: looking around, checks that simply passed, all attempts but the last. Nothing twice.',
};
