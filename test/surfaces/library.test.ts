import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as library from '../../dist/index.js';
