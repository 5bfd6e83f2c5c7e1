import type { Offer } from './offer.ts';

// Checksums, sizes and revisions are those that many projects which pin these models agree on.
const POTION_BASE: Offer = {
  name: 'potion-base-8M',
  kind: 'model2vec',
  licence: 'MIT',
  pinned: true,
  repository: 'minishlab/potion-base-8M',
  revision: 'bf8b056651a2c21b8d2565580b8569da283cab23',
  files: [
    { path: 'config.json', bytes: 202, sha256: '2a6ac0e9aaa356a68a5688070db78fc3a464fefe85d2f06a1905ce3718687553' },
    { path: 'tokenizer.json', bytes: 683_666, sha256: 'e67e803f624fb4d67dea1c730d06e1067e1b14d830e2c2202569e3ef0f70bb50' },
    { path: 'model.safetensors', bytes: 30_236_760, sha256: 'f65d0f325faadc1e121c319e2faa41170d3fa07d8c89abd48ca5358d9a223de2' },
  ],
};

const POTION_RETRIEVAL: Offer = {
  name: 'potion-retrieval-32M',
  kind: 'model2vec',
  licence: 'MIT',
  pinned: true,
  repository: 'minishlab/potion-retrieval-32M',
  revision: '6fc8051fab2a1e0ee76689cf08c853792ac285e7',
  files: [
    { path: 'config.json', bytes: 202, sha256: '63c00d90824c832c04ec1d02b6a983fb90489bf049f29fbff15ba481b8a432ee' },
    { path: 'tokenizer.json', bytes: 1_493_150, sha256: '7d75cbc54318138807c401b0f0c9721117c628b39de8e8e0edb6cb17e0ee7d18' },
    { path: 'model.safetensors', bytes: 129_210_456, sha256: '07609e5bd33aad37900b3fd62f4ec96f6daec88ca4d46b9d8b928bfababf6ea0' },
  ],
};

/** Models whose checksums Holdfast knows: they are what their makers published, or they are not taken. */
export const KNOWN_MODELS: readonly Offer[] = [POTION_BASE, POTION_RETRIEVAL];
