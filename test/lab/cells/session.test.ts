import { defineCells } from './define-cells.ts';

defineCells('session process');
