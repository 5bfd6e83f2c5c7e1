import { join } from 'node:path';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { testStore } from '../../contract/store.ts';
import { tempFolder } from '../../temp-folder.ts';

testStore('SQLite', () => openSqliteStore({ path: join(tempFolder(), 'holdfast.db'), busyTimeoutMs: 1000, clock: Date.now }));
