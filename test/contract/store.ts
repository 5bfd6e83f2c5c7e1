import { describe } from 'vitest';
import { testBreakers } from './store/breakers.ts';
import { testChildren } from './store/children.ts';
import { testCollect } from './store/collect.ts';
import { testForget } from './store/forget.ts';
import { testJobs } from './store/jobs.ts';
import { testJournal } from './store/journal.ts';
import { testLeases } from './store/leases.ts';
import { testLedger } from './store/ledger.ts';
import { testMemories } from './store/memories.ts';
import { testMerge } from './store/merge.ts';
import { testModelCalls } from './store/model-calls.ts';
import { testProjects } from './store/projects.ts';
import { testForgottenRecord } from './store/record-forgotten.ts';
import { testRecordedSessions } from './store/record-sessions.ts';
import { testRecordSteps } from './store/record-steps.ts';
import { testRecord } from './store/record.ts';
import type { StoreOpener } from './store/scene.ts';
import { testSearch } from './store/search.ts';
import { testSecondTelling } from './store/second-telling.ts';
import { testVectors } from './store/vectors.ts';
import { testVocabulary } from './store/vocabulary.ts';

/** The promises of the Store port. `open` gives an empty store each time; the suite disposes of it. */
export function testStore(name: string, open: StoreOpener): void {
  describe(`${name} as a store`, () => {
    testProjects(open);
    testJournal(open);
    testSecondTelling(open);
    testJobs(open);
    testLeases(open);
    testChildren(open);
    testBreakers(open);
    testMemories(open);
    testMerge(open);
    testSearch(open);
    testRecord(open);
    testRecordSteps(open);
    testRecordedSessions(open);
    testForgottenRecord(open);
    testVocabulary(open);
    testForget(open);
    testLedger(open);
    testModelCalls(open);
    testCollect(open);
    testVectors(open);
  });
}
