import { defineCells } from './define-cells.ts';

defineCells('foreground command');
