import { defineCells } from './define-cells.ts';

defineCells('hook');
