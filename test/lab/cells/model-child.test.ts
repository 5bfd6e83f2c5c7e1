import { defineCells } from './define-cells.ts';

defineCells('model child');
