import { defineCells } from './define-cells.ts';

defineCells('agent');
