import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bertTokenizer } from './tokenizers.ts';

/** A table of vectors, one a token, as the whole of a transformer: what ONNX calls Gather. */
export const TABLE: readonly (readonly number[])[] = [
  [0, 0, 0, 1],
  [0, 0, 1, 0],
  [0, 2, 0, 0],
  [0, 0, 3, 0],
  [3, 0, 0, 0],
  [0, 4, 0, 0],
];

// [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, log 4, in 5
const PIECES = ['[CLS]', '[SEP]', 'log', 'in'];

/** Writes a folder with a transformer in the layout of Hugging Face, small enough to compute by hand; returns the folder. */
export function writeTransformer(folder: string): string {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const frame = (id: string): object => ({ SpecialToken: { id, type_id: 0 } });
  const postProcessor = {
    type: 'TemplateProcessing',
    single: [frame('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, frame('[SEP]')],
    pair: [],
    special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } },
  };
  const files = {
    'config.json': { model_type: 'bert', architectures: ['BertModel'], hidden_size: 4, vocab_size: TABLE.length },
    'tokenizer.json': bertTokenizer(PIECES, { post_processor: postProcessor }),
    'tokenizer_config.json': { tokenizer_class: 'BertTokenizer', model_max_length: 512, pad_token: '[PAD]', unk_token: '[UNK]' },
  };
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(value));
  writeFileSync(join(folder, 'onnx/model.onnx'), toOnnx(TABLE));
  return folder;
}

// The protocol buffer of such a model; the numbers of its fields are those of onnx.proto.
function toOnnx(table: readonly (readonly number[])[]): Buffer {
  const width = table[0]!.length;
  const weights = Buffer.from(Float32Array.from(table.flat()).buffer);
  const tensor = [number(1, table.length), number(1, width), number(2, FLOAT), bytes(8, 'table'), bytes(9, weights)];
  const node = [bytes(1, 'table'), bytes(1, 'input_ids'), bytes(2, 'last_hidden_state'), bytes(3, 'look-up'), bytes(4, 'Gather')];
  const graph = [
    bytes(1, ...node),
    bytes(2, 'tiny'),
    bytes(5, ...tensor),
    bytes(11, ...describe('input_ids', INT64, ['batch', 'length'])),
    bytes(11, ...describe('attention_mask', INT64, ['batch', 'length'])),
    bytes(12, ...describe('last_hidden_state', FLOAT, ['batch', 'length', width])),
  ];
  return Buffer.concat([number(1, 8), bytes(7, ...graph), bytes(8, bytes(1, ''), number(2, 13))]);
}

const FLOAT = 1;
const INT64 = 7;

function describe(name: string, type: number, shape: readonly (string | number)[]): readonly Buffer[] {
  const dimensions = shape.map((dimension) => bytes(1, typeof dimension === 'number' ? number(1, dimension) : bytes(2, dimension)));
  return [bytes(1, name), bytes(2, bytes(1, number(1, type), bytes(2, ...dimensions)))];
}

function number(field: number, value: number): Buffer {
  return Buffer.from([...varint(field << 3), ...varint(value)]);
}

function bytes(field: number, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(body.length)]), body]);
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
